import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { Crashes } from "../src/crashes";
import { applyEdits, countLines } from "../src/edits";
import { dressed } from "../src/explain-html";
import { configurationPath, expandHome } from "../src/paths";
import { isPatchName, wholePattern } from "../src/patterns";
import { describe } from "../src/status-text";

test("edits are applied in the order of their places, whatever order they come in", () => {
  const edits = [
    { start: 4, end: 5, text: "E" },
    { start: 0, end: 1, text: "AA" },
    { start: 2, end: 2, text: "-" },
    { start: 2, end: 2, text: "+" },
  ];
  assert.equal(applyEdits("abcde", edits), "AAb-+cdE");
  assert.equal(applyEdits("abc", []), "abc");
  assert.equal(applyEdits("🦞a", [{ start: 2, end: 3, text: "b" }]), "🦞b");
});

test("changed lines are counted once", () => {
  const text = "one\ntwo\nthree\n";
  const edit = (start: number, end: number) => ({ start, end, text: "" });
  assert.equal(countLines(text, []), 0);
  assert.equal(countLines(text, [edit(0, 1), edit(2, 3)]), 1);
  assert.equal(countLines(text, [edit(1, 5), edit(9, 10)]), 3);
});

test("a server is started again three times within three minutes", () => {
  const crashes = new Crashes();
  assert.deepEqual([0, 1, 2, 3].map((minute) => crashes.note(minute * 10_000)), [true, true, true, false]);
  assert.match(crashes.message, /ended 4 times within 3 minutes/);
  assert.equal(crashes.note(10 * 60_000), true);
});

test("a start that the user asked for counts anew", () => {
  const crashes = new Crashes();
  [0, 1, 2, 3].forEach((time) => crashes.note(time));
  crashes.forget();
  assert.equal(crashes.note(4), true);
});

test("patterns are matched against whole paths", () => {
  const home = "/home/me";
  assert.equal(wholePattern("*.claw", home), "**/*.claw");
  assert.equal(wholePattern(" gateways/*.json5 ", home), "**/gateways/*.json5");
  assert.equal(wholePattern("**/x.json5", home), "**/x.json5");
  assert.equal(wholePattern("/etc/openclaw/*.json", home), "/etc/openclaw/*.json");
  assert.equal(wholePattern("C:/claw/*.json", home), "C:/claw/*.json");
  assert.equal(wholePattern("~/.openclaw-work/*.json", home), join(home, ".openclaw-work/*.json"));
});

test("patches are known by their names", () => {
  assert.ok(isPatchName("/a/b.patch.json5"));
  assert.ok(!isPatchName("/a/patch.json5"));
});

test("the configuration is where OpenClaw looks for it", () => {
  const home = "/home/me";
  assert.equal(configurationPath({}, home), join(home, ".openclaw/openclaw.json"));
  assert.equal(configurationPath({ OPENCLAW_STATE_DIR: "~/state" }, home), join(home, "state/openclaw.json"));
  assert.equal(configurationPath({ OPENCLAW_CONFIG_PATH: "/x.json", OPENCLAW_STATE_DIR: "/s" }, home), "/x.json");
  assert.equal(expandHome("~other/x", home), "~other/x");
});

const STATUS = { serverVersion: "1", schemaVersion: "2026.9.6", schemaSource: "embedded", catalogVersion: "2026.9.6" };
const NONE = { errors: 0, warnings: 0, others: 0 };
const RUNNING = { kind: "running", program: "/opt/a_b" } as const;

test("the status bar shows the schema's version and what counts", () => {
  assert.equal(describe(RUNNING, STATUS, NONE).text, "$(check) OpenClaw 2026.9.6");
  const shown = describe(RUNNING, STATUS, { errors: 2, warnings: 1, others: 3 });
  assert.equal(shown.text, "$(error) 2 $(warning) 1 OpenClaw 2026.9.6");
  assert.match(shown.tooltip, /2 errors, 1 warning, 3 hints/);
  assert.match(shown.tooltip, /\*\*Schema:\*\* OpenClaw 2026\.9\.6, embedded/);
  assert.match(shown.tooltip, /\/opt\/a\\_b/);
});

test("a server that does not know the request still has a status", () => {
  assert.equal(describe(RUNNING, undefined, NONE).text, "$(check) OpenClaw");
});

test("a failure stands out and says what it is", () => {
  const shown = describe({ kind: "failed", message: "no *program*" }, undefined, NONE);
  assert.deepEqual(shown, { text: "$(error) OpenClaw", tooltip: "no \\*program\\*", isError: true });
});

test("links of the page are commands with file, line and column, and nothing else is changed", () => {
  const html = '<head></head><a href="#drawing">x</a><a href="a%20b.json5#L12,5">y</a><p>href=&quot;z#L1,1&quot;</p>';
  const page = dressed(html, "x.reveal", (name) => `file:///home/u/${name}`);
  const [, place] = /href="command:x\.reveal\?([^"]*)"/.exec(page) ?? [];
  assert.deepEqual(JSON.parse(decodeURIComponent(place ?? "")), ["file:///home/u/a b.json5", 12, 5]);
  assert.ok(page.includes('<a href="#drawing">x</a>') && page.includes("<p>href=&quot;z#L1,1&quot;</p>"), page);
  assert.ok(/--vscode-editor-background[^]*<\/style><\/head>/.test(page), page);
});
