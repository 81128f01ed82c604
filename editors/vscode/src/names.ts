/** The section of the editor's settings, the id of the client and the prefix of the commands. */
export const SECTION = "openclaw-lsp";

/** The section by which the server asks for its settings; it is the same in every editor. */
export const SERVER_SECTION = "openclaw";

/** The language id that the extension contributes. */
export const LANGUAGE = "openclaw";

/** The kind of the server's action that makes all safe fixes of a document. */
export const FIX_ALL = "source.fixAll.openclaw";

/** The commands that need the server. */
export const COMMANDS = ["restart", "fixAll", "previewFixAll", "explain", "upgrade", "reloadSchema", "menu"] as const;

/** One of them. */
export type CommandName = (typeof COMMANDS)[number];
