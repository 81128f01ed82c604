import { commands, env, Uri, window } from "vscode";
import { SECTION, SETTINGS } from "./names";

/** A way out of a problem, as its button says. */
export type Remedy = "How to Install" | "Try Again" | "Open Settings" | "Show Log";

/** The page with every way to install the program. */
const INSTALL = "https://github.com/openclaw-lsp/openclaw-lsp/blob/main/docs/install.md";

const DEEDS: Readonly<Record<Remedy, () => Thenable<unknown>>> = {
  "How to Install": () => env.openExternal(Uri.parse(INSTALL)),
  "Try Again": () => commands.executeCommand(`${SECTION}.restart`),
  "Open Settings": openSettings,
  "Show Log": () => commands.executeCommand(`${SECTION}.showLog`),
};

/** Shows a problem with the ways out of it. */
export async function report(message: string, remedies: readonly Remedy[]): Promise<void> {
  const choice = await window.showErrorMessage(message, ...remedies);
  if (choice !== undefined) {
    await DEEDS[choice]();
  }
}

/** The setting belongs to the machine that the server runs on, which has a page of its own in a remote window. */
function openSettings(): Thenable<unknown> {
  const page = env.remoteName === undefined ? "openSettings" : "openRemoteSettings";
  return commands.executeCommand(`workbench.action.${page}`, { query: `${SETTINGS}.path` });
}
