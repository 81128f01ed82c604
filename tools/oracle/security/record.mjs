// Keeps of the answers of audit.mjs what tests/fixtures/security/ records: configurations that are accepted, with the id and
// severity of each check that fails.
//
//   node record.mjs CASES [--without-text] < answers > lines {"id", "text", "findings": [[check, severity]]}
import fs from 'node:fs';
import readline from 'node:readline';

const [file, option] = process.argv.slice(2);
const lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
const texts = new Map(lines.map(({ id, text }) => [id, text]));
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { id, valid, findings } = JSON.parse(line);
  // A summary of the whole is given to every configuration.
  const kept = findings.filter(([check]) => check !== 'summary.attack_surface');
  if (valid === true) process.stdout.write(`${JSON.stringify({ id, ...(option ? {} : { text: texts.get(id) }), findings: kept })}\n`);
}
