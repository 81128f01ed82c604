import { commands, type Disposable, EventEmitter, Uri, window, workspace } from "vscode";
import { activeConfiguration } from "./active";
import type { Server } from "./server";

/** The scheme of the documents that explain a key. */
const SCHEME = "openclaw-explain";

/** The server's answer to `openclaw/explain`. */
interface Explanation {
  readonly path: string;
  readonly markdown: string;
}

/** Shows all that is known about a key as a page beside the file. */
export class Explanations implements Disposable {
  private readonly pages = new Map<string, string>();
  private readonly changed = new EventEmitter<Uri>();
  private readonly subscriptions: Disposable[];

  constructor(private readonly server: Server) {
    this.subscriptions = [
      this.changed,
      workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: this.changed.event,
        provideTextDocumentContent: (uri) => this.pages.get(uri.toString()) ?? "",
      }),
      workspace.onDidCloseTextDocument((document) => this.pages.delete(document.uri.toString())),
    ];
  }

  dispose(): void {
    this.subscriptions.forEach((subscription) => subscription.dispose());
  }

  /** Explains the key at the cursor. */
  async show(): Promise<void> {
    const editor = await activeConfiguration();
    if (editor === undefined) {
      return;
    }
    const { active } = editor.selection;
    const found = await this.server.ask<Explanation>("openclaw/explain", {
      textDocument: { uri: editor.document.uri.toString() },
      position: { line: active.line, character: active.character },
    });
    if (found === undefined) {
      await window.showInformationMessage("There is no key at the cursor to explain.");
      return;
    }
    // The name of the page is that of the key: it is what the tab shows.
    const name = found.path.split(".").at(-1) ?? found.path;
    const page = Uri.from({ scheme: SCHEME, path: `/${name.replaceAll("/", "_")}.md` });
    this.pages.set(page.toString(), found.markdown);
    this.changed.fire(page);
    await commands.executeCommand("markdown.showPreviewToSide", page);
  }
}
