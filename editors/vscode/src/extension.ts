import { commands, type ExtensionContext, window, workspace } from "vscode";
import { LANGUAGE, Server } from "./server";
import { SECTION } from "./settings";

let server: Server | undefined;

/** Called by the editor when the first document of the language is opened, or a command is used. */
export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("OpenClaw", { log: true });
  const running = new Server(context, log);
  server = running;
  context.subscriptions.push(
    log,
    commands.registerCommand(`${SECTION}.restart`, () => running.restart()),
    commands.registerCommand(`${SECTION}.showLog`, () => log.show()),
    commands.registerCommand(`${SECTION}.fixAll`, fixAll),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.path`)) {
        void running.restart();
      } else if (event.affectsConfiguration(SECTION)) {
        void running.configure();
      }
    }),
  );
  await running.restart();
}

/** Called by the editor before it unloads the extension. */
export async function deactivate(): Promise<void> {
  await server?.stop();
  server = undefined;
}

/** Asks the server for all safe migrations of the active document and applies them. */
async function fixAll(): Promise<void> {
  if (window.activeTextEditor?.document.languageId !== LANGUAGE) {
    await window.showInformationMessage("Open an OpenClaw configuration first: there is nothing to fix here.");
    return;
  }
  await commands.executeCommand("editor.action.sourceAction", { kind: "source.fixAll.openclaw", apply: "first" });
}
