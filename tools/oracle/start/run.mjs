// Starts the gateway of a release with each configuration, in a home of its own, and says whether it comes up.
// Give it only what `verdict.mjs` calls valid.
//
//   node run.mjs PACKAGE_DIR < lines {"id", "text"} > lines {"id", "text", "exit", "lines"}
//
// `exit` is null where the gateway was up and was ended from here. Run it where nothing else reaches the machine
// (`unshare --net --map-root-user`): some configurations bind to every address.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';

const program = path.join(fs.realpathSync(process.argv[2]), 'openclaw.mjs');
const PATIENCE = 90_000;
const UP = /gateway\] (ready|http server listening)|listening on ws/i;

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function world(text) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'openclaw-start-'));
  const file = path.join(home, 'openclaw.json');
  fs.writeFileSync(file, text, { mode: 0o600 });
  const env = { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', NO_COLOR: '1', NODE_NO_WARNINGS: '1', OPENCLAW_CONFIG_PATH: file };
  return { home, env };
}

async function start({ home, env }) {
  const port = await freePort();
  const child = spawn(process.execPath, [program, 'gateway', 'run', '--port', String(port)], { env, cwd: home, detached: true });
  let said = '';
  let isUp = false;
  const end = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {}
  };
  const hear = (part) => {
    said += part;
    if (!isUp && UP.test(said)) {
      isUp = true;
      setTimeout(end, 1_500);
    }
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const timer = setTimeout(end, PATIENCE);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  end();
  return { exit: isUp && code === null ? null : code, isUp, lines: said.trim().split('\n').slice(-12) };
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { id, text } = JSON.parse(line);
  const place = world(text);
  process.stdout.write(`${JSON.stringify({ id, text, ...(await start(place)) })}\n`);
  fs.rmSync(place.home, { recursive: true, force: true });
}
