// One user's way through a long configuration: look, complete, ask, fix, save.
import { existsSync } from "node:fs";

export async function run(context) {
  await looks(context);
  await hovers(context);
  await mends(context);
  await completes(context);
  await previews(context);
  await explains(context);
  await explainsAll(context);
  await upgrades(context);
}

async function looks({ code, window, workspace, report }) {
  const { page } = window;
  await window.until("the server is ready", () => /ready after/.test(code.log()));
  await page.locator(".statusbar-item", { hasText: /OpenClaw \d/ }).waitFor();
  report.check("the language is ours", await window.status("OpenClaw Configuration").isVisible());
  await window.key("Control+b");
  const expected = workspace.findings();
  const { count, rows } = await window.problems();
  report.check("each finding is listed once", count === expected.length, `${count}, not ${expected.length}`);
  const legacy = rows.filter((row) => row.includes("legacy-cache-ttl"));
  report.check("the legacy TTL is warned of once", legacy.length === 1, rows.join("\n"));
  const foreign = rows.filter((row) => !/ openclaw [a-z-]+ /.test(row));
  report.check("no other checker says anything", foreign.length === 0, foreign.join("\n"));
  report.check("the folder's settings name no program to run", !existsSync(workspace.bait));
  report.check("the server is the one inside the extension", code.log().includes("(bundled)"));
}

async function hovers({ window, workspace, report }) {
  const line = workspace.line(/cacheControlTtl/);
  await window.go(line, workspace.read().split("\n")[line - 1].indexOf("cacheControlTtl") + 3);
  await window.page.locator(".squiggly-warning").first().waitFor();
  const text = await window.hover();
  report.check("hovering over the legacy key names its successor", /cacheRetention/.test(text), text);
  report.check("the text of the hover is rendered", !text.includes("**"), text);
  await window.shot("hover");
  await window.key("Escape");
}

async function mends({ window, workspace, report }) {
  const before = workspace.read();
  const rows = window.page.locator(".action-widget .monaco-list-row", { hasText: "cacheRetention" });
  await window.summon(rows.first(), "Control+.");
  await window.shot("fix");
  await window.key("Enter");
  await window.line(/cacheRetention: "long".*, \/\/ was the fashion then/);
  await window.save();
  const expected = before.replace('cacheControlTtl: "1h"', 'cacheRetention: "long"');
  report.check("after the quick fix the file on the disk is right byte for byte", await workspace.holds(expected), workspace.difference(expected));
  await window.page.locator(".squiggly-warning").waitFor({ state: "detached" });
  report.check("the warning is gone", true);
  await window.key("Control+z");
  await window.save();
  report.check("undone, it is as it was", await workspace.holds(before), workspace.difference(before));
}

