import { commands } from "vscode";
import { SECTION } from "./names";

/** The command that a proposal of the server names when something can be proposed behind it, too. */
export const SUGGEST = `${SECTION}.suggest`;

/** Opens the list again, without a word where there is nothing to list. */
export async function suggest(): Promise<void> {
  await commands.executeCommand("editor.action.triggerSuggest", { auto: true });
}
