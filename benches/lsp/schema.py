#!/usr/bin/env python3
"""schema.py IN OUT: make OpenClaw's JSON Schema usable by generic validators.

The generated schema embeds plugin config schemas (imap, webhooks) that carry their own `$defs` and point
at them with `#/$defs/...`, which from the document root resolves to nothing. Each such reference is
rewritten to the nearest enclosing subschema in which it does resolve.
Patterns are ECMA regular expressions; an unescaped `[` inside a character class is legal there, but not in
Rust's regex crates (taplo refuses the whole schema for it). It is escaped, which means the same everywhere.
`[^\\p{Cs}]` (no lone surrogates) becomes `[\\s\\S]` for the same reason,
and `\\0` becomes `\\x00`.
Nothing else changes.
"""
import json, sys


def get(o, parts):
    for p in parts:
        p = p.replace("~1", "/").replace("~0", "~")
        if isinstance(o, dict) and p in o:
            o = o[p]
        else:
            return None
    return o


def portable(rx):
    """Escape '[' inside character classes; drop the test for lone surrogates, which valid UTF-8 cannot hold."""
    rx = rx.replace(r"[^\p{Cs}]", r"[\s\S]").replace(r"\p{Cs}", "").replace(r"\0", r"\x00")
    out, i, inside = [], 0, False
    while i < len(rx):
        c = rx[i]
        if c == "\\":
            out.append(rx[i:i + 2])
            i += 2
            continue
        if inside and c == "[":
            c = "\\["
        elif c == "[":
            inside = True
        elif c == "]":
            inside = False
        out.append(c)
        i += 1
    return "".join(out)


def main():
    s = json.load(open(sys.argv[1]))
    n = rx = 0

    def walk(o, path, chain):
        nonlocal n, rx
        if isinstance(o, dict):
            r = o.get("$ref")
            if isinstance(r, str) and r.startswith("#/") and get(s, r[2:].split("/")) is None:
                for p, anc in reversed(chain):
                    if get(anc, r[2:].split("/")) is not None:
                        o["$ref"] = "#/" + "/".join(x.replace("~", "~0").replace("/", "~1") for x in p) + r[1:]
                        n += 1
                        break
                else:
                    print("unresolved", r, "/".join(path), file=sys.stderr)
            if isinstance(o.get("pattern"), str) and portable(o["pattern"]) != o["pattern"]:
                o["pattern"] = portable(o["pattern"])
                rx += 1
            for k, v in o.items():
                walk(v, path + [k], chain + [(path, o)])
        elif isinstance(o, list):
            for i, v in enumerate(o):
                walk(v, path + [str(i)], chain + [(path, o)])
    walk(s, [], [])
    json.dump(s, open(sys.argv[2], "w"), ensure_ascii=False, indent=2)
    print("%d references rewritten, %d patterns escaped" % (n, rx))


main()
