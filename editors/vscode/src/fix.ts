import {
  type CodeAction,
  commands,
  type Disposable,
  Range,
  type TextDocument,
  TextDocumentSaveReason,
  type TextEdit,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from "vscode";
import { applyEdits, countLines, type OffsetEdit } from "./edits";
import { activeConfiguration } from "./active";
import { FIX_ALL, LANGUAGE } from "./names";
import { clientSetting } from "./settings";

/** The scheme of the documents that show what a file would become. */
const SCHEME = "openclaw-preview";

/** All safe fixes of a document at once: applied, shown first, or made on saving. */
export class Fixes implements Disposable {
  private readonly previews = new Map<string, string>();
  private readonly subscriptions: Disposable[];

  constructor() {
    this.subscriptions = [
      workspace.registerTextDocumentContentProvider(SCHEME, {
        provideTextDocumentContent: (uri) => this.previews.get(uri.toString()) ?? "",
      }),
      workspace.onDidCloseTextDocument((document) => this.previews.delete(document.uri.toString())),
      workspace.onWillSaveTextDocument((event) => {
        if (wantsFixes(event.document, event.reason)) {
          event.waitUntil(fixesOf(event.document));
        }
      }),
    ];
  }

  dispose(): void {
    this.subscriptions.forEach((subscription) => subscription.dispose());
  }

  /** Makes them. */
  async fixAll(): Promise<void> {
    const document = (await activeConfiguration())?.document;
    if (document === undefined) {
      return;
    }
    const edits = await fixesOf(document);
    if (edits.length === 0) {
      await sayNothingToFix();
    } else {
      await apply(document, edits);
    }
  }

  /** Shows the file beside what it would become, and asks. */
  async preview(): Promise<void> {
    const document = (await activeConfiguration())?.document;
    if (document === undefined) {
      return;
    }
    const edits = await fixesOf(document);
    if (edits.length === 0) {
      await sayNothingToFix();
      return;
    }
    const { version, fileName } = document;
    const preview = this.remember(document, edits);
    const name = fileName.split(/[\\/]/).at(-1) ?? fileName;
    await commands.executeCommand("vscode.diff", document.uri, preview, `${name}: all fixes`, { preview: true });
    const lines = countLines(document.getText(), offsets(document, edits));
    const question = `Make all safe fixes? They change ${lines} ${lines === 1 ? "line" : "lines"} of ${name}.`;
    const choice = await window.showInformationMessage(question, "Apply", "Cancel");
    await close(preview);
    if (choice === "Apply") {
      await this.applyUnchanged(document, version, edits);
    }
  }

  private remember(document: TextDocument, edits: readonly TextEdit[]): Uri {
    const preview = document.uri.with({ scheme: SCHEME, query: `${document.version}` });
    this.previews.set(preview.toString(), applyEdits(document.getText(), offsets(document, edits)));
    return preview;
  }

  /** What was shown is what is applied: never the edits of an older text. */
  private async applyUnchanged(document: TextDocument, version: number, edits: TextEdit[]): Promise<void> {
    if (document.version === version && !document.isClosed) {
      await apply(document, edits);
      await window.showTextDocument(document);
    } else {
      await window.showWarningMessage("The file has changed since the preview: nothing was applied.");
    }
  }
}

/** Only a save that somebody asked for makes fixes: a text that saves itself while one types must not change. */
function wantsFixes(document: TextDocument, reason: TextDocumentSaveReason): boolean {
  const isOurs = document.languageId === LANGUAGE && reason === TextDocumentSaveReason.Manual;
  return isOurs && clientSetting("fixOnSave", false, LANGUAGE);
}

async function fixesOf(document: TextDocument): Promise<TextEdit[]> {
  const end = document.lineAt(document.lineCount - 1).range.end;
  const found = await commands.executeCommand<CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    new Range(document.positionAt(0), end),
    FIX_ALL,
    // The server makes these edits only when they are asked for.
    1,
  );
  const action = found.find((action) => action.kind?.value === FIX_ALL);
  return action?.edit?.get(document.uri) ?? [];
}

function offsets(document: TextDocument, edits: readonly TextEdit[]): OffsetEdit[] {
  return edits.map(({ range, newText }) => ({
    start: document.offsetAt(range.start),
    end: document.offsetAt(range.end),
    text: newText,
  }));
}

async function apply(document: TextDocument, edits: TextEdit[]): Promise<void> {
  const change = new WorkspaceEdit();
  change.set(document.uri, edits);
  await workspace.applyEdit(change);
}

async function sayNothingToFix(): Promise<void> {
  await window.showInformationMessage("There is nothing to fix here that is safe to fix without asking.");
}

/** Closes the tab that compares a file with its preview. */
async function close(preview: Uri): Promise<void> {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  const shows = (input: unknown) =>
    typeof input === "object" && input !== null && "modified" in input && String(input.modified) === String(preview);
  await window.tabGroups.close(tabs.filter((tab) => shows(tab.input)));
}
