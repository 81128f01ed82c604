// node --test npm/openclaw-lsp/test
"use strict";

const assert = require("node:assert");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const test = require("node:test");
const { PLATFORMS, find } = require("../lib/find.js");

const manifest = JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8"));
const linux = { platform: "linux", arch: "x64", glibc: true };
const installed = (...names) => (path) => {
  if (names.some((name) => path.startsWith(`@openclaw-lsp/${name}/`))) {
    return `/packages/${path}`;
  }
  throw new Error("not installed");
};

test("the manifest names each package once, in its own version", () => {
  const names = Object.values(PLATFORMS).flat().map((name) => `@openclaw-lsp/${name}`);
  assert.deepStrictEqual(Object.keys(manifest.optionalDependencies).sort(), names.sort());
  assert.ok(Object.values(manifest.optionalDependencies).every((version) => version === manifest.version));
  assert.strictEqual(manifest.dependencies, undefined);
});

test("the package of the platform is taken", () => {
  assert.strictEqual(find({ ...linux, resolve: installed("linux-x64-gnu") }).path, "/packages/@openclaw-lsp/linux-x64-gnu/openclaw-lsp");
  const windows = { platform: "win32", arch: "arm64", glibc: true };
  assert.strictEqual(find({ ...windows, resolve: installed("win32-arm64") }).path, "/packages/@openclaw-lsp/win32-arm64/openclaw-lsp.exe");
});

test("without glibc only the static program runs, with it either", () => {
  const both = installed("linux-x64-gnu", "linux-x64-musl");
  assert.match(find({ ...linux, glibc: false, resolve: both }).path, /musl/);
  assert.match(find({ ...linux, resolve: both }).path, /gnu/);
  assert.match(find({ ...linux, resolve: installed("linux-x64-musl") }).path, /musl/);
  assert.match(find({ ...linux, glibc: false, resolve: installed("linux-x64-gnu") }).reason, /linux-x64-musl, which holds the program/);
});

test("where there is no program it is said how to get one", () => {
  const said = find({ platform: "freebsd", arch: "x64", glibc: true, resolve: installed() }).reason;
  assert.match(said, /no program for freebsd-x64/);
  assert.match(said, /OPENCLAW_LSP_BINARY/);
});

test("the variable wins", () => {
  assert.strictEqual(find({ ...linux, resolve: installed(), override: "/own" }).path, "/own");
});
