// Finds the program of this platform among the packages that npm installed beside this one.
"use strict";

const PLATFORMS = {
  "linux x64": ["linux-x64-gnu", "linux-x64-musl"],
  "linux arm64": ["linux-arm64-gnu", "linux-arm64-musl"],
  "darwin x64": ["darwin-x64"],
  "darwin arm64": ["darwin-arm64"],
  "win32 x64": ["win32-x64"],
  "win32 arm64": ["win32-arm64"],
};

/** Whether this Node was built for glibc; on Alpine and its like it was not. */
function isGlibc() {
  const { report } = process;
  if (report === undefined) {
    return true;
  }
  // Looking at the network would take seconds.
  report.excludeNetwork = true;
  const { header } = report.getReport();
  return header.glibcVersionRuntime !== undefined;
}

/** The packages that can hold the program, the likeliest first; none where there is no program for a platform. */
function candidates(platform, arch, glibc) {
  const names = PLATFORMS[`${platform} ${arch}`] ?? [];
  // The program for musl is static and runs everywhere; that for glibc is faster, where it runs.
  return platform === "linux" && !glibc ? names.filter((name) => name.endsWith("-musl")) : names;
}

/** The path of the program, or why there is none. */
function find({ platform, arch, glibc, resolve, override }) {
  if (override) {
    return { path: override };
  }
  const names = candidates(platform, arch, glibc);
  if (names.length === 0) {
    const known = Object.keys(PLATFORMS).map((name) => name.replace(" ", "-")).join(", ");
    return {
      reason:
        `openclaw-lsp: there is no program for ${platform}-${arch}; there is one for ${known}.\n` +
        "Build it with Rust (cargo install openclaw-lsp) and name it in the variable OPENCLAW_LSP_BINARY.",
    };
  }
  const program = platform === "win32" ? "openclaw-lsp.exe" : "openclaw-lsp";
  for (const name of names) {
    try {
      return { path: resolve(`@openclaw-lsp/${name}/${program}`) };
    } catch {
      // The next one may be there.
    }
  }
  return {
    reason:
      `openclaw-lsp: the package @openclaw-lsp/${names[0]}, which holds the program, is not installed.\n` +
      "Install again with optional packages (npm install --include=optional -g openclaw-lsp).",
  };
}

module.exports = { PLATFORMS, candidates, find, isGlibc };
