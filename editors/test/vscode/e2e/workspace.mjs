// The folder that the window opens, and what the command line says about the same files.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { lengthened } from "./example.mjs";

/** How long the configuration is that the tests open. */
const LINES = 2000;

export class Workspace {
  file = ".openclaw/openclaw.json";

  /** A copy of `example`, made longer where it has fewer lines than `lines`. */
  constructor(work, example, server, lines = LINES) {
    this.work = work;
    this.folder = join(work, "workspace");
    this.server = server;
    this.examples = dirname(example);
    this.path = join(this.folder, this.file);
    const text = readFileSync(example, "utf8");
    this.write(this.file, lengthened(text, lines));
    // A folder that is opened may hold anything: its settings must not bring a program to run.
    this.bait = join(work, "bait-was-run");
    const bait = this.program("bait", `#!/bin/sh\ntouch '${this.bait}'\n`);
    this.write(".vscode/settings.json", JSON.stringify({ "openclaw.path": bait }));
  }

  read(file = this.file) {
    return readFileSync(join(this.folder, file), "utf8");
  }

  write(file, text) {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  /** Whether a file comes to hold a text: the window says that it has saved a little before the disk does. */
  async holds(expected, file = this.file) {
    for (const end = Date.now() + 5000; Date.now() < end; ) {
      if (this.read(file) === expected) return true;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;
  }

  /** The first line in which a file is not what was expected. */
  difference(expected, file = this.file) {
    const [found, wanted] = [this.read(file), expected].map((text) => text.split("\n"));
    const at = wanted.findIndex((line, index) => line !== found[index]);
    return `line ${at + 1} is ${JSON.stringify(found[at])}, not ${JSON.stringify(wanted[at])}`;
  }

  /** A program in a folder beside the workspace. */
  program(name, script) {
    const path = join(this.work, name);
    writeFileSync(path, script, { mode: 0o755 });
    return path;
  }

  /** The findings of the command line for a file on the disk. */
  findings(file = this.file) {
    const path = join(this.folder, file);
    const { stdout } = spawnSync(this.server, ["check", "--format", "jsonl", path], { encoding: "utf8" });
    return JSON.parse(stdout).diagnostics;
  }

  /** The first line, counted from 1, that matches. */
  line(pattern, text = this.read()) {
    return text.split("\n").findIndex((line) => pattern.test(line)) + 1;
  }

  /** What the command line makes of a text. */
  fixed(text) {
    return execFileSync(this.server, ["fix", "--stdout", "-"], { input: text, encoding: "utf8" });
  }
}
