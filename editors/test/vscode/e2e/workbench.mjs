// What a user does in the window, and what a user sees there. Nothing waits for a fixed time.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";

/** How long anything may take on a busy machine, in milliseconds. */
export const PATIENCE = 30_000;

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Nothing but the editor under test is looked up or reached.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** What is answered on this machine; the last is a name that the window's own service worker answers for. */
const OWN = /^(https?:\/\/127\.0\.0\.1|data:|blob:|vscode-|https:\/\/[^/]*\.vscode-resource\.vscode-cdn\.net\/)/;

export class Workbench {
  /** Starts Chromium; `cache` holds its driver. */
  static async launch(cache, pictures, viewport = { width: 1200, height: 700 }) {
    const { chromium } = createRequire(join(cache, "driver/"))("playwright-core");
    const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", headless: true, args: QUIET });
    const page = await browser.newPage({ viewport });
    page.setDefaultTimeout(PATIENCE);
    mkdirSync(pictures, { recursive: true });
    return new Workbench(browser, page, pictures);
  }

  constructor(browser, page, pictures) {
    Object.assign(this, { browser, page, pictures, foreign: [] });
    page.on("request", (request) => {
      if (!OWN.test(request.url())) this.foreign.push(request.url());
    });
  }

  /** Opens a folder and a file in it. */
  async open(url, folder, file) {
    const remote = `vscode-remote://${new URL(url).host}${folder}/${file}`;
    const payload = encodeURIComponent(JSON.stringify([["openFile", remote]]));
    await this.page.goto(`${url}/?folder=${folder}&payload=${payload}`);
    await this.page.waitForSelector(".monaco-workbench");
    await this.page.waitForSelector(".editor-instance .view-line");
  }

  close() {
    return this.browser.close();
  }

  shot(name) {
    return this.page.screenshot({ path: join(this.pictures, `${name}.png`) });
  }

