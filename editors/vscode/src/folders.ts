import { join, win32 } from "node:path";

/** What the folders of a user depend on. */
export interface User {
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Where the ways of installing that the README names put programs, in the order of its table.
 *
 * An editor that was started from a menu has not the `PATH` of the user's shell, so a program that runs in a terminal may be
 * on none of its folders. Only absolute paths count: nothing of the opened folder does.
 */
export function installFolders({ home, platform, env }: User): string[] {
  const cargo = env["CARGO_HOME"]?.trim();
  if (platform === "win32") {
    const data = env["APPDATA"]?.trim();
    const rust = cargo ? win32.join(cargo, "bin") : win32.join(home, ".cargo", "bin");
    return [...(data ? [win32.join(data, "npm")] : []), win32.join(home, ".local", "bin"), rust].filter(win32.isAbsolute);
  }
  const prefix = env["npm_config_prefix"]?.trim() || env["NPM_CONFIG_PREFIX"]?.trim();
  const brew = platform === "darwin" ? "/opt/homebrew/bin" : "/home/linuxbrew/.linuxbrew/bin";
  return [
    ...(prefix ? [join(prefix, "bin")] : []),
    join(home, ".npm-global", "bin"),
    join(home, ".local", "bin"),
    brew,
    "/usr/local/bin",
    cargo ? join(cargo, "bin") : join(home, ".cargo", "bin"),
  ].filter((folder) => folder.startsWith("/"));
}
