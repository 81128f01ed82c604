// The page of `explain --format html` in a real Chromium: page.mjs. See ../run.sh for the environment.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Workbench } from "./workbench.mjs";
import { Report } from "./report.mjs";

const { CACHE, WORK, EXAMPLE, SERVER, SHOTS } = process.env;
const driver = createRequire(join(CACHE, "driver/"));
const axe = readFileSync(driver.resolve("axe-core/axe.min.js"), "utf8");

/** Ten channels, twenty agents, three models. */
function wide() {
  const models = ["anthropic/claude-opus-5", "openai/gpt-5.5", "google/gemini-3.1-pro-preview"];
  const names = ["telegram", "discord", "slack", "whatsapp", "signal", "matrix", "msteams", "irc", "mattermost", "googlechat"];
  const agents = Array.from({ length: 20 }, (_, at) => [`agent${at}`, at === 0 ? {} : { model: models[at % 3] }]);
  const accounts = { accounts: { one: {}, two: {} } };
  return {
    gateway: { mode: "local" },
    agents: { ownership: "explicit", defaults: { model: { primary: models[0], fallbacks: [models[1]] } }, entries: Object.fromEntries(agents) },
    channels: Object.fromEntries(names.map((name, at) => [name, at % 2 === 0 ? { dmPolicy: "open", allowFrom: ["*"] } : accounts])),
    bindings: names.map((channel, at) => ({ agentId: `agent${at}`, match: { channel, accountId: "*" } })),
  };
}

const SMALL = "{ gateway: { mode: 'local' }, channels: { telegram: { botToken: '${TELEGRAM_BOT_TOKEN}' } } }";

mkdirSync(WORK, { recursive: true });
writeFileSync(join(WORK, "small.json5"), SMALL);
writeFileSync(join(WORK, "wide.json5"), JSON.stringify(wide(), null, 2));
const files = { small: join(WORK, "small.json5"), wide: join(WORK, "wide.json5"), legacy: join(dirname(EXAMPLE), "legacy.json5") };

/** The page as the program prints it; a refused file has one, too. */
function print(file) {
  try {
    return execFileSync(SERVER, ["explain", "--format", "html", file], { encoding: "utf8" });
  } catch (problem) {
    if (problem.status === 1) return problem.stdout;
    throw problem;
  }
}

const report = new Report();
const window = await Workbench.launch(CACHE, SHOTS, { width: 1280, height: 900 });
try {
  const { page } = window;
  for (const [name, file] of Object.entries(files)) {
    const to = join(WORK, `${name}.html`);
    writeFileSync(to, print(file));
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`file://${to}`);
      await page.evaluate(axe);
      const found = await page.evaluate(() => globalThis.axe.run());
      const words = found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`);
      report.check(`${name}, ${colorScheme}: accessible by ${found.passes.length} rules`, words.length === 0 && found.passes.length > 10, words.join("; "));
      await page.screenshot({ path: join(SHOTS, `page-${name}-${colorScheme}.png`), fullPage: true });
    }
    const cut = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    report.check(`${name}: nothing is wider than the window`, !cut);
    const outside = await page.evaluate(() => {
      const box = document.querySelector("svg").getBoundingClientRect();
      const inside = (text) => text.right <= box.right + 1 && text.bottom <= box.bottom + 1 && text.left >= box.left - 1;
      return [...document.querySelectorAll("svg text")].filter((text) => !inside(text.getBoundingClientRect())).map((text) => text.textContent);
    });
    report.check(`${name}: nothing in the drawing is cut off`, outside.length === 0, outside.join(", "));
    const lost = await page.evaluate(() =>
      [...document.querySelectorAll('nav a')].map((link) => link.hash.slice(1)).filter((id) => !document.getElementById(id)),
    );
    report.check(`${name}: the contents lead somewhere`, lost.length === 0, lost.join(", "));
    const scripts = await page.evaluate(() => document.scripts.length);
    report.check(`${name}: no script`, scripts === 0);
  }
  const foreign = window.foreign.filter((url) => !url.startsWith("file://"));
  report.check("nothing is fetched", foreign.length === 0, foreign.join(" "));
} catch (problem) {
  report.check(`${problem.stack ?? problem}`, false);
} finally {
  await window.close();
}
report.end();
