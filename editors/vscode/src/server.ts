import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import type { ExtensionContext, LogOutputChannel } from "vscode";
import { commands, window } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { findServer, type Lookup } from "./lookup";
import { programSetting, SECTION, SERVER_SECTION, serverSettings } from "./settings";

/** The language id that the extension contributes. */
export const LANGUAGE = "openclaw";

/** The running server: at most one, started and stopped strictly one after the other. */
export class Server {
  private client: LanguageClient | undefined;
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: ExtensionContext,
    private readonly log: LogOutputChannel,
  ) {}

  /** Starts the server, or starts it anew. */
  restart(): Promise<void> {
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
    await this.client?.sendNotification("workspace/didChangeConfiguration", {
      settings: { [SERVER_SECTION]: serverSettings() },
    });
  }

  /** Two restarts in a row must not leave two servers: each step waits for the one before. */
  private enqueue(step: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(step, step);
    return this.queue;
  }

  private async startNow(): Promise<void> {
    const lookup = this.lookup();
    if (!lookup.found) {
      this.log.error(lookup.message);
      void this.explain(lookup.message);
      return;
    }
    this.log.info(`starting ${lookup.path} (${lookup.source})`);
    const client = this.createClient(lookup.path);
    this.client = client;
    try {
      await client.start();
    } catch (problem) {
      this.client = undefined;
      this.log.error(`the server did not start: ${String(problem)}`);
      void this.explain(`openclaw-lsp did not start: ${problem instanceof Error ? problem.message : String(problem)}`);
    }
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    // A server that crashed cannot be stopped any more; that must not keep the next one from starting.
    await client?.stop().catch((problem: unknown) => this.log.warn(`while stopping: ${String(problem)}`));
    await client?.dispose().catch(() => undefined);
  }

  private lookup(): Lookup {
    return findServer({
      setting: programSetting(),
      extensionFolder: this.context.extensionPath,
      home: homedir(),
      platform: process.platform,
      env: process.env,
      isProgram,
    });
  }

  private createClient(program: string): LanguageClient {
    return new LanguageClient(
      SECTION,
      "OpenClaw",
      { command: program, args: ["serve", "--stdio"] },
      {
        documentSelector: [
          { language: LANGUAGE, scheme: "file" },
          { language: LANGUAGE, scheme: "untitled" },
        ],
        outputChannel: this.log,
        initializationOptions: serverSettings(),
        middleware: {
          workspace: {
            configuration: (params, token, next) =>
              params.items.every((item) => item.section === SERVER_SECTION)
                ? params.items.map(() => serverSettings())
                : next(params, token),
          },
        },
      },
    );
  }

  /** Shows a problem with the two ways out of it. */
  private async explain(message: string): Promise<void> {
    const choice = await window.showErrorMessage(message, "Open Settings", "Show Log");
    if (choice === "Open Settings") {
      await commands.executeCommand("workbench.action.openSettings", `${SECTION}.path`);
    } else if (choice === "Show Log") {
      this.log.show();
    }
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
