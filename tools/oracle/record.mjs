// Keeps of verdicts what the fixtures record, for tests/fixtures/releases/: id, verdict, and the paths of the issues.
//
//   gzip -dc cases.jsonl.gz | node verdict.mjs PACKAGE_DIR | node record.mjs | gzip -9 > VERSION.jsonl.gz
import readline from 'node:readline';

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { id, valid, issues } = JSON.parse(line);
  if (valid === null) continue;
  const paths = [...new Set(issues.map(([path]) => path))];
  process.stdout.write(`${JSON.stringify(valid ? { id, valid } : { id, valid, paths })}\n`);
}
