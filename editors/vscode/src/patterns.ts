import { expandHome } from "./paths";

/**
 * A pattern of the setting `files` as the editor matches it: against whole paths.
 *
 * A pattern without a slash is a file name in any folder, and `~` is the home folder, as people write them.
 */
export function wholePattern(pattern: string, home: string): string {
  const trimmed = pattern.trim();
  const expanded = expandHome(trimmed, home);
  if (expanded !== trimmed) {
    return expanded;
  }
  const isAbsolute = trimmed.startsWith("/") || /^[a-zA-Z]:[\\/]/.test(trimmed);
  return isAbsolute || trimmed.startsWith("**/") ? trimmed : `**/${trimmed}`;
}

/** Whether a file is a patch for `openclaw config patch` by its name; it is ours where a configuration lies beside it. */
export function isPatchName(path: string): boolean {
  return path.endsWith(".patch.json5");
}
