import { commands, type Disposable, type Tab, type TextDocument, type TextEdit, Uri, window, workspace } from "vscode";
import { SECTION } from "./names";

/** The scheme of the documents that show what a file would become. */
const SCHEME = "openclaw-preview";

/** The context key that is set while a preview is looked at: its buttons stand in the title bar then. */
const IS_SHOWN = `${SECTION}.preview`;

/** What a file would become, and by which edits. */
export interface Preview {
  readonly document: TextDocument;
  /** The version that the edits are for. */
  readonly version: number;
  readonly edits: TextEdit[];
  /** The text after them. */
  readonly text: string;
}

/** Files beside what they would become. */
export class Previews implements Disposable {
  private readonly shown = new Map<string, Preview>();
  /** How many there were: the editor may let go of a document long after its tab is closed. */
  private count = 0;
  private readonly subscriptions: Disposable[];

  constructor() {
    this.subscriptions = [
      workspace.registerTextDocumentContentProvider(SCHEME, {
        provideTextDocumentContent: (uri) => this.shown.get(uri.toString())?.text ?? "",
      }),
      workspace.onDidCloseTextDocument((document) => this.shown.delete(document.uri.toString())),
      window.tabGroups.onDidChangeTabs(() => this.look()),
      window.tabGroups.onDidChangeTabGroups(() => this.look()),
    ];
  }

  dispose(): void {
    this.subscriptions.forEach((subscription) => subscription.dispose());
  }

  /** Shows a file beside what it would become. */
  async show(preview: Preview, title: string): Promise<void> {
    const { uri } = preview.document;
    this.count += 1;
    const changed = uri.with({ scheme: SCHEME, query: `${this.count}` });
    this.shown.set(changed.toString(), preview);
    await commands.executeCommand("vscode.diff", uri, changed, title, { preview: true });
    this.look();
  }

  /** The preview that is looked at. */
  get active(): Preview | undefined {
    const uri = changedIn(window.tabGroups.activeTabGroup.activeTab);
    return uri && this.shown.get(uri.toString());
  }

  /** Closes the tab of a preview. */
  async close(preview: Preview): Promise<void> {
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    const shows = (tab: Tab) => this.shown.get(String(changedIn(tab))) === preview;
    await window.tabGroups.close(tabs.filter(shows));
  }

  private look(): void {
    void commands.executeCommand("setContext", IS_SHOWN, this.active !== undefined);
  }
}

/** The changed side of a tab that compares two texts, if it is one of ours. */
function changedIn(tab: Tab | undefined): Uri | undefined {
  const input = tab?.input;
  const changed = typeof input === "object" && input !== null && "modified" in input ? input.modified : undefined;
  return changed instanceof Uri && changed.scheme === SCHEME ? changed : undefined;
}
