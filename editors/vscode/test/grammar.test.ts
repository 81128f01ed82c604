import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { INITIAL, parseRawGrammar, Registry } from "vscode-textmate";

const GRAMMAR = "syntaxes/openclaw.tmLanguage.json";

async function loadGrammar() {
  await loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")));
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async () => parseRawGrammar(readFileSync(GRAMMAR, "utf8"), GRAMMAR),
  });
  const grammar = await registry.loadGrammar("source.json5.openclaw");
  assert.ok(grammar, "the grammar loads");
  return grammar;
}

const grammar = loadGrammar();

const SUFFIX = /\.json5?\.openclaw$/;
/** A quote's or a comment sign's own scope lies inside that of the whole. */
const SIGN = /^punctuation\.definition\.(string|comment)/;

/** Each piece of `text` with its innermost scope, neighbours of one scope joined, white space left out. */
async function scopes(text: string): Promise<string[]> {
  const loaded = await grammar;
  const pieces: { text: string; scope: string }[] = [];
  let state = INITIAL;
  for (const line of text.split("\n")) {
    const result = loaded.tokenizeLine(line, state);
    state = result.ruleStack;
    result.tokens.forEach((token, index) => {
      const scope = token.scopes.findLast((name) => !SIGN.test(name))?.replace(SUFFIX, "") ?? "";
      const piece = line.slice(token.startIndex, token.endIndex);
      const last = pieces.at(-1);
      if (index > 0 && last?.scope === scope) {
        last.text += piece;
      } else {
        pieces.push({ text: piece, scope });
      }
    });
  }
  return pieces.filter((piece) => piece.text.trim() !== "").map((piece) => `${piece.text.trim()} ${piece.scope}`);
}

/** Holds when `text` has a piece with a scope, written `piece scope`. */
async function check(text: string, ...expected: string[]) {
  const found = await scopes(text);
  for (const piece of expected) {
    assert.ok(found.includes(piece), `no "${piece}" in ${JSON.stringify(found, null, 1)}`);
  }
}

const KEY = "support.type.property-name";

test("bare, single- and double-quoted keys are keys", () =>
  check("{ bare: 1, $d_1: 2, 'single': 3, \"double\": 4 }", `bare ${KEY}`, `$d_1 ${KEY}`, `'single' ${KEY}`, `"double" ${KEY}`));

test("a quoted key with a comment's start or an escape in it stays a key", () =>
  check('{ "a//b": 1, "c\\"d": 2 }', `"a//b" ${KEY}`, '\\" constant.character.escape'));

test("an identifier with letters beyond ASCII is a key", () => check("{ größe: 1 }", `größe ${KEY}`));

test("$include stands out", () => check("{ $include: './a.json5' }", "$include keyword.control.include"));

test("strings and the variables in them", () =>
  check("{ a: 'x ${TOKEN} y' }", "'x string.quoted.single", "${TOKEN} variable.other.environment"));

test("a string that is not closed ends with its line", () =>
  check('{ a: "open\n b: true }', '"open string.quoted.double', `b ${KEY}`, "true constant.language"));

test("a string may go on after a backslash at the line end", () =>
  check('{ a: "one \\\ntwo", b: null }', 'two" string.quoted.double', "null constant.language"));

test("numbers of all kinds", () =>
  check(
    "[0x1F, -.5, 5., +1e3, -Infinity, NaN]",
    "0x1F constant.numeric.hexadecimal",
    "-.5 constant.numeric.decimal",
    "5. constant.numeric.decimal",
    "+1e3 constant.numeric.decimal",
    "-Infinity constant.numeric.special",
    "NaN constant.numeric.special",
  ));

test("an octal number is not a number", async () => {
  assert.ok(!(await scopes("[017]")).some((piece) => piece.startsWith("017 constant")));
});

test("comments between all tokens", () =>
  check(
    "/* a */ { // b\n k /* c */ : /* d\n e */ true, // f\n}",
    "// b comment.line.double-slash",
    `k ${KEY}`,
    "/* d comment.block",
    "e */ comment.block",
    "true constant.language",
    "// f comment.line.double-slash",
  ));

test("a word that only begins like a literal is none", async () => {
  assert.ok(!(await scopes("[trueish]")).some((piece) => piece.includes("constant.language")));
});
