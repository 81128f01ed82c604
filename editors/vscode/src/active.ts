import { type TextEditor, window } from "vscode";
import { LANGUAGE } from "./names";

/** The editor that the user is in, if it shows a configuration; says what is missing where it does not. */
export async function activeConfiguration(): Promise<TextEditor | undefined> {
  const editor = window.activeTextEditor;
  if (editor?.document.languageId === LANGUAGE) {
    return editor;
  }
  await window.showInformationMessage("This command works in a configuration of OpenClaw: open one first.");
  return undefined;
}
