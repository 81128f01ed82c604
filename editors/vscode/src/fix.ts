import {
  type CodeAction,
  commands,
  type Disposable,
  Range,
  type TextDocument,
  TextDocumentSaveReason,
  type TextEdit,
  window,
  workspace,
  WorkspaceEdit,
} from "vscode";
import { applyEdits, countLines, type OffsetEdit } from "./edits";
import { activeConfiguration } from "./active";
import { FIX_ALL, LANGUAGE } from "./names";
import { Previews } from "./previews";
import { clientSetting } from "./settings";

/** All safe fixes of a document at once: applied, shown first, or made on saving. */
export class Fixes implements Disposable {
  private readonly previews = new Previews();
  private readonly subscriptions: Disposable[];

  constructor() {
    this.subscriptions = [
      this.previews,
      workspace.onWillSaveTextDocument((event) => {
        if (wantsFixes(event.document, event.reason)) {
          event.waitUntil(fixesOf(event.document).then(({ edits }) => edits));
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
    const { version } = document;
    const { edits, reason } = await fixesOf(document);
    if (edits.length === 0) {
      await sayNothingToFix(reason);
    } else if (document.version === version) {
      await apply(document, edits);
    } else {
      await sayChanged();
    }
  }

  /** Shows the file beside what it would become; two buttons above it apply that, or discard it. */
  async preview(): Promise<void> {
    const document = (await activeConfiguration())?.document;
    if (document === undefined) {
      return;
    }
    const { version, fileName } = document;
    const text = document.getText();
    const { edits, reason } = await fixesOf(document);
    if (edits.length === 0) {
      await sayNothingToFix(reason);
      return;
    }
    if (document.version !== version) {
      await sayChanged();
      return;
    }
    const name = fileName.split(/[\\/]/).at(-1) ?? fileName;
    const lines = countLines(text, offsets(document, edits));
    const title = `${name}: all fixes (${lines} ${lines === 1 ? "line" : "lines"})`;
    const preview = { document, version, edits, text: applyEdits(text, offsets(document, edits)) };
    await this.previews.show(preview, title);
  }

  /** Makes the fixes that are looked at. What was shown is what is applied: never the edits of an older text. */
  async applyPreview(): Promise<void> {
    const preview = this.previews.active;
    if (preview === undefined) {
      await window.showInformationMessage("No fixes are shown here: preview them first.");
      return;
    }
    const { document, version, edits } = preview;
    await this.previews.close(preview);
    if (document.version === version && !document.isClosed) {
      await apply(document, edits);
      await window.showTextDocument(document);
    } else {
      await sayChanged();
    }
  }

  /** Closes what is looked at; the file stays as it is. */
  async discardPreview(): Promise<void> {
    const preview = this.previews.active;
    if (preview !== undefined) {
      await this.previews.close(preview);
    }
  }
}

/** Only a save that somebody asked for makes fixes: a text that saves itself while one types must not change. */
function wantsFixes(document: TextDocument, reason: TextDocumentSaveReason): boolean {
  const isOurs = document.languageId === LANGUAGE && reason === TextDocumentSaveReason.Manual;
  return isOurs && clientSetting("fixOnSave", false, LANGUAGE);
}

/** All safe fixes of a document, or why they are not made for now. */
async function fixesOf(document: TextDocument): Promise<{ edits: TextEdit[]; reason: string | undefined }> {
  const end = document.lineAt(document.lineCount - 1).range.end;
  const found = await commands.executeCommand<CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    new Range(document.positionAt(0), end),
    FIX_ALL,
    // The server makes these edits only when they are asked for.
    1,
  );
  const ours = found.filter((action) => action.kind?.value === FIX_ALL);
  const edits = ours.find((action) => action.edit !== undefined)?.edit?.get(document.uri) ?? [];
  return { edits, reason: ours.find((action) => action.disabled !== undefined)?.disabled?.reason };
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

async function sayNothingToFix(reason: string | undefined): Promise<void> {
  const nothing = "There is nothing to fix here that is safe to fix without asking.";
  await window.showInformationMessage(reason === undefined ? nothing : `Nothing is fixed: ${reason}.`);
}

async function sayChanged(): Promise<void> {
  await window.showWarningMessage("The file has changed in the meantime: nothing was applied.");
}
