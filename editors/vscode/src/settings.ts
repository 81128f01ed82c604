import { workspace } from "vscode";

/** The section of the editor's settings, the id of the client and the prefix of the commands. */
export const SECTION = "openclaw-lsp";

/** The section by which the server asks for its settings; it is the same in every editor. */
export const SERVER_SECTION = "openclaw";

/** The setting that names the program; empty when not set. */
export function programSetting(): string {
  return workspace.getConfiguration(SECTION).get<string>("path", "");
}

/** What the server has to know, in the shape in which it asks for it. */
export function serverSettings(): object {
  const section = workspace.getConfiguration(SECTION);
  return {
    diagnostics: { enable: section.get<boolean>("diagnostics.enable", true) },
    environment: section.get<string[]>("environment", []),
    log: { level: section.get<string>("log.level", "warn") },
  };
}
