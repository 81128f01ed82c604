import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { findServer, type Surroundings } from "../src/lookup";

/** Looks the server up on a machine where exactly `programs` exist. */
function lookup(programs: string[], changes: Partial<Surroundings> = {}) {
  return findServer({
    setting: "",
    extensionFolder: "/ext",
    home: "/home/me",
    platform: "linux",
    env: { PATH: "/usr/local/bin:/usr/bin" },
    isProgram: (path) => programs.includes(path),
    ...changes,
  });
}

const BUNDLED = "/ext/server/openclaw-lsp";
const ON_PATH = "/usr/bin/openclaw-lsp";

test("the setting wins over all others", () => {
  const found = lookup(["/opt/lsp", BUNDLED, ON_PATH], { setting: " /opt/lsp " });
  assert.deepEqual(found, { found: true, path: "/opt/lsp", source: "setting" });
});

test("a setting may begin with the home folder", () => {
  const found = lookup(["/home/me/bin/lsp"], { setting: "~/bin/lsp" });
  assert.deepEqual(found, { found: true, path: "/home/me/bin/lsp", source: "setting" });
});

test("a setting that leads nowhere is reported, and nothing else is run", () => {
  const found = lookup([BUNDLED, ON_PATH], { setting: "/gone" });
  assert.equal(found.found, false);
  assert.match(found.found ? "" : found.message, /openclaw\.path names "\/gone"/);
});

test("the bundled program wins over PATH", () => {
  assert.deepEqual(lookup([BUNDLED, ON_PATH]), { found: true, path: BUNDLED, source: "bundled" });
});

test("PATH is searched in its order", () => {
  const found = lookup([ON_PATH, "/usr/local/bin/openclaw-lsp"]);
  assert.deepEqual(found, { found: true, path: "/usr/local/bin/openclaw-lsp", source: "PATH" });
});

test("relative entries of PATH are passed over", () => {
  const found = lookup([join("bin", "openclaw-lsp"), "openclaw-lsp"], { env: { PATH: "bin::." } });
  assert.equal(found.found, false);
});

test("Windows has its own program name, list separator and variable", () => {
  const path = join("C:\\tools", "openclaw-lsp.exe");
  const found = lookup([path], { platform: "win32", env: { Path: "D:\\none;C:\\tools" } });
  assert.deepEqual(found, { found: true, path, source: "PATH" });
});

test("a program that a package manager installed is found where PATH has it not", () => {
  for (const path of ["/home/me/.cargo/bin", "/home/me/.local/bin", "/home/me/.npm-global/bin", "/usr/local/bin"]) {
    const found = lookup([`${path}/openclaw-lsp`], { env: { PATH: "/usr/bin" } });
    assert.deepEqual(found, { found: true, path: `${path}/openclaw-lsp`, source: "installed" });
  }
  const named = { PATH: "/usr/bin", CARGO_HOME: "/opt/cargo", npm_config_prefix: "/opt/npm" };
  assert.equal(lookup(["/opt/cargo/bin/openclaw-lsp"], { env: named }).found, true);
  assert.equal(lookup(["/opt/npm/bin/openclaw-lsp"], { env: named }).found, true);
  assert.deepEqual(lookup([ON_PATH, "/home/me/.cargo/bin/openclaw-lsp"]), { found: true, path: ON_PATH, source: "PATH" });
});

test("folders of package managers that are no absolute paths are passed over", () => {
  const env = { PATH: "/usr/bin", CARGO_HOME: "cargo", npm_config_prefix: "npm" };
  assert.equal(lookup(["cargo/bin/openclaw-lsp", "npm/bin/openclaw-lsp"], { env }).found, false);
});

test("a missing program is explained with a way that works and the setting", () => {
  const found = lookup([], { env: {} });
  assert.equal(found.found, false);
  const message = found.found ? "" : found.message;
  assert.match(message, /npm install -g openclaw-lsp/);
  assert.match(message, /setting openclaw\.path/);
});
