import { join } from "node:path";

/** Replaces a leading `~` by the home folder, as a shell does. */
export function expandHome(path: string, home: string): string {
  return path === "~" || path.startsWith("~/") || path.startsWith("~\\") ? join(home, path.slice(1)) : path;
}

/** The file that OpenClaw reads: the one that a variable names, that of the state folder, or that of the home folder. */
export function configurationPath(env: Readonly<Record<string, string | undefined>>, home: string): string {
  const named = env["OPENCLAW_CONFIG_PATH"]?.trim();
  if (named) {
    return expandHome(named, home);
  }
  const folder = env["OPENCLAW_STATE_DIR"]?.trim();
  return join(folder ? expandHome(folder, home) : join(home, ".openclaw"), "openclaw.json");
}
