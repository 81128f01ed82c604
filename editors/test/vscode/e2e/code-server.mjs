// A VS Code of its own for one run: fresh user, fresh extensions, a free port; gone with its process group.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const USER = {
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "workbench.enableExperiments": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.colorTheme": "Default Light Modern",
  "security.workspace.trust.enabled": false,
  "chat.disableAIFeatures": true,
  "window.menuBarVisibility": "classic",
  "editor.minimap.enabled": false,
  "editor.accessibilitySupport": "off",
  "editor.hover.delay": 200,
  "files.autoSave": "off",
};

export class CodeServer {
  /** Folders below `work`; `cache` holds the program. */
  constructor(work, cache) {
    this.work = work;
    this.data = join(work, "data");
    this.extensions = join(work, "extensions");
    this.entry = join(cache, "code-server/node_modules/code-server/out/node/entry.js");
    this.environment = {
      // A machine without anything else: the program comes with the extension.
      PATH: join(work, "no-programs"),
      HOME: join(work, "home"),
      LANG: "C.UTF-8",
      EXTENSIONS_GALLERY: "{}",
      OPENCLAW_GATEWAY_TOKEN: process.env.OPENCLAW_GATEWAY_TOKEN,
      TELEGRAM_BOT_TOKEN: process.env.TELEGRAM_BOT_TOKEN,
      OPENCLAW_USE_SECONDS: process.env.OPENCLAW_USE_SECONDS,
    };
    for (const folder of [join(this.data, "User"), join(this.data, "Machine"), this.extensions, this.environment.HOME]) {
      mkdirSync(folder, { recursive: true });
    }
    writeFileSync(join(work, "config.yaml"), "auth: none\nbind-addr: 127.0.0.1:0\ncert: false\n");
    this.setUser({});
    this.setMachine({});
  }

  /** The user's settings, beside those that keep the window quiet. */
  setUser(settings) {
    writeFileSync(join(this.data, "User/settings.json"), JSON.stringify({ ...USER, ...settings }));
  }

  /** Settings of the machine: in a remote window only this file is sure to be looked at again when it changes. */
  setMachine(settings) {
    writeFileSync(join(this.data, "Machine/settings.json"), JSON.stringify(settings));
  }

  #arguments(...more) {
    const place = ["--user-data-dir", this.data, "--extensions-dir", this.extensions];
    return [this.entry, ...place, "--config", join(this.work, "config.yaml"), ...more];
  }

  /** What the extension and the server have logged so far. */
  log() {
    const logs = join(this.data, "logs");
    const names = readdirSync(logs, { recursive: true }).filter((name) => name.endsWith("/OpenClaw.log"));
    return names.map((name) => readFileSync(join(logs, name), "utf8")).join("");
  }

  /** Installs a VSIX as a user does. */
  install(vsix) {
    const done = spawnSync(process.execPath, this.#arguments("--install-extension", vsix), {
      env: this.environment,
      encoding: "utf8",
    });
    if (done.status !== 0) throw new Error(`the VSIX could not be installed: ${done.stdout}${done.stderr}`);
  }

  /** Starts it and waits for its address. */
  async start() {
    const quiet = ["--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"];
    this.process = spawn(process.execPath, this.#arguments(...quiet), {
      env: this.environment,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    this.url = await new Promise((resolve, reject) => {
      const listen = (bytes) => {
        said += bytes;
        const found = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(said);
        if (found) resolve(found[1]);
      };
      this.process.stdout.on("data", listen);
      this.process.stderr.on("data", listen);
      this.process.on("exit", (code) => reject(new Error(`code-server ended with ${code}: ${said}`)));
    });
  }

  stop() {
    try {
      if (this.process) process.kill(-this.process.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}
