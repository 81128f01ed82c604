/** A replacement in a text, in UTF-16 code units, as the editor counts. */
export interface OffsetEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text after edits that do not overlap, in whatever order they come. */
export function applyEdits(text: string, edits: readonly OffsetEdit[]): string {
  const sorted = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index);
  let result = "";
  let copied = 0;
  for (const { edit } of sorted) {
    result += text.slice(copied, edit.start) + edit.text;
    copied = edit.end;
  }
  return result + text.slice(copied);
}

/** How many lines differ in a change, for a sentence: the changed lines of the old text. */
export function countLines(text: string, edits: readonly OffsetEdit[]): number {
  const lineOf = (offset: number) => text.slice(0, offset).split("\n").length;
  const lines = new Set<number>();
  for (const edit of edits) {
    for (let line = lineOf(edit.start); line <= lineOf(edit.end); line++) {
      lines.add(line);
    }
  }
  return lines.size;
}
