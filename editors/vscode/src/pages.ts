import { commands, type Disposable, EventEmitter, Uri, workspace } from "vscode";

/** The scheme of the documents that the server writes. */
const SCHEME = "openclaw-page";

/** Pages of Markdown that the server writes, shown beside the file that they are about. */
export class Pages implements Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new EventEmitter<Uri>();
  private readonly subscriptions: Disposable[];

  constructor() {
    this.subscriptions = [
      this.changed,
      workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: this.changed.event,
        provideTextDocumentContent: (uri) => this.texts.get(uri.toString()) ?? "",
      }),
      workspace.onDidCloseTextDocument((document) => this.texts.delete(document.uri.toString())),
    ];
  }

  dispose(): void {
    this.subscriptions.forEach((subscription) => subscription.dispose());
  }

  /** Shows a page; its name is what the tab shows. */
  async show(name: string, markdown: string): Promise<void> {
    const page = Uri.from({ scheme: SCHEME, path: `/${name.replaceAll("/", "_")}.md` });
    this.texts.set(page.toString(), markdown);
    this.changed.fire(page);
    await commands.executeCommand("markdown.showPreviewToSide", page);
  }
}
