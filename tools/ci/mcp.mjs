// Asks the MCP server by the protocol's own client: mcp.mjs PROGRAM. Prints `N passed, N failed`.
import assert from "node:assert";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const [program] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "openclaw-mcp-"));
const file = join(folder, "openclaw.json");
const TEXT = `{
  // mine
  gateway: { mode: "local", port: 18789, auth: { mode: "token", token: "geheim" } },
  agents: { defaults: { params: { cacheControlTtl: "1h" } } },
}
`;
writeFileSync(file, TEXT);
const text = () => readFileSync(file, "utf8");

const client = new Client({ name: "test", version: "0" });
await client.connect(new StdioClientTransport({ command: program, args: ["mcp"], cwd: folder }));

let passed = 0;
let failed = 0;
const seen = new Set();
async function check(name, test) {
  try {
    await test();
    passed++;
    console.log(`ok   ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}: ${error.message}`);
  }
}
async function call(name, args) {
  seen.add(name);
  const answer = await client.callTool({ name, arguments: { file, ...args } });
  assert.ok(!JSON.stringify(answer).includes("geheim"), "a secret was told");
  return answer;
}
async function ask(name, args) {
  const answer = await call(name, args);
  assert.ok(!answer.isError, JSON.stringify(answer.content));
  return answer.structuredContent;
}

const { tools } = await client.listTools();
await check("the server says what it is", () => {
  assert.strictEqual(client.getServerVersion().name, "openclaw-lsp");
  assert.match(client.getInstructions(), /confirm/);
});
await check("tools say what they do, and whether they write", () => {
  assert.ok(tools.every((tool) => tool.description.length > 40 && tool.inputSchema.type === "object"));
  const writers = tools.filter((tool) => !tool.annotations?.readOnlyHint).map((tool) => tool.name);
  assert.deepStrictEqual(writers.sort(), ["fix", "set", "unset"]);
});
await check("check", async () => {
  const found = await ask("check", {});
  assert.strictEqual(found.valid, true);
  assert.strictEqual(found.diagnostics[0].code, "legacy-cache-ttl");
  assert.ok(found.diagnostics[0].fixes[0].edits.length > 0);
  assert.strictEqual((await ask("check", { text: "{ gateway: { prot: 1 } }" })).diagnostics[0].nearest, "port");
});
await check("explain", async () => {
  assert.ok(Array.isArray((await ask("explain", {})).agents));
  assert.deepStrictEqual((await ask("explain", { key: "gateway.port" })).key, ["gateway", "port"]);
});
await check("explain_code", async () => assert.match((await ask("explain_code", { code: "legacy-cache-ttl" })).page, /^# legacy-cache-ttl/));
await check("complete", async () => {
  const found = await ask("complete", { key: "gateway.bind" });
  assert.ok(found.values.some(({ label }) => label.includes("loopback")));
});
await check("hover", async () => assert.match((await ask("hover", { key: "gateway.port" })).markdown, /port/i));
await check("get", async () => assert.strictEqual((await ask("get", { key: "gateway.port" })).value, 18789));
await check("set writes what was shown, once, and nothing else", async () => {
  const change = { key: "gateway.port", value: 18790 };
  const shown = await ask("set", change);
  assert.strictEqual(text(), TEXT);
  assert.match(shown.diff, /\+.*18790/);
  assert.ok((await call("set", { ...change, confirm: "0000000000000000" })).isError);
  assert.ok((await call("set", { ...change, value: 1, confirm: shown.confirm })).isError);
  assert.strictEqual((await ask("set", { ...change, confirm: shown.confirm })).written, true);
  assert.strictEqual(text(), TEXT.replace("18789", "18790"));
});
await check("a token is worth nothing after the file changed", async () => {
  const shown = await ask("unset", { key: "gateway.port" });
  writeFileSync(file, text().replace("// mine", "// somebody else's"));
  assert.ok((await call("unset", { key: "gateway.port", confirm: shown.confirm })).isError);
  assert.match(text(), /18790/);
});
await check("unset", async () => {
  const shown = await ask("unset", { key: "gateway.port" });
  await ask("unset", { key: "gateway.port", confirm: shown.confirm });
  assert.ok(!text().includes("18790"));
});
await check("what OpenClaw would refuse is not written", async () => {
  const before = text();
  const answer = await call("set", { key: "gateway.prot", value: 1 });
  assert.ok(answer.isError && answer.content[0].text.includes("unknown-key"));
  assert.strictEqual(text(), before);
});
await check("fix", async () => {
  const shown = await ask("fix", {});
  assert.match(shown.diff, /cacheRetention/);
  await ask("fix", { confirm: shown.confirm });
  assert.match(text(), /cacheRetention: "long"/);
  assert.strictEqual((await ask("check", {})).diagnostics.length, 0);
});
await check("every tool was called", () => assert.deepStrictEqual([...seen].sort(), tools.map((tool) => tool.name).sort()));

await client.close();
rmSync(folder, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
