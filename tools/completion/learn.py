#!/usr/bin/env python3
"""Counts the keys of real configurations: learn.py tests/fixtures/field/configs.jsonl.gz data/overlay

The order of proposed keys is that of their use. A name that somebody made up counts as `*` on the way to a key, which is
known from the paths of OpenClaw's own examples; as the last step it also counts as itself, since some names (`main`) are
what most people choose. What only one configuration has says nothing about the next one and is left out.
"""
import collections
import gzip
import json
import re
import sys

LEAST = 2
# As how many configurations the general pattern counts beside those that hold one channel, provider or plugin.
LEANING = 2
# Shares as whole numbers.
SCALE = 100
# Objects whose keys are names that people make up, of which some are what most people choose.
NAMED = [("agents", "entries"), ("browser", "profiles"), ("channels", "*", "accounts"), ("channels", "*", "groups"), ("skills", "entries")]
# As many must have chosen a name.
OFTEN = 4
# The share of those with such an object that has the name.
USUAL = 0.05
# What decides who may do what is nobody's to copy: there the schema's own order stands.
GUARDED = {"meta", "bind", "dmPolicy", "groupPolicy", "sandbox", "tools", "exec", "approvals", "elevated", "security", "commands", "ownership"}
# The names that the nameless configurations have instead of somebody's words.
NAMELESS = re.compile(r"^w\d+(\W.*)?$")


def known_paths(lines):
    """The paths of the examples, as prefixes and last steps: which keys are keys, and where names stand."""
    known = set()
    for line in lines:
        path = line.split("\t", 1)[0].strip()
        if path and not path.startswith("#"):
            steps = tuple(path.split("."))
            known.update(steps[: end + 1] for end in range(len(steps)))
    return known


def is_plain(key):
    """Whether a key is nobody's own word, and no pattern."""
    return not NAMELESS.match(key) and not set(key) & set(".*/[]{},")


def written(row):
    """The configuration in the form that today's release reads."""
    if row.get("migratedValid"):
        return row["migrated"]
    return json.loads(row["text"]) if row["valid"] else None


def uses(value, known, general=(), own=()):
    """The patterns of all keys of a value, in general and as far as names are known ones (`telegram` for a channel)."""
    if isinstance(value, dict):
        are_names = general + ("*",) in known
        for key, inner in value.items():
            if not are_names and NAMELESS.match(key):
                continue
            if is_plain(key):
                yield general + (key,), own + (key,)
            step = "*" if are_names else key
            if are_names:
                yield general + ("*",), own + ("*",)
            known_step = key if general + (key,) in known and is_plain(key) else step
            yield from uses(inner, known, general + (step,), own + (known_step,))
    elif isinstance(value, list) and general:
        for inner in value:
            yield from uses(inner, known, general[:-1] + (general[-1] + "[]",), own[:-1] + (own[-1] + "[]",))


def names(value, known, at=()):
    """The names in a value, with the pattern of the object that they stand in."""
    if isinstance(value, dict):
        are_names = at + ("*",) in known or at in NAMED
        for key, inner in value.items():
            # Names of profiles and models follow from the providers of a document.
            if are_names and (is_plain(key) or key == "*") and ":" not in key:
                yield at, key
            yield from names(inner, known, at + ("*" if are_names else key,))
    elif isinstance(value, list) and at:
        for inner in value:
            yield from names(inner, known, at[:-1] + (at[-1] + "[]",))


def values(value, known, at=()):
    """The plain values in a configuration, as JSON, with the patterns of their places."""
    if isinstance(value, dict):
        are_names = at + ("*",) in known or at in NAMED
        for key, inner in value.items():
            step = "*" if are_names and not (at + (key,) in known and is_plain(key)) else key
            if (step == "*" or is_plain(key)) and key not in GUARDED:
                yield from values(inner, known, at + (step,))
    elif not isinstance(value, list) and at and is_usual(value):
        yield at, json.dumps(value)


def is_usual(value):
    """Whether others may want the same: no name, no model and no text of somebody's own."""
    if isinstance(value, str):
        return re.fullmatch(r"[a-z0-9][a-z0-9-]*", value) is not None and not NAMELESS.match(value)
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def holds(value, path):
    """Whether a configuration has an object at a path."""
    if not path:
        return isinstance(value, dict)
    if not isinstance(value, dict):
        return False
    inner = value.values() if path[0] == "*" else [value.get(path[0])]
    return any(holds(one, path[1:]) for one in inner)


