// A first configuration, typed with the presses of the model: what is left must be what the model foresees, byte for byte.
import { dirname } from "node:path";
import { left, presses } from "../typist.mjs";

/** How long nothing may have changed before the next key, in milliseconds: longer than the editor puts off asking. */
const REST = 700;

/** What is on the screen of an editor: its lines, where the cursor is, and the list. */
function screen() {
  const all = (selector) => [...document.querySelectorAll(selector)].map((one) => `${one.textContent} ${one.className}`).join("\n");
  const { left, top } = document.querySelector(".editor-instance .cursor")?.style ?? {};
  return [all(".editor-instance .view-line"), left, top, all(".suggest-widget.visible .monaco-list-row")].join("\n\n");
}

/** Waits until nothing on the screen has changed for a while. */
async function settle(window) {
  let before, since;
  await window.until("the editor is at rest", async () => {
    const now = await window.page.evaluate(screen);
    if (now !== before) [before, since] = [now, Date.now()];
    return Date.now() - since > REST;
  });
}

export async function run(context) {
  await type(context, "first.json5");
}

/** Types a configuration into an empty file, and compares what is on the disk. */
export async function type({ window, workspace, report }, name, withPictures = false) {
  const root = dirname(workspace.examples);
  const file = `${name.split(".")[0]}.openclaw.json5`;
  workspace.write(file, "");
  await window.quickOpen(file);
  await window.status("OpenClaw Configuration").waitFor();
  const keys = presses(root, name);
  for (const [index, key] of keys.entries()) {
    await settle(window);
    if (withPictures) await window.shot(`${name}-${String(index).padStart(3, "0")}-before-${key.replace(/\W/g, "_")}`);
    await window.key(key);
  }
  await settle(window);
  if (withPictures) await window.shot(`${name}-end`);
  await window.key("Control+s");
  const wanted = left(root, name);
  const isRight = await workspace.holds(wanted, file);
  report.check(`${name}: ${keys.length} presses leave what the model foresees`, isRight, isRight ? "" : workspace.read(file));
}
