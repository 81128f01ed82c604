// Random use of VS Code's own client: random.mjs. See ../run.sh for the environment; OPENCLAW_USE_SECONDS says for how long.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { PATIENCE } from "./workbench.mjs";
import { inWorkbench } from "./session.mjs";

const { SHOTS, RANDOM_USE, OPENCLAW_USE_SECONDS = 10 } = process.env;

async function used({ code, window, workspace, report }) {
  const said = join(workspace.folder, "random-use.json");
  // The last session and its comparison come on top.
  await window.until("the end of the use", () => existsSync(said), OPENCLAW_USE_SECONDS * 1000 + 4 * PATIENCE);
  const { sessions, asked, answered, told, wrong, seconds } = JSON.parse(workspace.read("random-use.json"));
  report.check("nothing is wrong in a random use", wrong.length === 0, wrong.slice(0, 3).join("\n"));
  report.check("each question is answered", asked > 0 && answered === asked, `${answered} of ${asked}`);
  report.check("answers say something", told > sessions, `${told} of ${asked}`);
  const failures = code.log().split("\n").filter((line) => /request .* failed|server crashed/i.test(line));
  report.check("the client saw no failure", failures.length === 0, failures.slice(0, 3).join("\n"));
  report.note(`random use: ${sessions} files, ${2 * sessions} servers, ${answered} answers (${told} not empty) in ${seconds} s`);
}

await inWorkbench(join(SHOTS, "random"), used, { lines: 0, beside: RANDOM_USE });
