import { delimiter, join } from "node:path";
import { installFolders } from "./folders";
import { expandHome } from "./paths";

/** Where the server was found, or what was tried. */
export type Lookup =
  | { readonly found: true; readonly path: string; readonly source: "setting" | "bundled" | "PATH" | "installed" }
  | { readonly found: false; readonly message: string };

/** What the look-up depends on; given by the caller so that it can be tested without a machine. */
export interface Surroundings {
  /** The setting `openclaw.path`; empty when not set. */
  readonly setting: string;
  /** The folder that the extension is installed in. */
  readonly extensionFolder: string;
  /** The user's home folder, for a setting that begins with `~`. */
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a path is a file that can be run. */
  readonly isProgram: (path: string) => boolean;
}

/**
 * Finds the server: the setting, then the one inside the extension, then `PATH`, then the folders that package managers use.
 *
 * A setting that leads nowhere is reported and nothing else is tried: to run another program than the one that was
 * asked for would hide the mistake.
 */
export function findServer(around: Surroundings): Lookup {
  const setting = around.setting.trim();
  if (setting !== "") {
    const path = expandHome(setting, around.home);
    return around.isProgram(path)
      ? { found: true, path, source: "setting" }
      : { found: false, message: `The setting openclaw.path names "${path}", which is not a program.` };
  }
  const name = around.platform === "win32" ? "openclaw-lsp.exe" : "openclaw-lsp";
  const bundled = join(around.extensionFolder, "server", name);
  if (around.isProgram(bundled)) {
    return { found: true, path: bundled, source: "bundled" };
  }
  const onPath = searchPath(name, around);
  if (onPath !== undefined) {
    return { found: true, path: onPath, source: "PATH" };
  }
  const installed = installFolders(around).map((folder) => join(folder, name)).find(around.isProgram);
  if (installed !== undefined) {
    return { found: true, path: installed, source: "installed" };
  }
  return {
    found: false,
    message:
      "The program openclaw-lsp was not found: not inside the extension, not on PATH, and not where npm, pip or cargo install. " +
      "Install it (npm install -g openclaw-lsp), then try again; or name it in the setting openclaw.path.",
  };
}

/** Relative entries of `PATH` are passed over: they would let the opened folder bring the program. */
function searchPath(name: string, around: Surroundings): string | undefined {
  const windows = around.platform === "win32";
  const value = around.env["PATH"] ?? (windows ? around.env["Path"] : undefined) ?? "";
  return value
    .split(windows ? ";" : delimiter)
    .filter((folder) => (windows ? /^([a-zA-Z]:[\\/]|\\\\)/.test(folder) : folder.startsWith("/")))
    .map((folder) => join(folder, name))
    .find((path) => around.isProgram(path));
}
