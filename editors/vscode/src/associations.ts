import { homedir } from "node:os";
import { type Disposable, languages, type TextDocument, Uri, workspace } from "vscode";
import { LANGUAGE, SETTINGS } from "./names";
import { isPatchName, wholePattern } from "./patterns";
import { clientSetting } from "./settings";

/**
 * Gives documents the language that the fixed patterns of the manifest cannot: those of the setting `files`, and patches
 * that lie beside a configuration, wherever that is.
 */
export class Associations implements Disposable {
  private readonly subscriptions: Disposable[];
  /** Whoever then chooses another language means it: each document is given ours once. */
  private readonly given = new Set<string>();

  constructor() {
    this.subscriptions = [
      workspace.onDidOpenTextDocument((document) => this.look(document)),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${SETTINGS}.files`)) {
          this.given.clear();
          this.lookAtAll();
        }
      }),
    ];
    this.lookAtAll();
  }

  dispose(): void {
    this.subscriptions.forEach((subscription) => subscription.dispose());
  }

  private lookAtAll(): void {
    workspace.textDocuments.forEach((document) => void this.look(document));
  }

  private async look(document: TextDocument): Promise<void> {
    const name = document.uri.toString();
    if (document.uri.scheme !== "file" || document.languageId === LANGUAGE || this.given.has(name)) {
      return;
    }
    if (matchesSetting(document) || (await isPatchBesideConfiguration(document))) {
      this.given.add(name);
      await languages.setTextDocumentLanguage(document, LANGUAGE);
    }
  }
}

function matchesSetting(document: TextDocument): boolean {
  return clientSetting<string[]>("files", []).some(
    (pattern) => languages.match({ pattern: wholePattern(pattern, homedir()) }, document) > 0,
  );
}

async function isPatchBesideConfiguration(document: TextDocument): Promise<boolean> {
  if (!isPatchName(document.uri.path)) {
    return false;
  }
  const exists = async (name: string) => {
    try {
      await workspace.fs.stat(Uri.joinPath(document.uri, "..", name));
      return true;
    } catch {
      return false;
    }
  };
  return (await exists("openclaw.json")) || exists("clawdbot.json");
}