  key(...keys) {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  type(text) {
    return this.page.keyboard.type(text);
  }

  /** Polls until `look` gives something true. */
  async until(what, look, patience = PATIENCE) {
    const end = Date.now() + patience;
    for (;;) {
      const found = await look();
      if (found) return found;
      if (Date.now() > end) throw new Error(`${what}: not within ${patience / 1000} s`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Runs a command by its name in the palette. */
  async command(name) {
    await this.key("F1");
    const input = this.page.locator(".quick-input-widget:visible input").first();
    await input.waitFor();
    await input.fill(`>${name}`);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().waitFor();
    await this.key("Enter");
    await this.page.locator(".quick-input-widget").first().waitFor({ state: "hidden" }).catch(() => undefined);
  }

  /** Opens a file by its name, which no other file has, as by Go to File. */
  async quickOpen(name) {
    const input = this.page.locator(".quick-input-widget:visible input").first();
    const tab = this.page.locator(`.tab.active[data-resource-name="${name}"]`);
    const found = this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: name });
    const appears = (what) => what.first().waitFor({ timeout: PATIENCE / 6 }).then(() => true, () => false);
    await this.until(`${name} is open`, async () => {
      await this.key("Control+p");
      await input.waitFor();
      await input.fill(name);
      // A file that was written a moment ago may not be in the list before it is opened anew.
      const isListed = await appears(found);
      await this.key(isListed ? "Enter" : "Escape");
      return isListed && appears(tab);
    });
  }

  /** Puts the cursor at a line and column, both counted from 1. */
  async go(line, column) {
    await this.key("Control+g");
    await this.page.waitForSelector(".quick-input-widget:visible");
    await this.type(`${line}:${column}`);
    await this.key("Enter");
    await this.page.waitForSelector(`.statusbar-item:has-text("Ln ${line}, Col ${column}")`);
  }

  /** Presses keys until something comes up, and reads it: the window closes what it has opened when anything moves. */
  async summon(what, ...keys) {
    for (let tries = 0; tries < 6; tries++) {
      await this.key(...keys);
      const text = await what.innerText({ timeout: PATIENCE / 6 }).catch(() => undefined);
      if (text) return text;
      await this.key("Escape");
    }
    throw new Error(`${keys.join(" ")} brings nothing up`);
  }

  /** Asks for the hover at the cursor, and reads it as soon as it is rendered. */
  hover() {
    const rendered = this.page.locator(".monaco-hover:visible", { has: this.page.locator("strong, code") });
    return this.summon(rendered.first(), "Control+k", "Control+i");
  }

  /** What an entry of the status bar says. */
  status(text) {
    return this.page.locator(`.statusbar-item:visible`, { hasText: text }).first();
  }

  /** The messages that are shown at the lower right. */
  toasts() {
    return this.page.locator(".notification-toast .notification-list-item-message").allInnerTexts();
  }

  async toast(pattern) {
    return this.until(`a message like ${pattern}`, async () => (await this.toasts()).find((text) => pattern.test(text)));
  }

  /** Presses a button of a message. */
  press(label) {
    return this.page.locator(".notification-toast .monaco-button", { hasText: label }).first().click();
  }

  /** A button in the title bar of the editor. */
  title(label) {
    return this.page.locator(`.editor-actions .action-label[aria-label*="${label}"]:visible`).first();
  }

  async closeToasts() {
    await this.command("Notifications: Clear All Notifications");
    await this.until("no message is shown", async () => (await this.toasts()).length === 0);
  }

  /** The lines that are on the screen, with the spaces that a browser draws as unbreakable. */
  async lines() {
    const lines = await this.page.locator(".editor-instance .view-line").allInnerTexts();
    return lines.map((line) => line.replaceAll("\u00a0", " "));
  }

  /** Waits for a line on the screen that matches; hints of the server are drawn inside lines. */
  line(pattern) {
    return this.until(`a line like ${pattern}`, async () => (await this.lines()).some((line) => pattern.test(line)));
  }

  /** Opens the Problems panel: how many findings its badge counts, and the rows on the screen. Closes it again. */
  async problems(keep = false) {
    await this.key("Control+Shift+m");
    const panel = this.page.locator(".markers-panel");
    await panel.locator(".monaco-list-row").nth(1).waitFor();
    const rows = (await panel.locator(".monaco-list-row").allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
    const count = Number(await panel.locator(".monaco-list-row .monaco-count-badge").first().innerText());
    if (!keep) {
      await this.key("Control+j");
      await panel.waitFor({ state: "hidden" });
    }
    return { count, rows: rows.slice(1) };
  }

  /** Saves, and waits until the file is no longer marked as changed. */
  async save() {
    const dirty = this.page.locator(".tab.active.dirty");
    await dirty.waitFor();
    await this.until("the file is saved", async () => {
      await this.key("Control+s");
      return dirty.waitFor({ state: "detached", timeout: PATIENCE / 6 }).then(() => true, () => false);
    });
  }

  /** The labels in the list of proposals, as soon as it shows one that matches, and with `only` no other. */
  async proposals(pattern, only = /(?:)/) {
    const labels = this.page.locator(".suggest-widget.visible .monaco-list-row .label-name");
    return this.until(`a proposal like ${pattern}, all like ${only}`, async () => {
      const shown = await labels.allInnerTexts();
      return shown.some((label) => pattern.test(label)) && shown.every((label) => only.test(label)) && shown;
    });
  }

  /** Takes a proposal by its label. */
  async accept(label) {
    const focused = this.page.locator(".suggest-widget.visible .monaco-list-row.focused .label-name");
    for (let tries = 0; (await focused.innerText()) !== label; tries++) {
      if (tries > 20) throw new Error(`the proposal ${label} cannot be reached`);
      await this.key("ArrowDown");
    }
    await this.key("Enter");
    await this.page.locator(".suggest-widget.visible").waitFor({ state: "hidden" });
  }
}
