#!/usr/bin/env python3
"""What a keystroke, a cold start, a completion and a burst of edits cost this server, its peers, and a server that does nothing.

    bench.py run   --names null,openclaw-lsp,vscode-json --sizes 10k,100k,1m,10m --out results.json
    bench.py table results.json

Python's standard library only, Linux. All servers of one size are started together and take turns in short slices, so that
noise of the machine falls on all of them alike. README.md says what each scenario is.
"""
import argparse, hashlib, json, os, platform, re, subprocess, time

import configuration
import settings
from document import Doc
from process import prefer
from scenarios import Bench, save


def sh(cmd):
    try:
        return subprocess.run(cmd, shell=isinstance(cmd, str), capture_output=True, text=True, timeout=30).stdout.strip()
    except Exception as e:
        return str(e)


def meta(a, specs):
    cpu = [l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")]
    return {"date": time.strftime("%Y-%m-%dT%H:%M:%S"), "cpu": cpu[0] if cpu else platform.machine(), "cores": os.cpu_count(), "kernel": platform.release(),
            "python": platform.python_version(), "node": sh(["node", "--version"]), "loadavg": os.getloadavg(), "args": {k: v for k, v in vars(a).items() if k != "fn"}, "servers": specs}


def size_bytes(s):
    m = re.fullmatch(r"(\d+)([km]?)", s.lower())
    return int(m.group(1)) * {"": 1, "k": 1000, "m": 1000000}[m.group(2)]


def load(a):
    settings.SCHEMA, settings.PEERS, settings.NICE = os.path.abspath(a.schema), os.path.abspath(a.peers), a.nice
    specs = json.load(open(a.servers))["servers"]
    for spec in specs:
        spec["cmd"] = [a.program if part == "{program}" else part for part in spec["cmd"]]
    if a.names:
        byname = {s["name"]: s for s in specs}
        return [byname[n] for n in a.names.split(",")]
    return specs


def cmd_run(a):
    specs = load(a)
    a.scenarios = a.scenarios.split(",")
    docs, info = {}, []
    for size in a.sizes.split(","):
        for f in sorted({s["format"] for s in specs}):
            text = configuration.generate(size_bytes(size), a.seed, f)
            docs[size, f] = Doc(text, f)
            info.append({"size": size, "format": f, "bytes": len(text.encode()), "lines": text.count("\n"), "sha256": hashlib.sha256(text.encode()).hexdigest()})
    if a.nice:
        prefer(a.nice)
    b = Bench(a, specs, docs, meta(a, specs))
    b.out["docs"] = info
    for size in a.sizes.split(","):
        b.size(size)
    save(b.out, a.out)
    print(table(b.out))


def table(o):
    out = []
    sizes = list(dict.fromkeys(r["size"] for r in o["results"]))
    for size in sizes:
        rs = [r for r in o["results"] if r["size"] == size]
        out.append("### %s (%s)\n" % (size, ", ".join("%s %d B" % (d["format"], d["bytes"]) for d in o["docs"] if d["size"] == size)))
        head = ["server", "cold ms", "HWM MB", "key p50", "p95", "p99", "p50 less debounce", "verified p50", "edit+hover p50", "p95", "compl key", "compl val", "hover", "burst ms (n)", "CPU ms/key"]
        out.append("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
        for n in dict.fromkeys(r["server"] for r in rs):
            g = {r["scenario"]: r for r in rs if r["server"] == n}

            def v(s, k="p50"):
                return fmt(g.get(s, {}).get("stats", {}).get(k))
            b, k, c, f = g.get("burst"), g.get("keys", {}), g.get("cold", {}), g.get("failed")
            cpu = k.get("cpu_ms_per_key")
            if cpu is not None and cpu < 1 and k.get("sched_ms_per_key"):
                cpu = k["sched_ms_per_key"]
            less = k["stats"]["p50"] - k["debounce_ms"] if k else None
            out.append("| " + " | ".join([
                n + (" (failed at %s)" % f["at"] if f else ""), fmt(c.get("schema_diag_ms") or c.get("stats", {}).get("p50")), fmt(c.get("hwm_mb")),
                v("keys") + (" (n=%d)" % k["stats"]["n"] if k and k["stats"]["n"] < 200 else ""), v("keys", "p95"), v("keys", "p99"), fmt(less), v("verified"), v("barrier"), v("barrier", "p95"),
                v("completion_key"), v("completion_value"), v("hover"), "%s (%d)" % (fmt(b["stats"]["p50"]), b["changes"]) if b else "-", fmt(cpu)]) + " |")
        out.append("")
    return "\n".join(out)


def fmt(x):
    if x is None:
        return "-"
    return "%.3f" % x if x < 1 else "%.2f" % x if x < 10 else "%.1f" % x if x < 100 else "%.0f" % x


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = ap.add_subparsers(dest="cmd", required=True)
    p = sub.add_parser("run")
    p.set_defaults(fn=cmd_run)
    p.add_argument("--program", default=os.path.join(settings.HERE, "../../target/release/openclaw-lsp"), help="the server of this project")
    p.add_argument("--servers", default=settings.HERE + "/servers.json")
    p.add_argument("--names", help="comma list; default: all")
    p.add_argument("--sizes", default="10k,100k")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--schema", default=os.environ.get("LSPBENCH_SCHEMA", settings.CACHE + "/schema.fixed.json"))
    p.add_argument("--peers", default=os.environ.get("LSPBENCH_PEERS", settings.CACHE + "/peers"))
    p.add_argument("--work", default=settings.CACHE + "/work")
    p.add_argument("--nice", type=int, default=0, help="priority of the harness and the servers; -15 on a shared machine, as root")
    p.add_argument("--timeout", type=float, default=120, help="seconds one operation may take")
    p.add_argument("--budget", type=float, default=60, help="seconds one server may spend in one scenario of one size")
    p.add_argument("--out", default="results.json")
    p.add_argument("--scenarios", default="cold,keys,verified,barrier,completion,hover,burst")
    p.add_argument("-n", type=int, default=200, help="keystrokes")
    p.add_argument("--n-verified", type=int, default=24)
    p.add_argument("--n-barrier", type=int, default=96)
    p.add_argument("--n-completion", type=int, default=30)
    p.add_argument("--n-hover", type=int, default=60)
    p.add_argument("--cold-runs", type=int, default=11)
    p.add_argument("--burst", type=int, default=1000)
    p.add_argument("--burst-rounds", type=int, default=3)
    p.add_argument("--burst-bytes", type=int, default=200_000_000, help="full-sync servers: at most so many bytes in a burst")
    p = sub.add_parser("table")
    p.add_argument("results")
    p.set_defaults(fn=lambda a: print(table(json.load(open(a.results)))))
    a = ap.parse_args()
    a.fn(a)


if __name__ == "__main__":
    main()
