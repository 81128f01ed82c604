#!/usr/bin/env node
// Starts the program of this platform. It takes over input and output, and its end is the end of this.
"use strict";

const { spawn } = require("node:child_process");
const { chmodSync } = require("node:fs");
const { find, isGlibc } = require("../lib/find.js");

const { platform, arch, env } = process;
const found = find({
  platform,
  arch,
  glibc: platform !== "linux" || isGlibc(),
  resolve: require.resolve,
  override: env.OPENCLAW_LSP_BINARY,
});

if (found.path === undefined) {
  console.error(found.reason);
  process.exit(2);
}

function start(again) {
  const child = spawn(found.path, process.argv.slice(2), { stdio: "inherit", windowsHide: true });
  const forward = (signal) => child.kill(signal);
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  signals.forEach((signal) => process.on(signal, forward));
  child.on("error", (error) => {
    signals.forEach((signal) => process.off(signal, forward));
    // Some package managers lose the mode of files.
    if (error.code === "EACCES" && again) {
      try {
        chmodSync(found.path, 0o755);
        return start(false);
      } catch {
        // It is said below.
      }
    }
    console.error(`openclaw-lsp: ${found.path} does not start: ${error.message}`);
    process.exit(2);
  });
  child.on("exit", (code, signal) => {
    signals.forEach((signal) => process.off(signal, forward));
    if (signal !== null) {
      process.kill(process.pid, signal);
    } else {
      process.exit(code ?? 2);
    }
  });
}

start(true);
