// Edits, questions and restarts of the server at random, through VS Code's own client. What came of it is written to
// `random-use.json` in the opened folder.
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const vscode = require("vscode");

/** How many steps a session has; in the middle the server is replaced. */
const STEPS = 120;

/** How long an answer may take on a busy machine, in milliseconds. */
const PATIENCE = 20_000;

const PIECES = [
  "a", "é", "😀", "\n", " ", "{", "}", "[", "]", "'", '"', ",", ":", "// note\n", "/* ", "cacheRetention: 'long'", "port: 7,",
  "model: 'anthropic/claude-opus-5',", "${TOKEN}", "$include: './a.json5'", "agents: { list: [{ id: 'x' }] },", "\t",
];

/** Numbers that are the same in each run. */
let state = 0x9e3779b9;
const below = (most) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * most);
};
const one = (list) => list[below(list.length)];

/** A place that cuts no character in two. */
function place(document) {
  const line = below(document.lineCount);
  const { text } = document.lineAt(line);
  const character = below(text.length + 1);
  return new vscode.Position(line, isBetween(text, character) ? character - 1 : character);
}

const isBetween = (text, character) =>
  /[\ud800-\udbff]/.test(text[character - 1] ?? "") && /[\udc00-\udfff]/.test(text[character] ?? "");

function range(document) {
  const [start, end] = [place(document), place(document)];
  return new vscode.Range(start, end);
}

const OPTIONS = { tabSize: 2, insertSpaces: true };
// Not the ranges of a selection: VS Code adds its own, and fails at the columns that it gives blank lines.
const QUESTIONS = {
  executeHoverProvider: (document) => [place(document)],
  executeCompletionItemProvider: (document) => [place(document)],
  executeDefinitionProvider: (document) => [place(document)],
  executeReferenceProvider: (document) => [place(document)],
  executeDocumentHighlights: (document) => [place(document)],
  executeDocumentSymbolProvider: () => [],
  executeFoldingRangeProvider: () => [],
  executeLinkProvider: () => [],
  executeCodeLensProvider: () => [],
  provideDocumentSemanticTokens: () => [],
  executeFormatDocumentProvider: () => [OPTIONS],
  executeCodeActionProvider: (document) => [range(document)],
  executeInlayHintProvider: (document) => [range(document)],
  executeFormatRangeProvider: (document) => [range(document), OPTIONS],
};

class Session {
  constructor(document, wrong) {
    Object.assign(this, { document, wrong, asked: 0, answered: 0, told: 0, waiting: [] });
  }

  async edit() {
    const start = place(this.document);
    const line = this.document.lineAt(start.line).range;
    const end = below(12) === 0 ? line.end : start;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(this.document.uri, new vscode.Range(start, end), one(PIECES));
    await vscode.workspace.applyEdit(edit);
  }

  /** Asks; where nothing comes between question and answer, the places of the answer must be in this text. */
  async ask(isChecked) {
    const name = one(Object.keys(QUESTIONS));
    const more = QUESTIONS[name](this.document);
    this.asked++;
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, "late"));
    const asking = Promise.resolve(vscode.commands.executeCommand(`vscode.${name}`, this.document.uri, ...more));
    const found = await Promise.race([asking.catch((problem) => ({ problem })), late]);
    if (found === "late") return this.wrong.push(`${name}: no answer`);
    // VS Code takes back what it asks of a text that changes meanwhile.
    const isTakenBack = !isChecked && found?.problem?.name === "Canceled";
    if (found?.problem && !isTakenBack) return this.wrong.push(`${name}: ${found.problem}`);
    this.answered++;
    if (found?.length > 0 || found?.items?.length > 0) this.told++;
    if (isChecked) this.outside(name, found);
  }

  outside(name, value) {
    if (value instanceof vscode.Position) {
      const text = value.line < this.document.lineCount ? this.document.lineAt(value.line).text : undefined;
      const isIn = text !== undefined && value.character <= text.length && !isBetween(text, value.character);
      if (!isIn) this.wrong.push(`${name}: ${value.line}:${value.character}`);
    } else if (value instanceof vscode.Range) {
      this.outside(name, value.start);
      this.outside(name, value.end);
    } else if (value && typeof value === "object" && !(value instanceof vscode.Uri)) {
      // A place in another file is none in this one.
      const uri = value.uri ?? value.targetUri;
      if (uri && uri.toString() !== this.document.uri.toString()) return;
      for (const member of Object.values(value)) this.outside(name, member);
    }
  }

  async step() {
    const dice = below(10);
    if (dice < 6) await this.edit();
    else if (dice < 8) this.waiting.push(this.ask(false));
    else {
      await Promise.all(this.waiting.splice(0));
      await this.ask(true);
    }
  }
}

/** Code and place of what is told of a document. */
function findings(document) {
  const told = vscode.languages.getDiagnostics(document.uri);
  const place = ({ start, end }) => `${start.line}:${start.character}-${end.line}:${end.character}`;
  return told.map((one) => `${one.code?.value ?? one.code} ${place(one.range)}`).sort().join("\n");
}

async function until(look) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    if (look()) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

async function opened(folder, name, text) {
  mkdirSync(join(folder, name), { recursive: true });
  const path = join(folder, name, "openclaw.json");
  writeFileSync(path, text);
  const document = await vscode.workspace.openTextDocument(path);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

async function use(folder, example, seconds) {
  const begun = Date.now();
  const total = { sessions: 0, asked: 0, answered: 0, told: 0, wrong: [] };
  while (total.wrong.length === 0 && (total.sessions === 0 || Date.now() - begun < seconds * 1000)) {
    const at = total.sessions++;
    const session = new Session(await opened(folder, `used-${at}`, example), total.wrong);
    for (let step = 0; step < STEPS; step++) {
      if (step === STEPS / 2) await vscode.commands.executeCommand("openclaw-lsp.restart");
      await session.step();
    }
    await Promise.all(session.waiting);
    const fresh = await opened(folder, `fresh-${at}`, session.document.getText());
    const isSame = () => findings(fresh) !== "" && findings(fresh) === findings(session.document);
    if (!(await until(isSame))) total.wrong.push(`findings of ${session.document.uri.fsPath}: ${findings(session.document)}`);
    for (const key of ["asked", "answered", "told"]) total[key] += session[key];
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.window.showTextDocument(session.document);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  return { ...total, seconds: Math.round((Date.now() - begun) / 1000) };
}

exports.activate = async () => {
  const folder = vscode.workspace.workspaceFolders[0].uri.fsPath;
  const seconds = Number(process.env.OPENCLAW_USE_SECONDS) || 10;
  await vscode.extensions.getExtension("openclaw-lsp.openclaw-lsp").activate();
  const example = readFileSync(join(folder, ".openclaw/openclaw.json"), "utf8");
  const found = await use(folder, example, seconds).catch((problem) => ({ wrong: [String(problem.stack ?? problem)] }));
  // Whoever waits for it must not read a half of it.
  const path = join(folder, "random-use.json");
  writeFileSync(`${path}.part`, JSON.stringify(found));
  renameSync(`${path}.part`, path);
};
