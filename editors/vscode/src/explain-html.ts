/** The colours of the page are those of the editor: light, dark and of high contrast. */
const THEME = `<style>
:root {
  --ink: var(--vscode-foreground); --soft: var(--vscode-descriptionForeground); --paper: var(--vscode-editor-background);
  --line: var(--vscode-panel-border, var(--vscode-contrastBorder)); --fill: var(--vscode-editorWidget-background);
  --link: var(--vscode-textLink-foreground); --bad: var(--vscode-errorForeground);
  --bad-fill: var(--vscode-inputValidation-errorBackground);
}
body { font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); }
code, svg { font-family: var(--vscode-editor-font-family); }
</style>`;

/** An address of the page: a file, relative to the shown one, with line and column. */
const PLACE = /href="([^"#:]+)#L(\d+),(\d+)"/g;

/**
 * The server's page as the editor shows it: in its colours, and with a command behind each link to a key.
 *
 * `resolve` makes the address of a file of its name on the page.
 */
export function dressed(html: string, command: string, resolve: (name: string) => string): string {
  const link = (_: string, name: string, line: string, column: string) => {
    const place = [resolve(decodeURIComponent(name)), Number(line), Number(column)];
    return `href="command:${command}?${encodeURIComponent(JSON.stringify(place))}"`;
  };
  return html.replace("</head>", () => `${THEME}</head>`).replaceAll(PLACE, link);
}
