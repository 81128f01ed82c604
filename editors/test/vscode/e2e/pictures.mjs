// Draws the pictures of the extension: pictures.mjs. See ../run.sh for the environment.
import { join } from "node:path";
import { CodeServer } from "./code-server.mjs";
import { Report } from "./report.mjs";
import { Workbench } from "./workbench.mjs";
import { Workspace } from "./workspace.mjs";

const VIEWPORT = { width: 960, height: 560 };
const { CACHE, WORK, VSIX, EXAMPLE, SERVER, EDITORS } = process.env;
const report = new Report();
const workspace = new Workspace(WORK, EXAMPLE, SERVER, 0);
const code = new CodeServer(`${WORK}/code`, CACHE);
// Small and quiet: what stands in the picture is what it is about.
code.setUser({ "editor.stickyScroll.enabled": false, "breadcrumbs.enabled": false, "git.enabled": false, "editor.wordWrap": "on" });
let window;

async function draw(name, steps) {
  await steps();
  const messages = await window.toasts();
  report.check(`${name}: no message is in the picture`, messages.length === 0, messages.join("\n"));
  await window.shot(name);
}

async function goToLegacyKey() {
  const line = workspace.line(/cacheControlTtl/);
  await window.go(line, workspace.read().split("\n")[line - 1].indexOf("cacheControlTtl") + 3);
  await window.page.locator(".squiggly-warning").first().waitFor();
}

try {
  code.install(VSIX);
  await code.start();
  window = await Workbench.launch(CACHE, join(EDITORS, "vscode/images"), VIEWPORT);
  await window.open(code.url, workspace.folder, workspace.file);
  await window.status(/OpenClaw \d/).waitFor();
  await window.key("Control+b");
  await draw("diagnostic", async () => {
    await goToLegacyKey();
    await window.problems(true);
    await window.key("Control+1");
  });
  await window.key("Control+j");
  await draw("hover", async () => {
    await window.go(workspace.line(/dmPolicy: "pairing"/), 9);
    await window.hover();
  });
  await window.key("Escape");
  await window.page.setViewportSize({ width: 1200, height: 720 });
  await draw("explain", async () => {
    await window.go(workspace.line(/cacheRetention: "long"/), 24);
    await window.command("OpenClaw: Explain This Key");
    await window.until("the explanation", async () => {
      const texts = window.page.frames().map((frame) => frame.locator("body").innerText().catch(() => ""));
      return (await Promise.all(texts)).some((text) => text.includes("Of the layers"));
    });
  });
  await window.page.locator(".tab", { hasText: "cacheRetention.md" }).click({ button: "middle" });
  await window.page.setViewportSize(VIEWPORT);
  await draw("preview", async () => {
    await goToLegacyKey();
    await window.command("OpenClaw: Preview All Fixes in This File");
    await window.title("Apply These Fixes").waitFor();
    await window.page.locator(".monaco-diff-editor .line-insert, .monaco-diff-editor .char-insert").first().waitFor();
  });
  await window.title("Discard These Fixes").click();
  await window.page.locator(".monaco-diff-editor").waitFor({ state: "detached" });
  await draw("completion", async () => {
    await window.go(workspace.line(/^ {4}defaults: \{$/), "    defaults: {".length + 1);
    await window.key("Enter");
    await window.type('imageModel: "anthropic/claude-');
    await window.proposals(/^anthropic\/claude-/);
  });
} catch (problem) {
  report.check(`${problem.stack ?? problem}`, false);
} finally {
  await window?.close();
  code.stop();
}
report.end();