def parent_of(path):
    """The object that a key stands in, as the key that holds it."""
    return path[:-2] + (path[-2].removesuffix("[]"),) if len(path) > 1 else ()


def blended(configurations, known):
    """How many of them set each key. What is known of one channel leans on what is known of all, the more the rarer it is."""
    general, own, pairs = collections.Counter(), collections.Counter(), {}
    for found in configurations:
        general.update({one for one, _ in found})
        own.update({one for _, one in found})
        pairs.update({one: all_ for all_, one in found})
    rows = {path: count for path, count in general.items() if count >= LEAST and path[-1] != "*"}
    for path, all_ in complete(pairs, own).items():
        if not own[path] and path not in known:
            continue
        share = general[all_] / max(1, general[parent_of(all_)])
        held = own[parent_of(path)]
        rows[path] = round((own[path] + LEANING * share) / (held + LEANING) * SCALE)
    return rows


def complete(pairs, own):
    """All keys below the names that are known well enough, also those that were only seen below other names."""
    below = collections.defaultdict(set)
    for all_ in set(pairs.values()):
        below[parent_of(all_)].update({all_[-1]} - {"*"})
    parents = {parent_of(path): parent_of(all_) for path, all_ in pairs.items() if parent_of(path) != parent_of(all_)}
    join = lambda parent, key, as_list: parent[:-1] + (parent[-1] + "[]", key) if as_list else parent + (key,)
    found = {}
    for parent, general in parents.items():
        if own[parent] < LEAST:
            continue
        is_list = any(path[:-1] == parent[:-1] + (parent[-1] + "[]",) for path in pairs)
        for key in below[general]:
            found[join(parent, key, is_list)] = join(general, key, is_list)
    return found


def read(configs):
    """The configurations that today's release reads."""
    with gzip.open(configs, "rt", encoding="utf-8") as rows:
        return [config for config in (written(json.loads(row)) for row in rows) if config]


def providers(value, key=""):
    """The providers of the models that a configuration chooses."""
    if isinstance(value, dict):
        for inner_key, inner in value.items():
            yield from providers(inner, inner_key)
    elif isinstance(value, list):
        for inner in value:
            yield from providers(inner, key)
    elif isinstance(value, str) and key in ("primary", "model", "fallbacks") and "/" in value:
        yield value.split("/", 1)[0]


def table(path, about, rows):
    """Writes a table, most used first."""
    with open(path, "w", encoding="utf-8") as out:
        out.write(f"# {about}, from the real configurations in tests/fixtures/field.\n# Written by tools/completion/learn.py.\n")
        for columns, count in sorted(rows, key=lambda row: (row[0][:-1], -row[1], row[0])):
            out.write("\t".join([*columns, str(count)]) + "\n")


def main(configs, folder):
    with open(f"{folder}/key-frequency.tsv", encoding="utf-8") as lines:
        known = known_paths(lines)
    found = read(configs)
    uses_ = blended([set(uses(config, known)) for config in found], known).items()
    table(f"{folder}/field-use.tsv", "How often a key is set where the object around it stands, comparable among the keys of one object",
          [((".".join(path),), count) for path, count in uses_ if count])
    chosen = collections.Counter(one for config in found for one in set(names(config, known)))
    table(f"{folder}/field-names.tsv", "Names that people choose: the object, the name, and by how many",
          [((".".join(path), name), count) for (path, name), count in chosen.items()
           if path in NAMED and count >= OFTEN and count >= USUAL * sum(holds(config, path) for config in found)])
    written_, all_ = collections.Counter(), collections.Counter()
    for config in found:
        pairs = set(values(config, known))
        written_.update(pairs)
        all_.update({path for path, _ in pairs})
    table(f"{folder}/field-values.tsv", "The value that most people write, and how many do",
          [((".".join(path), value), count) for (path, value), count in written_.items()
           if count >= OFTEN and count * 2 > all_[path]])
    paid = collections.Counter(one for config in found for one in set(providers(config.get("agents", {}))))
    table(f"{folder}/field-providers.tsv", "Providers whose models people choose, and how many do",
          [((provider,), count) for provider, count in paid.items() if is_plain(provider) and count >= LEAST])


if __name__ == "__main__":
    main(*sys.argv[1:3])
