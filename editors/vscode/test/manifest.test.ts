import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

const read = (path: string) => JSON.parse(readFileSync(path, "utf8"));
const manifest = read("package.json");
const sources = ["extension", "server", "settings"].map((name) => readFileSync(`src/${name}.ts`, "utf8")).join("\n");

test("every contributed command is registered", () => {
  for (const { command } of manifest.contributes.commands) {
    const name = command.replace("openclaw-lsp.", "");
    assert.ok(sources.includes(`\${SECTION}.${name}\``), command);
  }
});

test("the setting that names a program cannot come from a workspace", () => {
  assert.equal(manifest.contributes.configuration.properties["openclaw-lsp.path"].scope, "machine");
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, ["openclaw-lsp.path"]);
});

test("every setting but the client's own is read, under its own name", () => {
  const names = Object.keys(manifest.contributes.configuration.properties).map((name) => name.replace("openclaw-lsp.", ""));
  for (const name of names.filter((name) => name !== "trace.server")) {
    assert.match(sources, new RegExp(`get<[^(]*>\\("${name}"`), name);
  }
});

test("every file that the manifest names is there", () => {
  const language = manifest.contributes.languages[0];
  for (const path of [manifest.icon, language.configuration, manifest.contributes.grammars[0].path]) {
    assert.ok(existsSync(path), path);
  }
});

test("the icon is a PNG of 128 by 128", () => {
  const png = readFileSync(manifest.icon);
  assert.equal(png.subarray(1, 4).toString("latin1"), "PNG");
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [128, 128]);
});

test("the patterns of the language configuration compile and do what they say", () => {
  const { indentationRules, wordPattern } = read("language-configuration.json");
  const increase = new RegExp(indentationRules.increaseIndentPattern);
  const decrease = new RegExp(indentationRules.decreaseIndentPattern);
  for (const line of ["{", "a: {", "'{': [ // note", 'a: "x//y", b: {']) {
    assert.ok(increase.test(line), line);
  }
  for (const line of ["a: '{'", "// {", "a: {}", "a: [1],"]) {
    assert.ok(!increase.test(line), line);
  }
  assert.ok(decrease.test("  },"));
  const word = new RegExp(wordPattern.pattern, wordPattern.flags);
  assert.equal('model: "anthropic/claude-opus-5.5",'.slice(7).match(word)?.[0], "anthropic/claude-opus-5.5");
});
