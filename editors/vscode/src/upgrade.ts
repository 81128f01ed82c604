import { window } from "vscode";
import { activeConfiguration } from "./active";
import type { Pages } from "./pages";
import type { Server } from "./server";

/** The server's answer to `openclaw/upgrade`. */
interface Report {
  readonly markdown: string;
}

/** Shows what an update of OpenClaw does to the file, as a page beside it. */
export async function upgrade(server: Server, pages: Pages): Promise<void> {
  const editor = await activeConfiguration();
  if (editor === undefined) {
    return;
  }
  const report = await ask(server, editor.document.uri.toString());
  if (report !== undefined) {
    await pages.show("upgrade", report.markdown);
  }
}

/** Where nothing says by which release the file is read now, or the named one is none, the user is asked. */
async function ask(server: Server, uri: string, from?: string): Promise<Report | undefined> {
  try {
    return await server.request<Report>("openclaw/upgrade", { textDocument: { uri }, from });
  } catch (problem) {
    const named = await window.showInputBox({
      title: "What an Update Changes",
      prompt: problem instanceof Error ? problem.message : String(problem),
      placeHolder: "the release of OpenClaw that reads the file now: year.month.number",
      ignoreFocusOut: true,
      ...(from === undefined ? {} : { value: from }),
    });
    return named === undefined || named.trim() === "" ? undefined : ask(server, uri, named);
  }
}
