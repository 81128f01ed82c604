import { type Disposable, type ExtensionContext, type LogOutputChannel, workspace } from "vscode";
import { explain, showExplanation } from "./explain";
import { ExplanationPage } from "./explain-page";
import { Fixes } from "./fix";
import { type CommandName, SETTINGS } from "./names";
import { Pages } from "./pages";
import { Server } from "./server";
import { StatusBar } from "./status";
import { upgrade } from "./upgrade";

/** What the extension has from the first configuration on: the server and all that asks it. */
export class Session implements Disposable {
  private readonly server: Server;
  private readonly fixes: Fixes;
  private readonly pages: Pages;
  private readonly page: ExplanationPage;
  private readonly status: StatusBar;
  private readonly subscriptions: Disposable[];

  constructor(context: ExtensionContext, log: LogOutputChannel) {
    this.server = new Server(context, log);
    this.fixes = new Fixes();
    this.pages = new Pages();
    this.page = new ExplanationPage(this.server);
    this.status = new StatusBar(this.server);
    this.subscriptions = [
      this.status,
      this.fixes,
      this.pages,
      this.page,
      this.server,
      workspace.onDidGrantWorkspaceTrust(() => void this.server.configure()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${SETTINGS}.path`)) {
          void this.server.restart();
        } else if (event.affectsConfiguration(SETTINGS)) {
          void this.server.configure();
        }
      }),
    ];
  }

  /** Starts the server. */
  start(): Promise<void> {
    return this.server.restart();
  }

  /** Stops the server and waits until it is gone. */
  stop(): Promise<void> {
    return this.server.stop();
  }

  /** Carries a command out. */
  run(command: CommandName): Promise<void> {
    switch (command) {
      case "restart":
        return this.server.restart();
      case "fixAll":
        return this.fixes.fixAll();
      case "previewFixAll":
        return this.fixes.preview();
      case "applyPreview":
        return this.fixes.applyPreview();
      case "discardPreview":
        return this.fixes.discardPreview();
      case "explain":
        return explain(this.server, this.pages);
      case "explainFile":
        return this.page.show();
      case "upgrade":
        return upgrade(this.server, this.pages);
      case "reloadSchema":
        return this.server.reloadSchema();
      case "menu":
        return this.status.menu();
    }
  }

  /** Shows the explanation that a code lens is taken from. */
  showExplanation(params: unknown): Promise<void> {
    return showExplanation(this.server, this.pages, params);
  }

  dispose(): void {
    this.subscriptions.forEach((subscription) => subscription.dispose());
  }
}
