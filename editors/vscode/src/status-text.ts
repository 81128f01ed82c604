import type { State } from "./server";

/** The server's answer to `openclaw/status`. */
export interface ServerStatus {
  readonly serverVersion: string;
  readonly schemaVersion: string;
  /** `embedded`, or where else the schema is from. */
  readonly schemaSource: string;
  readonly catalogVersion: string;
}

/** How many findings of each weight a document has. */
export interface Problems {
  readonly errors: number;
  readonly warnings: number;
  readonly others: number;
}

/** What the status bar shows. */
export interface Shown {
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  readonly isError: boolean;
}

/** What to show about the server and the document that the user is in. */
export function describe(state: State, status: ServerStatus | undefined, problems: Problems): Shown {
  switch (state.kind) {
    case "starting":
      return { text: "$(loading~spin) OpenClaw", tooltip: "The language server is starting.", isError: false };
    case "stopped":
      return { text: "$(circle-slash) OpenClaw", tooltip: "The language server does not run.", isError: false };
    case "failed":
      return { text: "$(error) OpenClaw", tooltip: escape(state.message), isError: true };
    case "running":
      return {
        text: `${counts(problems)} OpenClaw ${status?.schemaVersion ?? ""}`.trim(),
        tooltip: tooltip(state.program, status, problems),
        isError: false,
      };
  }
}

function counts({ errors, warnings }: Problems): string {
  const parts = [errors > 0 ? `$(error) ${errors}` : "", warnings > 0 ? `$(warning) ${warnings}` : ""];
  return parts.join(" ").trim() || "$(check)";
}

function tooltip(program: string, status: ServerStatus | undefined, problems: Problems): string {
  const rows = [["This file", sentence(problems)]];
  if (status !== undefined) {
    rows.push(
      ["Schema", `OpenClaw ${status.schemaVersion}, ${status.schemaSource}`],
      ["Models", `OpenClaw ${status.catalogVersion}`],
      ["Server", `openclaw-lsp ${status.serverVersion}`],
    );
  }
  rows.push(["Program", program]);
  return rows.map(([name, value]) => `**${name}:** ${escape(value ?? "")}`).join("  \n");
}

function sentence({ errors, warnings, others }: Problems): string {
  const part = (count: number, word: string) => (count === 0 ? [] : [`${count} ${word}${count === 1 ? "" : "s"}`]);
  return [...part(errors, "error"), ...part(warnings, "warning"), ...part(others, "hint")].join(", ") || "no problems";
}

function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#|]/g, "\\$&");
}
