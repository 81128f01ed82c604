// Bundles the extension into dist/, or with --tests the tests into dist-test/.
import { build } from "esbuild";
import { readdirSync, rmSync } from "node:fs";

const tests = process.argv.includes("--tests");
const folder = tests ? "dist-test" : "dist";
rmSync(folder, { recursive: true, force: true });

await build({
  entryPoints: tests
    ? readdirSync("test").filter((name) => name.endsWith(".test.ts")).map((name) => `test/${name}`)
    : ["src/extension.ts", "src/session.ts"],
  outdir: folder,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  minify: !tests,
  sourcemap: tests ? "inline" : false,
  // The grammar engines find their own files beside themselves, so tests load them from node_modules.
  // The session is a bundle of its own, loaded by the extension when it is needed.
  external: tests ? ["vscode", "vscode-textmate", "vscode-oniguruma"] : ["vscode", "./session.js"],
  logLevel: "warning",
});
