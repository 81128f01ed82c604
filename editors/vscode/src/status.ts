import {
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  type Disposable,
  languages,
  MarkdownString,
  type QuickPickItem,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  window,
} from "vscode";
import { LANGUAGE, SECTION } from "./names";
import type { Server } from "./server";
import { describe, type Problems, type ServerStatus } from "./status-text";

/** One line of the menu. */
interface Choice extends QuickPickItem {
  readonly command: string;
  /** Whether it does something without the server. */
  readonly alone?: true;
}

const MENU: readonly Choice[] = [
  { label: "$(diff) Preview All Fixes in This File", command: "previewFixAll" },
  { label: "$(wand) Fix All in This File", command: "fixAll" },
  { label: "$(info) Explain This Key", command: "explain" },
  { label: "$(open-preview) Explain This Configuration", command: "explainFile" },
  { label: "$(rocket) What an Update Changes", command: "upgrade" },
  { label: "$(sync) Reload the Schema of the Installed OpenClaw", command: "reloadSchema" },
  { label: "$(go-to-file) Open Configuration", command: "openConfiguration", alone: true },
  { label: "$(output) Show Log", command: "showLog", alone: true },
  { label: "$(refresh) Restart the Language Server", command: "restart", alone: true },
];

/** How long after a change the server is asked by what it judges, in milliseconds; changes come in bursts. */
const PAUSE = 500;

/** The entry in the status bar: by what the file is judged, and how it fares. */
export class StatusBar implements Disposable {
  private readonly item: StatusBarItem;
  private status: ServerStatus | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly subscriptions: Disposable[];

  constructor(private readonly server: Server) {
    this.item = window.createStatusBarItem("status", StatusBarAlignment.Right, 100);
    this.item.name = "OpenClaw Configuration";
    this.item.command = `${SECTION}.menu`;
    this.subscriptions = [
      this.item,
      server.onDidChangeState(() => void this.refresh()),
      window.onDidChangeActiveTextEditor(() => this.draw()),
      languages.onDidChangeDiagnostics(() => this.refreshSoon()),
    ];
    this.draw();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.forEach((subscription) => subscription.dispose());
  }

  /** A schema that takes the place of another shows by its findings: the server is asked when they change. */
  private refreshSoon(): void {
    this.draw();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), PAUSE);
  }

  private async refresh(): Promise<void> {
    this.draw();
    if (this.server.state.kind === "running") {
      this.status = await this.server.ask<ServerStatus>("openclaw/status", {});
      this.draw();
    }
  }

  /** What one can do from here. */
  async menu(): Promise<void> {
    const isRunning = this.server.state.kind === "running";
    const choices = MENU.filter((choice) => isRunning || choice.alone);
    const choice = await window.showQuickPick(choices, { title: "OpenClaw Configuration" });
    if (choice !== undefined) {
      await commands.executeCommand(`${SECTION}.${choice.command}`);
    }
  }

  private draw(): void {
    const document = window.activeTextEditor?.document;
    // A preview is no file of the user's, and nothing is found in it.
    if (document?.languageId !== LANGUAGE || !["file", "untitled"].includes(document.uri.scheme)) {
      this.item.hide();
      return;
    }
    const shown = describe(this.server.state, this.status, count(languages.getDiagnostics(document.uri)));
    this.item.text = shown.text;
    this.item.tooltip = new MarkdownString(shown.tooltip);
    this.item.backgroundColor = shown.isError ? new ThemeColor("statusBarItem.errorBackground") : undefined;
    this.item.show();
  }
}

function count(diagnostics: readonly Diagnostic[]): Problems {
  const of = (severity: DiagnosticSeverity) => diagnostics.filter((found) => found.severity === severity).length;
  const [errors, warnings] = [of(DiagnosticSeverity.Error), of(DiagnosticSeverity.Warning)];
  return { errors, warnings, others: diagnostics.length - errors - warnings };
}
