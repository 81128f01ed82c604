import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { COMMANDS, SECTION } from "../src/names";
import { CLIENT_SETTINGS, nested, SERVER_SETTINGS } from "../src/setting-names";

const read = (path: string) => JSON.parse(readFileSync(path, "utf8"));
const manifest = read("package.json");
const settings: Record<string, { scope: string }> = manifest.contributes.configuration.properties;

test("every contributed command is registered", () => {
  const names = manifest.contributes.commands.map(({ command }: { command: string }) => command.replace(`${SECTION}.`, ""));
  assert.deepEqual(names.sort(), [...COMMANDS, "openConfiguration", "showLog"].sort());
});

test("what names a program or a file cannot come from a folder that nobody trusts", () => {
  for (const name of ["path", "schema.program"]) {
    assert.equal(settings[`${SECTION}.${name}`]?.scope, "machine", name);
  }
  const restricted: string[] = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
  const expected = ["path", "schema.file", "schema.program", "schema.source"].map((name) => `${SECTION}.${name}`);
  assert.deepEqual(restricted, expected);
});

test("every setting is read by the server or by the extension", () => {
  const names = Object.keys(settings).map((name) => name.replace(`${SECTION}.`, ""));
  assert.deepEqual(names.sort(), [...SERVER_SETTINGS, ...CLIENT_SETTINGS].sort());
});

test("dotted settings become objects, and what is not set is left out", () => {
  const read: [string, unknown][] = [["a.b", 1], ["a.c", false], ["d", undefined], ["e.f.g", []]];
  assert.deepEqual(nested(read), { a: { b: 1, c: false }, e: { f: { g: [] } } });
});

test("every step of the walkthrough has its picture, and its commands are there", () => {
  const known = new Set(manifest.contributes.commands.map(({ command }: { command: string }) => command));
  for (const step of manifest.contributes.walkthroughs[0].steps) {
    assert.ok(existsSync(step.media.image ?? step.media.markdown), step.id);
    for (const [, command] of step.description.matchAll(/\(command:(openclaw-lsp\.\w+)/g)) {
      assert.ok(known.has(command), command);
    }
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
