// The configurations in the documentation that a package brings: node documentation.mjs PACKAGE_DIR > lines {"id", "text"}
//
// A block counts when it is JSON5 and an object whose keys are all sections of a configuration. Its comments are left out.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [folder, ...sections] = process.argv.slice(2);
const packageDir = fs.realpathSync(folder);
const JSON5 = createRequire(path.join(packageDir, 'package.json'))('json5');
const known = new Set(sections);

/** The text between a fence that opens a block of JSON and the next one; blocks in lists are indented. */
const FENCED = /^([ \t]*)```(?:json5?|jsonc|javascript|js)\b[^\n]*\n([\s\S]*?)^[ \t]*```/gm;

function config(block) {
  for (const text of [block, `{${block}}`]) {
    try {
      const value = JSON5.parse(text);
      if (value && typeof value === 'object' && !Array.isArray(value)) return value;
    } catch {
      // Not this one.
    }
  }
}

const docs = path.join(packageDir, 'docs');
const files = fs.existsSync(docs) ? fs.readdirSync(docs, { recursive: true }).filter((file) => /\.mdx?$/.test(file)).sort() : [];
const seen = new Set();
for (const file of files) {
  let count = 0;
  for (const [, , block] of fs.readFileSync(path.join(docs, file), 'utf8').matchAll(FENCED)) {
    count += 1;
    const value = config(block);
    const keys = Object.keys(value ?? {});
    if (keys.length === 0 || !keys.every((key) => known.has(key))) continue;
    const text = JSON.stringify(value);
    if (seen.has(text)) continue;
    seen.add(text);
    process.stdout.write(`${JSON.stringify({ id: `${file} ${count}`, text })}\n`);
  }
}
