"""A generated configuration, and the places in it where the benchmark types."""
import json, re

# key at the site -> (property the benchmark inserts: name, good value, bad value, value to complete, partial key)
SITES = {
    "description":     ("thinkingDefault", '"low"', '"benchbad"', '""', "t"),
    "systemPrompt":    ("enabled", "true", '"benchbad"', "", "e"),
    "messageTemplate": ("wakeMode", '"now"', '"benchbad"', '""', "w"),
}
HOVER_KEYS = ("skills", "baseUrl", "messageTemplate")
KEYRE = {"json": r'^([ ]*)"(%s)": "', "json5": r'^([ ]*)"?(%s)"?: ["\']', "toml": r'^()(%s) = "'}
HOVRE = {"json": r'^([ ]*)"(%s)": ', "json5": r'^([ ]*)"?(%s)"?: ', "toml": r'^()(%s) = '}


def esc(s):
    return json.dumps(s, ensure_ascii=False)[1:-1]


class Doc:
    """A generated document: its text, edit sites at begin/middle/end, hover positions."""

    def __init__(self, text, fmt):
        self.text, self.fmt = text, fmt
        sites = [(m.start(), m) for m in re.finditer(KEYRE[fmt] % "|".join(SITES), text, re.M)]
        n = len(text)
        pick = [sites[0][1], min(sites, key=lambda s: abs(s[0] - n // 2))[1], sites[-1][1]]
        self.sites = [Site(self, m) for m in pick]
        h = [m for m in re.finditer(HOVRE[fmt] % "|".join(HOVER_KEYS), text, re.M)
             if m.group(2) != "skills" or m.start() < n // 3]
        self.hovers = []
        for at in (0, n // 2, n):
            m = min(h, key=lambda m: abs(m.start() - at))
            self.hovers.append({"line": text.count("\n", 0, m.start()), "character": m.start(2) - m.start() + 2})


class Site:
    """One edit site. The edit buffer `cur` holds what is inserted there now; edits always undo themselves."""

    def __init__(self, doc, m):
        self.doc, self.key, self.indent = doc, m.group(2), m.group(1)
        self.line = doc.text.count("\n", 0, m.start())
        self.line_off = m.start()
        self.str_col, self.str_off = m.end() - m.start(), m.end()
        self.key_col = m.start(2) - m.start()
        self.prop, self.good, self.bad, self.val, self.part = SITES[self.key]
        self._halves = {}

    def halves(self, off):
        """JSON-escaped text before and after the insertion point (for full-sync servers)."""
        if off not in self._halves:
            self._halves = {off: (esc(self.doc.text[:off]).encode(), esc(self.doc.text[off:]).encode())}
        return self._halves[off]

    def prop_line(self, name, value):
        if self.doc.fmt == "toml":
            return "%s = %s\n" % (name, value)
        if self.doc.fmt == "json5":
            return "%s%s: %s,\n" % (self.indent, name, value)
        return '%s"%s": %s,\n' % (self.indent, name, value)

    # edits as (kind, offset-kind, start, end, new): replace cur[start:end] by new
    def pattern(self, step):
        """The 12 keystrokes of one slice: 4 typed, 4 erased, property in/out, broken syntax in/out."""
        k = []
        for i in range(4):
            k.append(("type", "s", i, i, "abcdefgh"[(step + i) % 8]))
        for i in (3, 2, 1, 0):
            k.append(("erase", "s", i, i + 1, ""))
        p = self.prop_line(self.prop, self.good)
        k.append(("prop+", "l", 0, 0, p))
        k.append(("prop-", "l", 0, len(p), ""))
        b = {"json": self.indent + '"be\n', "json5": self.indent + "be\n", "toml": "be\n"}[self.doc.fmt]
        k.append(("break+", "l", 0, 0, b))
        k.append(("break-", "l", 0, len(b), ""))
        return k

    def bad_line(self):
        return self.prop_line(self.prop, self.bad)

    def unknown_line(self):
        return self.prop_line("benchUnknownKey", "1")

    def broken_line(self):
        return self.pattern(0)[10][4]

    def key_probe(self):
        """(text to insert at line start, completion column) asking for property names"""
        if self.doc.fmt == "toml":
            return self.part + "\n", len(self.part)
        if self.doc.fmt == "json5":
            return self.indent + self.part + "\n", len(self.indent) + len(self.part)
        return '%s"%s",\n' % (self.indent, self.part), len(self.indent) + 1 + len(self.part)

    def value_probe(self):
        line = self.prop_line(self.prop, self.val)
        col = len(line.rstrip("\n").rstrip(",").rstrip()) if not self.val else line.index(self.val, len(self.indent) + len(self.prop)) + 1
        if not self.val:
            line_head = line.rstrip("\n").rstrip(",")
            col = len(line_head)
        return line, col
