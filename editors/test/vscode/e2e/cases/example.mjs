// The long example of February 2026, as its user goes through it: look, complete, ask, migrate, save.
import { readFileSync } from "node:fs";

const FILE = "legacy.openclaw.json5";

export async function run(context) {
  const { window, workspace, report } = context;
  const [before, after] = ["legacy", "migrated"].map((name) => readFileSync(`${workspace.examples}/${name}.json5`, "utf8"));
  workspace.write(FILE, before);
  await window.quickOpen(FILE);
  await agrees(context, "the long example");
  await completes(context, before);
  await hovers(context, before);
  await window.command("OpenClaw: Fix All in This File");
  await window.save();
  const isMigrated = await workspace.holds(after, FILE);
  report.check("fixed and saved, it is the migrated example byte for byte", isMigrated, workspace.difference(after, FILE));
  await agrees(context, "the migrated example");
  const messages = await window.toasts();
  report.check("... and no message has come up", messages.length === 0, messages.join("\n"));
}

/** The status bar counts what the command line counts. */
async function agrees({ window, workspace, report }, name) {
  const severities = workspace.findings(FILE).map((found) => found.severity);
  const counts = ["error", "warning"].map((wanted) => severities.filter((severity) => severity === wanted).length);
  const expected = new RegExp(`^\\s*${counts.filter(Boolean).join("\\s+")}\\s+OpenClaw \\d`);
  let text = "";
  const isSame = await window
    .until("the counts", async () => expected.test((text = await window.status(/OpenClaw \d/).innerText())))
    .catch(() => false);
  report.check(`${name} has the findings of the command line`, isSame, `${text}, not ${counts}`);
}

/** Completes a model and a retention in its text, and takes both back. */
async function completes({ window, workspace, report }, before) {
  const line = workspace.line(/^ {4}defaults: \{$/, before);
  await window.go(line, "    defaults: {".length + 1);
  await window.key("Enter");
  await window.type('imageModel: "anthropic/claude-opus-4');
  await window.proposals(/^anthropic\/claude-opus-4-6$/, /claude-opus-4/);
  await window.accept("anthropic/claude-opus-4-6");
  await window.line(/imageModel: "anthropic\/claude-opus-4-6",$/);
  report.check("a model is completed in the long example", true);
  const params = workspace.line(/^ {6}params: \{$/, before) + 1;
  await window.go(params, "      params: {".length + 1);
  await window.key("Enter");
  await window.type("cacheRetention: ");
  await window.key("Control+Space");
  const values = await window.proposals(/long/, /none|short|long/);
  await window.accept(values.find((value) => value.includes("long")));
  await window.line(/^ +cacheRetention: "long",/);
  report.check("... and a cacheRetention value", true);
  await window.command("File: Revert File");
  await window.page.locator(".tab.active.dirty").waitFor({ state: "detached" });
}

async function hovers({ window, workspace, report }, before) {
  const line = workspace.line(/cacheControlTtl/, before);
  await window.go(line, before.split("\n")[line - 1].indexOf("cacheControlTtl") + 3);
  await window.page.locator(".editor-instance:visible .squiggly-warning").first().waitFor();
  const text = await window.hover();
  report.check("the legacy TTL of the long example is marked and explained", /cacheRetention/.test(text), text);
  await window.key("Escape");
}
