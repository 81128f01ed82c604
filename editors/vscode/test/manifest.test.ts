import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { COMMANDS, SECTION, SETTINGS } from "../src/names";
import { CLIENT_SETTINGS, nested, SERVER_SETTINGS } from "../src/setting-names";

const read = (path: string) => JSON.parse(readFileSync(path, "utf8"));
const manifest = read("package.json");
const settings: Record<string, { scope: string }> = manifest.contributes.configuration.properties;

test("every contributed command is registered", () => {
  const names = manifest.contributes.commands.map(({ command }: { command: string }) => command.replace(`${SECTION}.`, ""));
  assert.deepEqual(names.sort(), [...COMMANDS, "openConfiguration", "showLog"].sort());
});

test("entries of menus are shown only where they work", () => {
  const menus: Record<string, { command: string; when: string }[]> = manifest.contributes.menus;
  const needsServer = /openclaw-lsp\.running/;
  for (const { command, when } of [...menus["commandPalette"]!, ...menus["editor/context"]!]) {
    assert.match(when, command.endsWith("Preview") ? /openclaw-lsp\.preview/ : needsServer, command);
  }
  const listed = new Set(menus["commandPalette"]!.map(({ command }) => command.replace(`${SECTION}.`, "")));
  // These start the server, or need none.
  const alone = ["restart", "menu"];
  assert.deepEqual(COMMANDS.filter((name) => !listed.has(name)), alone);
});

test("a preview is applied or discarded from its own title bar", () => {
  const title: { command: string; when: string }[] = manifest.contributes.menus["editor/title"];
  assert.deepEqual(title.map(({ command }) => command), ["applyPreview", "discardPreview"].map((name) => `${SECTION}.${name}`));
  for (const { command, when } of title) {
    assert.match(when, /isInDiffEditor && openclaw-lsp\.preview/);
    const { icon } = manifest.contributes.commands.find((known: { command: string }) => known.command === command);
    assert.match(icon, /^\$\(.+\)$/, "a button needs a picture");
  }
});

test("our language is typed by what the server proposes, and laid out as it says", () => {
  const defaults = manifest.contributes.configurationDefaults["[openclaw]"];
  assert.equal(defaults["editor.wordBasedSuggestions"], "off");
  assert.equal(defaults["editor.formatOnType"], true);
  assert.equal(defaults["editor.formatOnPaste"], true);
  assert.equal(manifest.contributes.configuration.title, "OpenClaw");
});

test("what names a program or a file cannot come from a folder that nobody trusts", () => {
  for (const name of ["path", "schema.program"]) {
    assert.equal(settings[`${SETTINGS}.${name}`]?.scope, "machine", name);
  }
  const restricted: string[] = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
  const expected = ["path", "schema.file", "schema.program", "schema.source"].map((name) => `${SETTINGS}.${name}`);
  assert.deepEqual(restricted, expected);
});

test("every setting is read by the server or by the extension", () => {
  const names = Object.keys(settings).map((name) => name.replace(`${SETTINGS}.`, ""));
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
