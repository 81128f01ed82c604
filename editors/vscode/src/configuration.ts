import { homedir } from "node:os";
import { Uri, window, workspace } from "vscode";
import { configurationPath } from "./paths";
import { suggest } from "./suggest";

const CREATE = "Create It";

/** Opens the configuration that OpenClaw itself would read; where there is none, offers to begin one. */
export async function openConfiguration(): Promise<void> {
  const path = configurationPath(process.env, homedir());
  if (await isThere(Uri.file(path))) {
    await window.showTextDocument(await workspace.openTextDocument(Uri.file(path)));
    return;
  }
  const choice = await window.showInformationMessage(`There is no configuration at ${path} yet.`, CREATE);
  if (choice === CREATE) {
    // Nothing is on the disk before it is saved.
    await window.showTextDocument(await workspace.openTextDocument(Uri.file(path).with({ scheme: "untitled" })));
    await suggest();
  }
}

async function isThere(file: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
