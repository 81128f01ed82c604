// The extension in a real VS Code: main.mjs. See ../run.sh for the environment.
import { inWorkbench } from "./session.mjs";
import * as editing from "./cases/editing.mjs";
import * as example from "./cases/example.mjs";
import * as failures from "./cases/failures.mjs";
import * as files from "./cases/files.mjs";
import * as measures from "./cases/measures.mjs";
import * as typing from "./cases/typing.mjs";

const { SHOTS, ONLY } = process.env;
await inWorkbench(SHOTS, async ({ code, window, workspace, report }) => {
  for (const [name, cases] of Object.entries({ editing, example, files, typing, failures, measures })) {
    if (!ONLY || ONLY.split(",").includes(name)) await cases.run({ code, window, workspace, report });
  }
  report.check("no request left this machine", window.foreign.length === 0, window.foreign.slice(0, 2).join(" "));
});
