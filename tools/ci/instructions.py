#!/usr/bin/env python3
"""Counts the instructions of fixed workloads, and fails where one needs more than was committed.

    instructions.py PROGRAM            compares with benches/instructions.tsv
    instructions.py PROGRAM --update   writes the figures there

Seconds depend on the machine and on who else uses it; instructions hardly do. They are counted by valgrind's callgrind
for the program that `cargo build --release` makes. A workload may need 5 % more before this fails: another compiler or C
library moves the figures too. What became cheaper is told, so that the figure can be lowered.
"""
import pathlib, re, subprocess, sys, tempfile

FIGURES = pathlib.Path(__file__).resolve().parents[2] / "benches" / "instructions.tsv"
MOST = 1.05


def configuration(size):
    """A valid configuration of about so many bytes, as in benches/engine.rs."""
    agents, groups, count = [], [], 0
    while sum(map(len, agents)) + sum(map(len, groups)) < size:
        agents.append(
            f"      'agent-{count}': {{\n        // the agent of team {count}\n        name: 'Agent {count}',\n"
            "        model: { primary: 'anthropic/claude-opus-5', fallbacks: ['openai/gpt-5.4'] },\n"
            "        params: { cacheRetention: 'long', temperature: 0.5 },\n        skills: ['search', 'mail'],\n      },\n")
        groups.append(
            f"        '-100{count}': {{ requireMention: true, systemPrompt: 'Answer briefly and cite the ticket.' }},\n")
        count += 1
    return ("{\n  agents: {\n    ownership: 'explicit',\n    entries: {\n" + "".join(agents) + "    },\n  },\n  channels: {\n"
            "    telegram: {\n      enabled: true,\n      groups: {\n" + "".join(groups) + "      },\n    },\n  },\n}\n")


WORKLOADS = [
    ("--version", 0, ["--version"]),
    ("check 10 KB", 10_000, ["check", "--format", "jsonl"]),
    ("check 100 KB", 100_000, ["check", "--format", "jsonl"]),
    ("check 1 MB", 1_000_000, ["check", "--format", "jsonl"]),
    ("fmt --check 100 KB", 100_000, ["fmt", "--check"]),
    ("explain 10 KB", 10_000, ["explain", "--format", "json"]),
]


def count(program, arguments, folder):
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind.out", program, *arguments]
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if not found:
        sys.exit(f"no instructions were counted of {' '.join(arguments)}:\n{done.stderr}")
    return int(found[1])


def measured(program):
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, size, arguments in WORKLOADS:
            if size:
                file = pathlib.Path(folder) / f"{size}.openclaw.json5"
                file.write_text(configuration(size))
                arguments = [*arguments, str(file)]
            figures[name] = count(program, arguments, pathlib.Path(folder))
    return figures


def main():
    program, update = str(pathlib.Path(sys.argv[1]).resolve()), "--update" in sys.argv[2:]
    figures = measured(program)
    if update:
        lines = [f"{name}\t{value}" for name, value in figures.items()]
        FIGURES.write_text("workload\tinstructions\n" + "\n".join(lines) + "\n")
        return
    known = dict(line.split("\t") for line in FIGURES.read_text().splitlines()[1:])
    grown = []
    for name, value in figures.items():
        ratio = value / int(known[name]) if name in known else float("inf")
        print(f"{name:20} {value / 1e6:10.2f} M instructions, {100 * ratio:.1f} % of what was committed")
        if ratio > MOST:
            grown.append(name)
    if grown:
        sys.exit(f"more than {MOST:.0%} of the committed figure: {', '.join(grown)}")
    print(f"{len(figures)} workloads are within {MOST - 1:.0%} of their committed figures")


main()
