// Somebody who types a configuration with the keys that the model of the typist found (tests/typist/targets.rs).
import { readFileSync } from "node:fs";

/** The names that the model gives to keys, in Playwright's notation. */
const KEYS = {
  "⏎": "Enter", "Ctrl+Space": "Control+Space", Down: "ArrowDown", Up: "ArrowUp", Left: "ArrowLeft", Right: "ArrowRight",
  End: "End", Home: "Home", Tab: "Tab", Escape: "Escape",
};

/** The presses of the model for a configuration, one key each. */
export function presses(root, name) {
  const model = readFileSync(`${root}/tests/typist/targets.rs`, "utf8");
  const at = model.indexOf(`"${name}"`);
  if (at < 0) throw new Error(`the model types no ${name}`);
  const [, count, line] = /VS Code, (\d+) presses:([^\n]*)/.exec(model.slice(at));
  // A key with a name has a blank on each side of it, as no letter has.
  const keys = [...line.matchAll(/ ([^ ]+) |([^ ])/gu)].map(([, named, letter]) => (named ? KEYS[named] : letter === "␣" ? " " : letter));
  if (keys.length !== Number(count)) throw new Error(`${keys.length} keys are read, not ${count}: ${line}`);
  return keys;
}

/** The text that the model leaves. */
export function left(root, name) {
  const model = readFileSync(`${root}/tests/typist/targets.rs`, "utf8");
  const lines = model.slice(model.indexOf(`"${name}"`)).split("\n");
  const from = lines.findIndex((line) => line.trim() === "{");
  const indent = lines[from].length - 1;
  const to = lines.findIndex((line, index) => index > from && line === `${" ".repeat(indent)}}`);
  return lines.slice(from, to + 1).map((line) => line.slice(indent)).join("\n");
}
