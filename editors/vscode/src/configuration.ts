import { homedir } from "node:os";
import { Uri, window, workspace } from "vscode";
import { configurationPath } from "./paths";

/** Opens the configuration that OpenClaw itself would read. */
export async function openConfiguration(): Promise<void> {
  const path = configurationPath(process.env, homedir());
  try {
    await window.showTextDocument(await workspace.openTextDocument(Uri.file(path)));
  } catch {
    await window.showInformationMessage(`There is no configuration at ${path} yet. OpenClaw's setup writes one.`);
  }
}
