// The extension in a real VS Code: main.mjs. See ../run.sh for the environment.
import { CodeServer } from "./code-server.mjs";
import { Workbench } from "./workbench.mjs";
import { Report } from "./report.mjs";
import { Workspace } from "./workspace.mjs";
import * as editing from "./cases/editing.mjs";
import * as example from "./cases/example.mjs";
import * as failures from "./cases/failures.mjs";
import * as files from "./cases/files.mjs";
import * as measures from "./cases/measures.mjs";

const { CACHE, WORK, VSIX, EXAMPLE, SERVER, SHOTS, ONLY } = process.env;
const report = new Report();
const workspace = new Workspace(WORK, EXAMPLE, SERVER);
const code = new CodeServer(`${WORK}/code`, CACHE);
let window;
try {
  code.install(VSIX);
  await code.start();
  window = await Workbench.launch(CACHE, SHOTS);
  await window.open(code.url, workspace.folder, workspace.file);
  for (const [name, cases] of Object.entries({ editing, example, files, failures, measures })) {
    if (!ONLY || ONLY.split(",").includes(name)) await cases.run({ code, window, workspace, report });
  }
  report.check("no request left this machine", window.foreign.length === 0, window.foreign.slice(0, 2).join(" "));
} catch (problem) {
  report.check(`${problem.stack ?? problem}`, false);
  await window?.shot("failure").catch(() => undefined);
} finally {
  await window?.close();
  code.stop();
}
report.end();
