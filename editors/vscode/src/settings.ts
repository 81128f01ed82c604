import { workspace } from "vscode";

/** The section of the settings, the id of the client and the prefix of the commands. */
export const SECTION = "openclaw-lsp";

/** The settings that take part in starting the server. */
export interface StartSettings {
  readonly path: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logLevel: string;
}

/** Reads the settings as they are now. */
export function startSettings(): StartSettings {
  const section = workspace.getConfiguration(SECTION);
  return {
    path: section.get<string>("path", ""),
    environment: section.get<Record<string, string>>("environment", {}),
    logLevel: section.get<string>("logLevel", "info"),
  };
}

/** The settings after whose change the server must be started anew. */
export const NEEDS_RESTART = ["path", "environment", "logLevel"].map((name) => `${SECTION}.${name}`);
