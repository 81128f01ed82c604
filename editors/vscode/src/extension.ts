import { commands, type ExtensionContext, type LogOutputChannel, type TextDocument, window, workspace } from "vscode";
import type { Session } from "./session";
import { Associations } from "./associations";
import { COMMANDS, LANGUAGE, SECTION } from "./names";
import { openConfiguration } from "./configuration";
import { SHOW_EXPLANATION } from "./explain-names";
import { REVEAL, reveal } from "./reveal";
import { SUGGEST, suggest } from "./suggest";
import { JUDGE_BY, judgeBy } from "./target";
import { GATEWAY_HAS, gatewayHas } from "./variables";

let session: Promise<Session> | undefined;

/**
 * Called by the editor with the first document that is, or may be, a configuration of OpenClaw.
 *
 * The client of the language server is a bundle of its own, loaded with the first real one: a window full of other JSON
 * files must not pay for it.
 */
export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("OpenClaw", { log: true });
  const start = () => (session ??= startSession(context, log));
  const startFor = (document: TextDocument) => (document.languageId === LANGUAGE ? start() : undefined);
  context.subscriptions.push(
    log,
    new Associations(),
    workspace.onDidOpenTextDocument(startFor),
    commands.registerCommand(`${SECTION}.showLog`, () => log.show()),
    commands.registerCommand(`${SECTION}.openConfiguration`, openConfiguration),
    commands.registerCommand(JUDGE_BY, judgeBy),
    commands.registerCommand(GATEWAY_HAS, gatewayHas),
    commands.registerCommand(SUGGEST, suggest),
    commands.registerCommand(REVEAL, reveal),
    commands.registerCommand(SHOW_EXPLANATION, async (params: unknown) => (await start()).showExplanation(params)),
    ...COMMANDS.map((name) => commands.registerCommand(`${SECTION}.${name}`, async () => (await start()).run(name))),
  );
  // Whoever activates the extension by hand, or waits for it, gets a server that answers.
  await Promise.all(workspace.textDocuments.map(startFor));
}

/** Called by the editor before it unloads the extension. */
export async function deactivate(): Promise<void> {
  await (await session)?.stop();
  session = undefined;
}

async function startSession(context: ExtensionContext, log: LogOutputChannel): Promise<Session> {
  const { Session } = await import("./session.js");
  const started = new Session(context, log);
  context.subscriptions.push(started);
  await started.start();
  return started;
}
