// Types configurations in a real VS Code with real keys, one picture for each press: typed.mjs. See ../run.sh for the environment; NAMES lists
// configurations of tests/fixtures/typist.
import { join } from "node:path";
import { inWorkbench } from "./session.mjs";
import * as typing from "./cases/typing.mjs";

const { SHOTS, NAMES = "first.json5" } = process.env;
const type = async ({ window, workspace, report }) => {
  await window.status(/OpenClaw \d/).waitFor();
  await window.key("Control+b");
  for (const name of NAMES.split(",")) await typing.type({ window, workspace, report }, name, true);
};
await inWorkbench(join(SHOTS, "typed"), type, { lines: 0 });