async function completes({ window, workspace, report }) {
  const before = workspace.read();
  const line = workspace.line(/^ {4}defaults: \{$/);
  await window.go(line, "    defaults: {".length + 1);
  await window.key("Enter");
  await window.type('imageModel: "anthropic/claude-opus-4');
  // The list is narrowed down with every key.
  await window.proposals(/^anthropic\/claude-opus-4-6$/, /claude-opus-4/);
  report.check("models are proposed", true);
  await window.shot("completion");
  await window.accept("anthropic/claude-opus-4-6");
  // Members follow, so the comma comes along.
  await window.line(/imageModel: "anthropic\/claude-opus-4-6",$/);
  await window.key("End");
  await window.key("Enter");
  await window.type("params: { cacheRetention: ");
  await window.key("Control+Space");
  const values = await window.proposals(/long/, /none|short|long/);
  report.check("the values of cacheRetention are proposed", values.length === 3, values.join(" "));
  await window.shot("values");
  await window.accept(values.find((value) => value.includes("long")));
  // Typed as by somebody who does not know whether the editor has closed the bracket.
  await window.type(" },");
  await window.line(/params: \{ cacheRetention: "long".* \},/);
  await window.save();
  const typed = '      imageModel: "anthropic/claude-opus-4-6",\n      params: { cacheRetention: "long" },\n';
  const expected = before.replace(/^ {4}defaults: \{\n/m, (found) => found + typed);
  report.check("what was completed is on the disk byte for byte", await workspace.holds(expected), workspace.difference(expected));
}

async function previews({ window, workspace, report }) {
  const before = workspace.read();
  await window.command("OpenClaw: Preview All Fixes in This File");
  await window.page.locator(".tab.active", { hasText: "openclaw.json: all fixes (1 line)" }).waitFor();
  await window.page.locator(".diff-editor .char-insert, .monaco-diff-editor .line-insert").first().waitFor();
  await window.shot("preview");
  report.check("a preview changes nothing", workspace.read() === before);
  await window.title("Discard These Fixes").click();
  await window.page.locator(".monaco-diff-editor").waitFor({ state: "detached" });
  report.check("discarded, the file is as it was", workspace.read() === before);
  await window.command("OpenClaw: Preview All Fixes in This File");
  await window.title("Apply These Fixes").click();
  await window.page.locator(".monaco-diff-editor").waitFor({ state: "detached" });
  await window.save();
  const fixed = workspace.fixed(before);
  report.check("there was something to fix", fixed !== before);
  report.check("all fixes together are those of the command line", await workspace.holds(fixed), workspace.difference(fixed));
}

async function explains({ window, workspace, report }) {
  const { page } = window;
  await window.go(workspace.line(/^ {6}params: \{ cacheRetention/), 20);
  await page.locator(".view-line", { hasText: /shadowed.by/ }).first().waitFor();
  report.check("what becomes of the cache setting is drawn behind it", true);
  await window.command("OpenClaw: Explain This Key");
  await page.locator(".tab", { hasText: "cacheRetention.md" }).waitFor();
  const text = await window.until("the explanation", async () => {
    const texts = await Promise.all(page.frames().map((frame) => frame.locator("body").innerText().catch(() => "")));
    return texts.find((text) => text.includes("Of the layers"));
  });
  report.check("the key at the cursor is explained on a page", /Of the layers, .* wins/.test(text), text);
  await window.shot("explain");
  await page.locator(".tab", { hasText: "cacheRetention.md" }).click({ button: "middle" });
  await window.go(workspace.line(/"agent-001": \{/), 1);
  await page.locator(".codelens-decoration", { hasText: "cache short" }).first().waitFor();
  report.check("each agent has its lens", true);
  await window.shot("lens");
  const messages = await window.toasts();
  report.check("no message has come up", messages.length === 0, messages.join("\n"));
}

async function explainsAll({ window, workspace, report }) {
  const { page } = window;
  const before = workspace.read();
  await window.go(workspace.line(/^\{$/), 2);
  await window.command("OpenClaw: Explain This Configuration");
  await page.locator(".tab", { hasText: "Explained: openclaw.json" }).waitFor();
  const shown = (part) =>
    window.until(`a page with ${part}`, async () => {
      for (const frame of page.frames()) {
        const text = await frame.locator("body").innerText().catch(() => "");
        if (text.includes("What will really happen") && text.includes(part)) return frame;
      }
      return undefined;
    });
  const frame = await shown("Which tools each agent has");
  report.check("the whole file is explained on a page", true);
  await window.shot("explained");
  const link = frame.locator('td a[href^="command:"], th a[href^="command:"]').first();
  const [, line] = /line (\d+)/.exec(await link.locator("xpath=following-sibling::span").innerText()) ?? [];
  await link.click();
  await window.status(`Ln ${line},`).waitFor();
  report.check("a click on a key leads to its line", true);
  await window.go(workspace.line(/^\{$/), 2);
  await window.key("Enter");
  await window.type("unheardOf: 1,");
  await shown("unheardOf");
  report.check("the page follows the text", true);
  await page.locator(".tab", { hasText: "Explained: openclaw.json" }).click({ button: "middle" });
  await window.go(workspace.line(/^\{$/), 2);
  await window.until("the text as it was", async () => {
    await window.key("Control+z");
    const state = { state: "detached", timeout: 2_000 };
    return page.locator(".tab.active.dirty").waitFor(state).then(() => true, () => false);
  });
  report.check("undone, nothing is left of it", await workspace.holds(before), workspace.difference(before));
}

async function upgrades({ window, workspace, report }) {
  const { page } = window;
  const before = workspace.read();
  await window.go(workspace.line(/^\{$/), 2);
  await window.key("Enter");
  await window.type('meta: { lastTouchedVersion: "2026.3.8" },');
  await window.command("OpenClaw: What an Update Changes");
  await page.locator(".tab", { hasText: "upgrade.md" }).waitFor();
  const text = await window.until("the report", async () => {
    const texts = await Promise.all(page.frames().map((frame) => frame.locator("body").innerText().catch(() => "")));
    return texts.find((text) => text.includes("from OpenClaw 2026.3.8"));
  });
  report.check("what an update changes is told on a page", /from OpenClaw 2026\.3\.8 to /.test(text), text);
  await page.locator(".tab", { hasText: "upgrade.md" }).click({ button: "middle" });
  await window.go(workspace.line(/^\{$/) + 1, 35);
  const rows = page.locator(".action-widget .monaco-list-row", { hasText: "Check against OpenClaw 2026.3.8" });
  await window.summon(rows.first(), "Control+.");
  await window.key("Enter");
  await page.locator(".statusbar-item", { hasText: /OpenClaw 2026\.3\.8/ }).waitFor();
  report.check("the file is judged by the release that wrote it", true);
  const settings = workspace.read(".vscode/settings.json");
  report.check("... by a setting of the workspace", /"openclaw.targetVersion": "2026\.3\.8"/.test(settings), settings);
  await window.go(workspace.line(/^\{$/) + 1, 35);
  await window.key("Control+z");
  await window.save();
  workspace.write(".openclaw/openclaw.json", before);
  workspace.write(".vscode/settings.json", settings.replace(/,?\s*"openclaw.targetVersion": "2026\.3\.8"/, ""));
}
