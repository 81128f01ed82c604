import type { LogOutputChannel } from "vscode";
import { CloseAction, ErrorAction, LanguageClient, type LanguageClientOptions } from "vscode-languageclient/node";
import { SHOW_EXPLANATION } from "./explain-names";
import { LANGUAGE, SETTINGS } from "./names";
import { serverSettings } from "./settings";
import { SUGGEST } from "./suggest";
import { JUDGE_BY } from "./target";
import { GATEWAY_HAS } from "./variables";

/** How many messages in a row may fail before the server counts as lost. */
const FAILURES = 3;

/** How the client library is to behave; `ended` is called when the server is gone without being asked to go. */
export function clientOptions(
  log: LogOutputChannel,
  trace: LogOutputChannel,
  ended: () => void,
): LanguageClientOptions {
  return {
    documentSelector: [
      { language: LANGUAGE, scheme: "file" },
      { language: LANGUAGE, scheme: "untitled" },
    ],
    outputChannel: log,
    traceOutputChannel: trace,
    // The server offers an action only where the command is there that it needs.
    initializationOptions: { ...serverSettings(), commands: [JUDGE_BY, GATEWAY_HAS, SUGGEST, SHOW_EXPLANATION] },
    // Every end is reported in one place, with words of our own, and started again from there.
    initializationFailedHandler: () => false,
    errorHandler: {
      error: (_error, _message, count) => ({
        action: (count ?? 0) <= FAILURES ? ErrorAction.Continue : ErrorAction.Shutdown,
        handled: true,
      }),
      closed: () => {
        ended();
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
    middleware: {
      workspace: {
        configuration: (params, token, next) =>
          params.items.every((item) => item.section === SETTINGS)
            ? params.items.map(() => serverSettings())
            : next(params, token),
      },
    },
  };
}

/** The client library's own messages about a server that does not start go to the log only: one message is enough. */
export class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/**
 * Why a server did not start, in words for people.
 *
 * The system's own words help when it could not run the program at all; those of a connection that broke do not.
 */
export function startProblem(problem: unknown): string {
  const message = problem instanceof Error ? problem.message : String(problem);
  return /\bspawn\b/.test(message) ? message : "it ended before it was ready. Its log may say why.";
}
