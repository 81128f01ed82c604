// What the user is told when the server cannot be had, and the ways back.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export async function run(context) {
  await restarts(context);
  await missesProgram(context);
  await failsAtStart(context);
  await crashes(context);
}

const starts = (code) => code.log().split("ready after").length - 1;

async function restarts({ code, window, workspace, report }) {
  await window.quickOpen("clawdbot.json");
  const before = starts(code);
  await window.command("OpenClaw: Restart the Language Server");
  await window.until("another start", () => starts(code) === before + 1);
  await window.page.locator(".editor-instance:visible .squiggly-error").first().waitFor();
  report.check("restarted, the server finds the same again", true);
  const messages = await window.toasts();
  report.check("a restart says nothing", messages.length === 0, messages.join("\n"));
}

async function missesProgram({ code, window, report }) {
  code.setMachine({ "openclaw.path": "/nowhere/openclaw-lsp" });
  const message = await window.toast(/openclaw\.path names "\/nowhere\/openclaw-lsp", which is not a program/);
  report.check("a missing program is named", true, message);
  await window.page.locator(".statusbar-item.has-background-color", { hasText: "OpenClaw" }).waitFor();
  report.check("the status bar shows the failure", true);
  await window.shot("missing");
  await window.press("Open Settings");
  await window.page.locator(".settings-editor .setting-item-label", { hasText: "Path" }).first().waitFor();
  report.check("... and the button leads to the setting", true);
  await window.key("Escape");
  await window.page.locator(".settings-editor").waitFor({ state: "hidden" });
  await window.closeToasts();
}

async function failsAtStart({ code, window, workspace, report }) {
  const program = workspace.program("broken", "#!/bin/sh\necho 'no such library' >&2\nexit 3\n");
  code.setMachine({ "openclaw.path": program });
  const message = await window.toast(/openclaw-lsp did not start: it ended before it was ready/);
  report.check("a program that ends at once is reported", true, message);
  await window.until("what the program said is in the log", () => code.log().includes("no such library"));
  report.check("what it said is in the log", true);
  const messages = await window.toasts();
  report.check("... by one message", messages.length === 1, messages.join("\n"));
  await window.shot("broken");
  await window.closeToasts();
}

async function crashes({ code, window, workspace, report }) {
  const list = join(workspace.work, "pids");
  const script = `#!/bin/sh\necho $$ >> '${list}'\nexec '${workspace.server}' "$@"\n`;
  const before = starts(code);
  code.setMachine({ "openclaw.path": workspace.program("recorded", script) });
  const pids = () => {
    try {
      return readFileSync(list, "utf8").trim().split("\n").map(Number);
    } catch {
      return [];
    }
  };
  for (let count = 1; count <= 4; count++) {
    await window.until(`start ${count}`, () => pids().length === count && starts(code) === before + count);
    await window.status(/OpenClaw \d/).waitFor();
    if (count > 1) report.check(`after crash ${count - 1} there is a new server, and no message`, (await window.toasts()).length === 0);
    process.kill(pids().at(-1), "SIGKILL");
    await window.until("the extension has seen it", () => code.log().split(/has ended and is started again|is not started again/).length - 1 === count);
  }
  await window.toast(/openclaw-lsp ended 4 times within 3 minutes and is not started again/);
  report.check("a server that keeps crashing is reported", true);
  await window.shot("crashed");
  const messages = await window.toasts();
  report.check("... by one message", messages.length === 1, messages.join("\n"));
  await window.press("Try Again");
  await window.until("a fifth start", () => pids().length === 5);
  await window.quickOpen("clawdbot.json");
  await window.status(/OpenClaw \d/).waitFor();
  await window.page.locator(".editor-instance:visible .squiggly-error").first().waitFor();
  report.check("the button starts it again", true);
  code.setMachine({});
}
