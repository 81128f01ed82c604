/** The id of the extension, and the prefix of its commands. */
export const SECTION = "openclaw-lsp";

/** The section of the settings, by which the server asks for them: the same in every editor. */
export const SETTINGS = "openclaw";

/** The language id that the extension contributes. */
export const LANGUAGE = "openclaw";

/** The kind of the server's action that makes all safe fixes of a document. */
export const FIX_ALL = "source.fixAll.openclaw";

/** The commands that need the server. */
export const COMMANDS = [
  "restart",
  "fixAll",
  "previewFixAll",
  "applyPreview",
  "discardPreview",
  "explain",
  "explainFile",
  "upgrade",
  "reloadSchema",
  "menu",
] as const;

/** One of them. */
export type CommandName = (typeof COMMANDS)[number];
