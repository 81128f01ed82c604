import { window } from "vscode";
import { activeConfiguration } from "./active";
import type { Pages } from "./pages";
import type { Server } from "./server";

/** The server's answer to `openclaw/explain`. */
interface Explanation {
  /** The key, where one is asked about. */
  readonly path?: string;
  readonly markdown: string;
}

/** Shows the explanation that a code lens is taken from, as a page beside the file. */
export async function showExplanation(server: Server, pages: Pages, params: unknown): Promise<void> {
  if (typeof params !== "object" || params === null) {
    return;
  }
  const found = await server.ask<Explanation>("openclaw/explain", params);
  if (found !== undefined) {
    const section = "section" in params && typeof params.section === "string" ? params.section : "models";
    await pages.show(section, found.markdown);
  }
}

/** Shows all that is known about the key at the cursor as a page beside the file. */
export async function explain(server: Server, pages: Pages): Promise<void> {
  const editor = await activeConfiguration();
  if (editor === undefined) {
    return;
  }
  const { active } = editor.selection;
  const found = await server.ask<Explanation>("openclaw/explain", {
    textDocument: { uri: editor.document.uri.toString() },
    position: { line: active.line, character: active.character },
  });
  if (found === undefined) {
    await window.showInformationMessage("There is no key at the cursor to explain.");
    return;
  }
  await pages.show(found.path?.split(".").at(-1) ?? "key", found.markdown);
}
