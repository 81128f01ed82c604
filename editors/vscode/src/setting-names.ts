/** The settings that the server reads, below its own section under the same names. */
export const SERVER_SETTINGS = [
  "schema.source",
  "schema.file",
  "schema.program",
  "targetVersion",
  "diagnostics.enable",
  "diagnostics.minimumSeverity",
  "environment",
  "inlayHints.cache",
  "inlayHints.models",
  "inlayHints.quantities",
  "codeLens.enable",
  "codeLens.models",
  "codeLens.tools",
  "codeLens.access",
  "security",
  "log.level",
] as const;

/** The settings that only this extension reads. */
export const CLIENT_SETTINGS = ["path", "files", "fixOnSave", "trace.server"] as const;

/** Turns dotted names into objects; what has no value is left out, so that the server's default holds. */
export function nested(values: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [name, value] of values.filter(([, value]) => value !== undefined)) {
    const steps = name.split(".");
    const last = steps.pop() ?? name;
    let object = root;
    for (const step of steps) {
      object = (object[step] ??= {}) as Record<string, unknown>;
    }
    object[last] = value;
  }
  return root;
}
