import { Position, Selection, Uri, ViewColumn, window, workspace } from "vscode";
import { SECTION } from "./names";

/** The command behind the links of the page about a configuration: a file, a line and a column, both from 1. */
export const REVEAL = `${SECTION}.reveal`;

/** Shows the key at a place, in the column where its file is shown already. */
export async function reveal(file: unknown, line: unknown, column: unknown): Promise<void> {
  if (typeof file !== "string" || typeof line !== "number" || typeof column !== "number") {
    return;
  }
  const uri = Uri.parse(file, true);
  if (uri.scheme !== "file" && uri.scheme !== "untitled") {
    return;
  }
  const document = await workspace.openTextDocument(uri);
  const start = document.validatePosition(new Position(line - 1, column - 1));
  const word = document.getWordRangeAtPosition(start) ?? { start, end: start };
  const visible = window.visibleTextEditors.find((editor) => editor.document === document);
  const selection = new Selection(word.start, word.end);
  await window.showTextDocument(document, { viewColumn: visible?.viewColumn ?? ViewColumn.One, selection });
}
