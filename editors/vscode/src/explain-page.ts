import {
  type Disposable,
  type TextDocument,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { activeConfiguration } from "./active";
import { dressed } from "./explain-html";
import { LANGUAGE, SECTION } from "./names";
import { REVEAL } from "./reveal";
import type { Server } from "./server";

/** The server's answer to `openclaw/explain`. */
interface Page {
  readonly html: string;
}

/** How long nobody types before the page is made again, in milliseconds. */
const PAUSE = 400;

/** The page about everything that a configuration comes to, beside the file. It follows the text as it is typed. */
export class ExplanationPage implements Disposable {
  private panel: WebviewPanel | undefined;
  private shown: TextDocument | undefined;
  private pause: NodeJS.Timeout | undefined;
  private readonly subscriptions: Disposable[];

  constructor(private readonly server: Server) {
    this.subscriptions = [
      workspace.onDidChangeTextDocument(({ document }) => {
        // A file that the shown one includes counts as well.
        if (document.languageId === LANGUAGE) {
          this.soon();
        }
      }),
      workspace.onDidCloseTextDocument((document) => {
        if (document === this.shown) {
          this.panel?.dispose();
        }
      }),
    ];
  }

  /** Shows the page about the configuration that the user is in. */
  async show(): Promise<void> {
    const document = (await activeConfiguration())?.document;
    if (document === undefined) {
      return;
    }
    let html: string | undefined;
    try {
      html = await this.ask(document);
    } catch (problem) {
      await window.showInformationMessage(problem instanceof Error ? problem.message : String(problem));
    }
    if (html === undefined) {
      return;
    }
    this.shown = document;
    this.panel ??= this.open();
    this.panel.title = `Explained: ${document.uri.path.split("/").at(-1) ?? ""}`;
    this.panel.webview.html = html;
    this.panel.reveal(undefined, true);
  }

  dispose(): void {
    clearTimeout(this.pause);
    this.panel?.dispose();
    this.subscriptions.forEach((subscription) => subscription.dispose());
  }

  private open(): WebviewPanel {
    const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    // No script runs in the page; its links are commands, and this one only.
    const panel = window.createWebviewPanel(`${SECTION}.explanation`, "", place, {
      enableScripts: false,
      enableCommandUris: [REVEAL],
      enableFindWidget: true,
      localResourceRoots: [],
    });
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.shown = undefined;
    });
    return panel;
  }

  private soon(): void {
    clearTimeout(this.pause);
    if (this.panel !== undefined) {
      this.pause = setTimeout(() => void this.follow(), PAUSE);
    }
  }

  /** Makes the page again. While the text cannot be explained, as in the middle of typing, the last page stays. */
  private async follow(): Promise<void> {
    const document = this.shown;
    const html = document && (await this.ask(document).catch(() => undefined));
    if (html !== undefined && document === this.shown && this.panel && this.panel.webview.html !== html) {
      this.panel.webview.html = html;
    }
  }

  private async ask(document: TextDocument): Promise<string | undefined> {
    const { uri } = document;
    const params = { textDocument: { uri: uri.toString() }, format: "html" };
    const page = await this.server.request<Page>("openclaw/explain", params);
    const folder = Uri.joinPath(uri, "..");
    const resolve = (name: string) => {
      const isAbsolute = name.startsWith("/") || /^[A-Za-z]:\//.test(name);
      return (isAbsolute ? Uri.file(name) : uri.scheme === "file" ? Uri.joinPath(folder, name) : uri).toString();
    };
    return page && dressed(page.html, REVEAL, resolve);
  }
}
