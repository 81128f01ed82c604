// How long things take here; printed, not judged: a busy machine is slower.

export async function run({ code, window, report }) {
  const ready = [...code.log().matchAll(/ready after (\d+) ms/g)].map(([, time]) => Number(time));
  report.note(`the server is ready after ${ready.join(", ")} ms`);
  await window.command("Developer: Show Running Extensions");
  const rows = window.page.locator(".runtime-extensions-editor .monaco-list-row");
  const row = rows.filter({ hasText: "OpenClaw" }).first();
  await rows.first().hover();
  // The slowest come first, and only the rows in sight are drawn.
  const text = await window.until("the extension is in the list", async () => {
    if (await row.isVisible()) return row.innerText();
    await window.page.mouse.wheel(0, 150);
  });
  report.note(`activation: ${text.replace(/\s+/g, " ")}`);
  report.check("the activation time is known", /\d+ms/.test(text), text);
  await window.shot("running");
}
