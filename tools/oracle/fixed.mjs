// What a release says of the results of our fixes (tests/releases/fixed.rs), beside what it says of the originals.
//
//   node fixed.mjs WRITTEN.jsonl VERDICTS.jsonl      # the second made of the first by verdict.mjs
//
// Prints how many valid ones a fix made invalid, how many invalid ones valid, and each of the first, smallest first.
import fs from 'node:fs';

const lines = (file) => fs.readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const [written, judged] = process.argv.slice(2).map(lines);
const places = (verdict) => new Set(verdict.issues.map(([path]) => path)).size;
const counts = new Map();
const worse = [];
let original;
for (const [at, { id, text, errors }] of written.entries()) {
  const form = id.slice(id.indexOf('\t') + 1);
  const verdict = judged[at]; // titles are no ids: the order is
  if (!verdict || verdict.valid === null) continue;
  if (form === '') {
    original = verdict;
    continue;
  }
  const kind = form.startsWith('fix') ? form : 'offered';
  const count = counts.get(kind) ?? { changed: 0, 'valid made invalid': 0, 'invalid made valid': 0, 'more refusals': 0, 'judged otherwise by us': 0 };
  counts.set(kind, count);
  count.changed += 1;
  const spoiled = original.valid && !verdict.valid;
  if (spoiled) count['valid made invalid'] += 1;
  if (!original.valid && verdict.valid) count['invalid made valid'] += 1;
  const more = !original.valid && places(verdict) > places(original);
  if (more) count['more refusals'] += 1;
  const otherwise = (errors === 0) !== verdict.valid;
  if (otherwise) count['judged otherwise by us'] += 1;
  if (spoiled || more || otherwise) worse.push({ id, kind: spoiled ? 'SPOILED' : more ? 'more refusals' : 'otherwise', issues: verdict.issues, text });
}
console.table(Object.fromEntries(counts));
worse.sort((a, b) => a.text.length - b.text.length);
for (const { id, kind, issues, text } of worse) console.log(`${kind}: ${id}\n  ${issues.map(([path, message]) => `${path}: ${message}`).join('; ')}\n  ${text.length < 600 ? text.replace(/\s+/g, ' ') : `${text.length} bytes`}`);
