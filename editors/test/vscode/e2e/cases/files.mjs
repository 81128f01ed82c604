// Which files are ours, and fixes on saving.

const BROKEN = "{\n  gateway: { prot: 18789 },\n}\n";
const LEGACY = "{\n  agents: { defaults: { params: { cacheControlTtl: '1h' } } }, // kept\n}\n";

export async function run(context) {
  await knowsItsFiles(context);
  await savesFixed(context, "fixOnSave", { "[openclaw]": { "openclaw.fixOnSave": true } });
  await savesFixed(context, "codeActionsOnSave", {
    "[openclaw]": { "editor.codeActionsOnSave": { "source.fixAll.openclaw": "explicit" } },
  });
}

async function knowsItsFiles({ code, window, workspace, report }) {
  workspace.write("elsewhere/openclaw.json", "{}\n");
  for (const name of ["clawdbot.json", "work.openclaw.json5", "elsewhere/beside.patch.json5", "gateways/home.json5"]) {
    workspace.write(name, BROKEN);
  }
  workspace.write("alone/other.patch.json5", BROKEN);
  code.setMachine({ "openclaw.files": ["gateways/*.json5"] });
  for (const name of ["clawdbot.json", "work.openclaw.json5", "beside.patch.json5", "home.json5"]) {
    await window.quickOpen(name);
    await window.status("OpenClaw Configuration").waitFor();
    await window.page.locator(".editor-instance:visible .squiggly-error").first().waitFor();
    report.check(`${name} is ours and is checked`, true);
  }
  await window.quickOpen("other.patch.json5");
  await window.status("Plain Text").waitFor();
  report.check("a patch of something else is left alone", true);
}

/** Only a file that was changed is saved: the change is a blank at its end. */
async function savesFixed({ code, window, workspace, report }, name, settings) {
  const file = `${name}.openclaw.json5`;
  workspace.write(file, LEGACY);
  code.setMachine(settings);
  await window.quickOpen(file);
  await window.page.locator(".editor-instance:visible .squiggly-warning").first().waitFor();
  const fixed = `${workspace.fixed(LEGACY)} `;
  await window.key("Control+End");
  // The editor takes a moment to notice its changed settings, so the first saves may still be plain.
  const isFixed = await window.until(`${name} takes effect`, async () => {
    await window.type(" ");
    await window.save();
    return (await workspace.holds(fixed, file)) || void (await window.key("Backspace"));
  }).catch(() => false);
  report.check(`${name} makes all fixes on saving`, isFixed, workspace.read(file));
  code.setMachine({});
}
