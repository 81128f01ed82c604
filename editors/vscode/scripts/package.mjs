// Packages the extension: package.mjs [--servers FOLDER] [--out FOLDER] [--only TARGET]...
//
// One VSIX for each platform whose program lies in FOLDER/<target triple>/, as a release builds them, with the program
// inside; and a universal one without, for all others. --only makes some of them; the universal one is called `universal`.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { header, TARGETS } from "./targets.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Puts the program of a target into server/, or says why not. */
function place(target, servers) {
  const program = join(servers, TARGETS[target].triple, TARGETS[target].program);
  if (!existsSync(program)) {
    return `no ${program}`;
  }
  const found = header(readFileSync(program));
  if (found !== TARGETS[target].header) {
    throw new Error(`${program} is ${found}, but ${target} needs ${TARGETS[target].header}`);
  }
  const place = join(root, "server", TARGETS[target].program);
  mkdirSync(join(root, "server"), { recursive: true });
  copyFileSync(program, place);
  chmodSync(place, 0o755);
  return undefined;
}

/** Runs the program where it can run here, so that a package never holds one that does not start. */
function tryOut(target) {
  if (target !== `${process.platform}-${process.arch}`) {
    return "not run here";
  }
  const said = execFileSync(join(root, "server", TARGETS[target].program), ["--version"], { encoding: "utf8" }).trim();
  if (said !== `openclaw-lsp ${version}`) {
    throw new Error(`the program says "${said}", the extension has version ${version}`);
  }
  return said;
}

function pack(target, out) {
  const file = join(out, `openclaw-lsp-${version}-${target}.vsix`);
  const platform = target === "universal" ? [] : ["--target", target];
  const options = ["--no-dependencies", "--no-rewrite-relative-links", "--out", file, ...platform];
  execFileSync("npx", ["--no-install", "vsce", "package", ...options], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  return file;
}

const { values } = parseArgs({
  options: { servers: { type: "string" }, out: { type: "string" }, only: { type: "string", multiple: true } },
});
const out = resolve(values.out ?? "vsix");
const wanted = values.only ?? [...(values.servers ? Object.keys(TARGETS) : []), "universal"];
mkdirSync(out, { recursive: true });
for (const target of wanted) {
  if (target !== "universal" && TARGETS[target] === undefined) {
    throw new Error(`no such target: ${target} (${Object.keys(TARGETS).join(", ")} or universal)`);
  }
  rmSync(join(root, "server"), { recursive: true, force: true });
  const missing = target === "universal" ? undefined : place(target, resolve(values.servers ?? "servers"));
  if (missing !== undefined && values.only) {
    throw new Error(missing);
  }
  if (missing === undefined) {
    const note = target === "universal" ? "without a program" : tryOut(target);
    console.log(`${pack(target, out)} (${note})`);
  } else {
    console.log(`skipped ${target}: ${missing}`);
  }
}
rmSync(join(root, "server"), { recursive: true, force: true });
