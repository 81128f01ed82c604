// A VS Code with the extension and an open configuration, for as long as some work takes.
import { CodeServer } from "./code-server.mjs";
import { Report } from "./report.mjs";
import { Workbench } from "./workbench.mjs";
import { Workspace } from "./workspace.mjs";

const { CACHE, WORK, VSIX, EXAMPLE, SERVER } = process.env;

// What fails ends the work, not the run; the report tells of it. `lines` is the workspace's, `beside` the VSIX of
// an extension that runs beside ours.
export async function inWorkbench(shots, work, { lines, beside } = {}) {
  const report = new Report();
  const workspace = new Workspace(WORK, EXAMPLE, SERVER, lines);
  const code = new CodeServer(`${WORK}/code`, CACHE);
  let window;
  try {
    code.install(VSIX);
    if (beside) code.install(beside);
    await code.start();
    window = await Workbench.launch(CACHE, shots);
    await window.open(code.url, workspace.folder, workspace.file);
    await work({ code, window, workspace, report });
  } catch (problem) {
    report.check(`${problem.stack ?? problem}`, false);
    await window?.shot("failure").catch(() => undefined);
  } finally {
    await window?.close();
    code.stop();
  }
  report.end();
}
