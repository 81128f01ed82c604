import { commands, type Event, EventEmitter, type ExtensionContext, type LogOutputChannel } from "vscode";
import { clientOptions, QuietClient, startProblem } from "./options";
import { Crashes } from "./crashes";
import { SECTION, SETTINGS } from "./names";
import { lookUpServer } from "./program";
import { type Remedy, report } from "./report";
import { serverSettings } from "./settings";
import { createTrace } from "./trace";

/** What the server is doing. */
export type State =
  | { readonly kind: "starting" | "stopped" }
  | { readonly kind: "running"; readonly program: string }
  | { readonly kind: "failed"; readonly message: string };

/** The running server: at most one, started and stopped strictly one after the other. */
export class Server {
  private client: QuietClient | undefined;
  private queue: Promise<void> = Promise.resolve();
  private current: State = { kind: "stopped" };
  private readonly changed = new EventEmitter<State>();
  private readonly crashes = new Crashes();
  private readonly trace;

  constructor(
    private readonly context: ExtensionContext,
    private readonly log: LogOutputChannel,
  ) {
    this.trace = createTrace(log);
  }

  /** Fires when the server starts, runs, stops or fails. */
  get onDidChangeState(): Event<State> {
    return this.changed.event;
  }

  /** What the server is doing at this moment. */
  get state(): State {
    return this.current;
  }

  /** Starts the server, or starts it anew, because the user wants it so. */
  restart(): Promise<void> {
    this.crashes.forget();
    return this.enqueue(async () => {
      await this.stopNow();
      await this.startNow();
    });
  }

  /** Stops the server and waits until it is gone. */
  stop(): Promise<void> {
    return this.enqueue(() => this.stopNow());
  }

  /** Tells the server that its settings have changed. */
  async configure(): Promise<void> {
    this.trace.refresh();
    await this.client?.sendNotification("workspace/didChangeConfiguration", {
      settings: { [SETTINGS]: serverSettings() },
    });
  }

  /** Has the server ask the installed OpenClaw for its schema again. */
  async reloadSchema(): Promise<void> {
    await this.ask("openclaw/reloadSchema", {});
  }

  /** The server's answer to a request of its own; what it says against the request is thrown. */
  async request<T>(method: string, params: object): Promise<T | undefined> {
    return (await this.client?.sendRequest<T | null>(method, params)) ?? undefined;
  }

  /** The server's answer to a request of its own; nothing where it does not run, or does not know the request. */
  async ask<T>(method: string, params: object): Promise<T | undefined> {
    try {
      return await this.request<T>(method, params);
    } catch (problem) {
      this.log.warn(`${method}: ${String(problem)}`);
      return undefined;
    }
  }

  dispose(): void {
    this.trace.dispose();
    this.changed.dispose();
  }

  /** Two restarts in a row must not leave two servers: each step waits for the one before. */
  private enqueue(step: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(step, step);
    return this.queue;
  }

  private become(state: State): void {
    this.current = state;
    // Entries of menus that need the server are shown while it runs.
    void commands.executeCommand("setContext", `${SECTION}.running`, state.kind === "running");
    this.changed.fire(state);
  }

  private async startNow(): Promise<void> {
    const lookup = lookUpServer(this.context.extensionPath);
    if (!lookup.found) {
      this.fail(lookup.message, ["How to Install", "Try Again", "Open Settings"]);
      return;
    }
    this.log.info(`starting ${lookup.path} (${lookup.source})`);
    this.become({ kind: "starting" });
    const begun = performance.now();
    const client = this.createClient(lookup.path);
    try {
      await client.start();
    } catch (problem) {
      await client.dispose().catch(() => undefined);
      this.fail(`openclaw-lsp did not start: ${startProblem(problem)}`, ["Try Again", "Open Settings", "Show Log"]);
      return;
    }
    this.client = client;
    this.log.info(`ready after ${Math.round(performance.now() - begun)} ms`);
    this.become({ kind: "running", program: lookup.path });
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.become({ kind: "stopped" });
    // A server that crashed cannot be stopped any more; that must not keep the next one from starting.
    await client?.stop().catch((problem: unknown) => this.log.warn(`while stopping: ${String(problem)}`));
    await client?.dispose().catch(() => undefined);
  }

  private createClient(program: string): QuietClient {
    const client: QuietClient = new QuietClient(
      // By this id the client library finds the setting `trace.server`.
      SETTINGS,
      "OpenClaw",
      { command: program, args: ["serve", "--stdio"] },
      clientOptions(this.log, this.trace.channel, () => this.ended(client)),
    );
    return client;
  }

  /** The server ended of itself. While it starts, whoever waits for the start reports it. */
  private ended(client: QuietClient): void {
    if (client !== this.client) {
      return;
    }
    this.client = undefined;
    if (this.crashes.note(Date.now())) {
      this.log.warn("the server has ended and is started again");
      void this.enqueue(() => this.startNow());
    } else {
      this.fail(this.crashes.message, ["Try Again", "Show Log"]);
    }
  }

  private fail(message: string, remedies: readonly Remedy[]): void {
    this.log.error(message);
    this.become({ kind: "failed", message });
    void report(message, remedies);
  }
}
