import { workspace } from "vscode";
import { SETTINGS } from "./names";
import { type CLIENT_SETTINGS, nested, SERVER_SETTINGS } from "./setting-names";

/** A setting that only this extension reads, as it is for a document or for the window. */
export function clientSetting<T>(name: (typeof CLIENT_SETTINGS)[number], fallback: T, languageId?: string): T {
  const scope = languageId === undefined ? undefined : { languageId };
  return workspace.getConfiguration(SETTINGS, scope).get<T>(name, fallback);
}

/**
 * What the server has to know, in the shape in which it asks for it.
 *
 * Where the user does not trust the folder, the server must not run the installed OpenClaw for its schema.
 */
export function serverSettings(): Record<string, unknown> {
  const section = workspace.getConfiguration(SETTINGS);
  const read = SERVER_SETTINGS.map((name) => [name, section.get<unknown>(name)] as const);
  return nested(workspace.isTrusted ? read : [...read, ["schema.source", "embedded"]]);
}
