"""What is measured: each scenario, with all servers of one size taking turns."""
import collections, gc, json, os

from client import Client, ServerDied, Timeout
from process import cpu_ns, mem_kb, sched_ns
from settings import log, now


def pct(xs, q):
    """Nearest-rank percentile (no interpolation: a printed value was really measured)."""
    s = sorted(xs)
    return s[min(len(s) - 1, max(0, -(-len(s) * q // 100) - 1))] if s else None


def stats(xs):
    if not xs:
        return {"n": 0}
    ms = [x / 1e6 for x in xs]
    return {"n": len(ms), "p50": pct(ms, 50), "p95": pct(ms, 95), "p99": pct(ms, 99), "min": min(ms), "max": max(ms), "mean": sum(ms) / len(ms)}


def save(o, path):
    if path:
        with open(path + ".tmp", "w") as f:
            json.dump(o, f)
        os.replace(path + ".tmp", path)


class Bench:
    def __init__(self, a, specs, docs, meta):
        self.a, self.specs, self.docs = a, specs, docs
        self.out = {"meta": meta, "docs": [], "results": []}

    def rec(self, **kw):
        self.out["results"].append(kw)
        s = kw.get("stats", {})
        log("  %-22s %-12s %s" % (kw["server"], kw["scenario"], " ".join("%s=%s" % (k, ("%.3g" % v) if isinstance(v, float) else v) for k, v in (
            list(s.items()) + [(k, v) for k, v in kw.items() if k not in ("server", "scenario", "size", "raw", "stats", "kinds", "by_kind", "probes")])))[:400])
        save(self.out, self.a.out)

    def work(self, spec, size):
        return os.path.join(self.a.work, "%s-%s" % (spec["name"], size))

    def size(self, size):
        a = self.a
        log("=== size %s" % size)
        docs = {f: self.docs[size, f] for f in {s["format"] for s in self.specs}}
        skip = set()
        # ---- a. cold start, interleaved: run 1 of all, run 2 of all, ...
        if "cold" in a.scenarios:
            runs = {s["name"]: [] for s in self.specs}
            spent = collections.Counter()
            for r in range(a.cold_runs):
                for s in self.specs:
                    if s["name"] in skip or (r >= 3 and spent[s["name"]] > a.budget * 2):
                        continue
                    t0 = now()
                    try:
                        runs[s["name"]].append(self.cold(s, size, docs[s["format"]]))
                    except (ServerDied, Timeout) as e:
                        skip.add(s["name"])
                        self.rec(server=s["name"], size=size, scenario="failed", at="cold", error=str(e))
                    spent[s["name"]] += (now() - t0) / 1e9
            for s in self.specs:
                rs = runs[s["name"]]
                if rs:
                    self.rec(server=s["name"], size=size, scenario="cold", stats=stats([x["first"] for x in rs]), init_ms=pct([x["init"] / 1e6 for x in rs], 50),
                             schema_diag_ms=pct([x["schema"] / 1e6 for x in rs], 50) if all(x["schema"] for x in rs) else None,
                             hwm_mb=pct([x["hwm"] / 1024 for x in rs], 50), cpu_ms=pct([x["cpu"] / 1e6 for x in rs], 50), first_had_error=sum(x["first_had"] for x in rs), raw=rs)
        if a.scenarios == ["cold"]:
            return
        # ---- the rest: all servers up at once, taking turns
        cl = {}
        for s in self.specs:
            if s["name"] in skip:
                continue
            c = Client(s, self.work(s, size), docs[s["format"]])
            try:
                c.spawn()
                c.initialize()
                c.open(c.doc.text)
                self.first_diag(c, a.timeout)
                c.settle()
                cl[s["name"]] = c
                self.prove(c, size)
            except (ServerDied, Timeout) as e:
                self.rec(server=s["name"], size=size, scenario="failed", at="open", error=str(e))
                cl.pop(s["name"], None)
                c.close()
        gc.collect()
        gc.disable()
        try:
            for scen in ("keys", "verified", "barrier", "completion", "hover", "burst"):
                if scen in a.scenarios:
                    getattr(self, "s_" + scen)(cl, size)
            for n, c in cl.items():
                try:                                   # after all those edits the server's document must still be the original
                    site = c.doc.sites[1]
                    _, _, cur = c.change_and_diags(site, "", ("type", "s", 0, 0, "x"), a.timeout)
                    _, d, cur = c.change_and_diags(site, cur, ("erase", "s", 0, 1, ""), a.timeout)
                    c.settle(quiet_ms=40)
                    clean = len(c.pubs[-1][2] if c.pubs else d) == c.base
                except (ServerDied, Timeout) as e:
                    clean = str(e)
                self.rec(server=n, size=size, scenario="memory_end", clean_at_end=clean, hwm_mb=mem_kb(c.tree()) / 1024, rss_mb=mem_kb(c.pids, "VmRSS") / 1024,
                         requests_answered=dict(c.requests_seen), unhandled=dict(c.unhandled), sync=c.sync, pull=c.pull, server_info=c.server_info)
        finally:
            gc.enable()
            for c in cl.values():
                c.close()

    def first_diag(self, c, limit):
        c.npub = 0
        if c.pull:
            i, b = c.diag_bytes()
            c.write(b)
            t, m = c.wait_resp(i, limit)
            return t, c.pull_items(m)
        dt, d = c.diags_after(0, 1, limit)
        return dt, d

    def cold(self, s, size, doc):
        """spawn -> initialize answer -> didOpen (with one schema error in the middle) -> first diagnostics, -> those with the error."""
        site = doc.sites[1]
        text = doc.text[:site.line_off] + site.bad_line() + doc.text[site.line_off:]
        c = Client(s, self.work(s, size), doc, text)
        c.opening = c.open_bytes(text)      # encoded before the clock starts
        try:
            c.spawn()
            init = c.initialize(self.a.timeout)
            c.open(text)
            t, d = self.first_diag(c, self.a.timeout)
            shows = lambda found: any(x["range"]["start"]["line"] == site.line for x in found)
            first, had, schema = t - c.t_spawn, shows(d), None
            if had:
                schema = first
            elif s.get("schema", True):
                end = now() + int(self.a.timeout * 1e9)
                while schema is None and now() < end:      # a premature empty answer: wait for the real one
                    if c.pull:                             # pull again when told to, else after 200 ms
                        seen, till = c.refreshes, now() + 200_000_000
                        while c.refreshes == seen and now() < till:
                            c.pump(20)
                        t, d = self.first_diag(c, self.a.timeout)
                    else:
                        dt, d = c.diags_after(0, 1, self.a.timeout)
                        t = dt
                    if shows(d):
                        schema = t - c.t_spawn
            pids = c.tree()
            return {"init": init, "first": first, "first_had": had, "schema": schema, "hwm": mem_kb(pids), "cpu": cpu_ns(pids)}
        finally:
            c.close()

    def prove(self, c, size):
        """Insert an invalid thing, see the diagnostic; take it out, see it go. No timing."""
        site, probes = c.doc.sites[0], {}
        base = None
        for name, line in (("none", None), ("unknown_key", site.unknown_line()), ("bad_enum", site.bad_line()), ("bad_enum_mid", c.doc.sites[1].bad_line()),
                           ("bad_enum_end", c.doc.sites[2].bad_line()), ("syntax", site.broken_line())):
            if line is None:
                c.settle()
                if c.pull:
                    base = self.first_diag(c, self.a.timeout)[1]
                else:      # a no-op edit pair makes it publish again
                    _, _, cur = c.change_and_diags(site, "", ("type", "s", 0, 0, "x"), self.a.timeout)
                    _, base, _ = c.change_and_diags(site, cur, ("erase", "s", 0, 1, ""), self.a.timeout)
                    c.settle()
                    if c.pubs:
                        base = c.pubs[-1][2]
                probes["clean_document_diagnostics"] = [d["message"][:200] for d in base[:5]]
                continue
            if len(c.doc.text) > 5_000_000 and name not in ("bad_enum", "syntax"):
                continue                                   # minutes per probe for some; the smaller sizes prove the rest
            at = c.doc.sites[{"bad_enum_mid": 1, "bad_enum_end": 2}.get(name, 0)]
            _, d, cur = c.change_and_diags(at, "", ("ins", "l", 0, 0, line), self.a.timeout)
            c.settle()
            if c.pubs:
                d = c.pubs[-1][2]
            elif c.pull and not d:
                d = self.first_diag(c, self.a.timeout)[1]
            new = [x for x in d if x["message"] not in [b["message"] for b in base]] or d[len(base):]
            probes[name] = [{"line": x["range"]["start"]["line"] - at.line, "message": x["message"][:240]} for x in new[:3]]
            _, d, cur = c.change_and_diags(at, cur, ("del", "l", 0, len(line), ""), self.a.timeout)
            c.settle()
            if c.pubs:
                d = c.pubs[-1][2]
            probes[name + "_gone"] = len(d) == len(base)
        c.validates = bool(probes["bad_enum"]) and probes["bad_enum_gone"]
        c.base = len(base)
        self.rec(server=c.spec["name"], size=size, scenario="proof", validates=c.validates, probes=probes)
        c.pubs.clear()

    # ---- slices in turn
    def turns(self, cl, size, scen, rounds, fn, finish, quiet_ms=None):
        a = self.a
        acc = {n: [] for n in cl}
        spent = collections.Counter()
        cpu = collections.Counter()
        scpu = collections.Counter()
        wait = collections.Counter()
        log("  -- %s, load %s" % (scen, os.getloadavg()[0]))
        for r in range(rounds):
            for n, c in list(cl.items()):
                if spent[n] > a.budget and r >= 1:
                    continue
                t0 = now()
                pids = c.tree()
                c0, s0 = cpu_ns(pids), sched_ns(pids)
                try:
                    acc[n] += fn(c, r)
                    c.settle(quiet_ms=quiet_ms)
                except (ServerDied, Timeout) as e:
                    self.rec(server=n, size=size, scenario="failed", at=scen, error=str(e))
                    c.close()
                    cl.pop(n)
                    continue
                cpu[n] += cpu_ns(pids) - c0
                s1 = sched_ns(pids)
                scpu[n] += s1[0] - s0[0]
                wait[n] += s1[1] - s0[1]
                spent[n] += (now() - t0) / 1e9
        self.out["meta"].setdefault("noise", []).append({"size": size, "scenario": scen, "load": os.getloadavg()[0],
                                                         "cpu_wait_share": {n: round(wait[n] / max(1, scpu[n] + wait[n]), 3) for n in cl}})
        for n in cl:
            if acc[n]:
                finish(n, acc[n], cpu[n], scpu[n])

    def s_keys(self, cl, size):
        """b. keystroke latency (and f. CPU per keystroke): each edit waits for its diagnostics."""
        def fn(c, r):
            site, cur, out = c.doc.sites[r % 3], "", []
            for e in site.pattern(r):
                dt, d, cur = c.change_and_diags(site, cur, e, self.a.timeout)
                c.pump(0)
                out.append((dt, e[0], "bme"[r % 3], c.npub + len(c.pubs)))
                if len(out) >= 4 and sum(x[0] for x in out) / 1e9 > self.a.budget and not cur:
                    break
            if cur:
                raise Timeout("left-over edit")
            return out

        def fin(n, o, cpu, scpu):
            ks = {k: stats([x[0] for x in o if x[1] == k]) for k in ("type", "erase", "prop+", "prop-", "break+", "break-")}
            ps = {p: stats([x[0] for x in o if x[2] == p]) for p in "bme"}
            db = cl[n].spec.get("debounce_ms", 0) if not cl[n].pull else 0
            self.rec(server=n, size=size, scenario="keys", stats=stats([x[0] for x in o]), debounce_ms=db, cpu_ms_per_key=cpu / 1e6 / len(o), sched_ms_per_key=scpu / 1e6 / len(o),
                     publishes_per_key=sum(x[3] for x in o) / len(o), by_kind=ks, by_pos=ps, raw=[x[0] for x in o], kinds=[x[1] + x[2] for x in o])
        self.turns(cl, size, "keys", -(-self.a.n // 12), fn, fin, 40)

    def s_verified(self, cl, size):
        """Time until the diagnostics show a schema error just made, and until it is gone: immune to stale or premature publishes."""
        def fn(c, r):
            if not c.validates:
                return []
            site, out = c.doc.sites[r % 3], []
            line = site.bad_line()
            # By its line, since a server may tell of so many findings and no more.
            shown = lambda found: any(x["range"]["start"]["line"] == site.line and x.get("severity", 1) < 3 for x in found)
            for e, cond in ((("ins", "l", 0, 0, line), shown), (("del", "l", 0, len(line), ""), lambda d: not shown(d))):
                cur = "" if e[0] == "ins" else line
                dt, d, _ = c.change_and_diags(site, cur, e, self.a.timeout, cond)
                if c.pull and not cond(d):
                    raise Timeout("pull answer does not show the edit")
                out.append(dt)
            return out
        self.turns(cl, size, "verified", self.a.n_verified // 2, fn, lambda n, o, cpu, scpu: self.rec(server=n, size=size, scenario="verified", stats=stats(o), raw=o), 40)

    def s_barrier(self, cl, size):
        """b. compute latency: didChange and a request right behind it, one write; until the request's answer."""
        def fn(c, r):
            site, cur, out = c.doc.sites[r % 3], "", []
            for e in site.pattern(r):
                c.pump(0)
                data, cur = c.edit_bytes(site, cur, e)
                i, b = c.barrier_bytes(site, cur, e[1])
                data += b
                t0 = now()
                c.write(data)
                t, m = c.wait_resp(i, self.a.timeout)
                out.append((t - t0, "error" in m))
            return out
        self.turns(cl, size, "barrier", -(-self.a.n_barrier // 12), fn, lambda n, o, cpu, scpu: self.rec(
            server=n, size=size, scenario="barrier", request=cl[n].spec.get("barrier", "textDocument/hover"), errors=sum(x[1] for x in o),
            stats=stats([x[0] for x in o]), cpu_ms_per_edit=cpu / 1e6 / len(o), raw=[x[0] for x in o]))

    def s_completion(self, cl, size):
        """c. completion right after an edit (one write: didChange + completion), at a key and at a value position."""
        def fn(c, r):
            if c.caps.get("completionProvider") in (None, False):      # {} means yes
                return []
            out = []
            for k, what in [(k, w) for k in range(3) for w in ("key", "value")]:
                site = c.doc.sites[k]
                text, col = site.key_probe() if what == "key" else site.value_probe()
                c.pump(0)
                data, cur = c.edit_bytes(site, "", ("ins", "l", 0, 0, text))
                i, b = c.ask_bytes("textDocument/completion", site.line, col)
                data += b
                t0 = now()
                c.write(data)
                t, m = c.wait_resp(i, self.a.timeout)
                res = m.get("result")
                items = res.get("items", []) if isinstance(res, dict) else (res or [])
                want = site.prop if what == "key" else {"thinkingDefault": "medium", "enabled": "false", "wakeMode": "next-heartbeat"}[site.prop]
                out.append((t - t0, what, len(items), "bme"[k], any(want in x["label"] for x in items), [x["label"] for x in items[:4]]))
                data, cur = c.edit_bytes(site, cur, ("del", "l", 0, len(text), ""))
                i, b = c.barrier_bytes(site, cur, "l")
                c.write(data + b)
                c.wait_resp(i, self.a.timeout)
            return out

        def fin(n, o, cpu, scpu):
            for what in ("key", "value"):
                x = [y for y in o if y[1] == what]
                self.rec(server=n, size=size, scenario="completion_" + what, stats=stats([y[0] for y in x]), items={p: pct([y[2] for y in x if y[3] == p], 50) for p in "bme"},
                         has_wanted=sum(y[4] for y in x), sample={y[3]: y[5] for y in x[:3]}, raw=[y[0] for y in x])
        self.turns(cl, size, "completion", -(-self.a.n_completion // 3), fn, fin)

    def s_hover(self, cl, size):
        """c. hover on documented keys, no edit before."""
        def fn(c, r):
            if c.caps.get("hoverProvider") in (None, False):      # {} means yes
                return []
            out = []
            for h in c.doc.hovers:
                i, b = c.ask_bytes("textDocument/hover", h["line"], h["character"])
                t0 = now()
                c.write(b)
                t, m = c.wait_resp(i, self.a.timeout)
                out.append((t - t0, bool(m.get("result"))))
            return out
        self.turns(cl, size, "hover", self.a.n_hover // 3, fn, lambda n, o, cpu, scpu: self.rec(
            server=n, size=size, scenario="hover", stats=stats([x[0] for x in o]), with_content=sum(x[1] for x in o), raw=[x[0] for x in o]), 40)

    def s_burst(self, cl, size):
        """d. 1000 didChange back to back, then one request barrier; then until the final diagnostics."""
        def fn(c, r):
            site, cur = c.doc.sites[r % 3], ""
            n = self.a.burst
            if c.sync != 2:
                n = max(20, min(n, int(self.a.burst_bytes / max(1, len(c.doc.text)))))
            c.pump(0)
            msgs = []
            for k in range(n):
                b, cur = c.edit_bytes(site, cur, ("type", "s", k, k, "abcdefgh"[k % 8]))
                msgs.append(b)
            i, b = c.barrier_bytes(site, cur, "s")
            if c.sync == 2:
                msgs = [b"".join(msgs)]
            c.pubs.clear()
            c.npub = 0
            c0 = cpu_ns(c.pids)
            t0 = now()
            for m in msgs:
                c.write(m)
            c.write(b)
            limit = max(self.a.timeout, self.a.budget * 3)
            t, m = c.wait_resp(i, limit)
            dt = t - t0
            if c.pull:
                i, b = c.diag_bytes()
                c.write(b)
                t, m = c.wait_resp(i, limit)
                fd = t - t0
                c.settle(limit)
            else:
                c.settle(limit)
                fd = (c.pubs[-1][0] - t0) if c.pubs else None
            pubs, cpu = len(c.pubs), cpu_ns(c.pids) - c0
            data, cur = c.edit_bytes(site, cur, ("erase", "s", 0, n, ""))
            i, b = c.barrier_bytes(site, cur, "s")
            c.write(data + b)
            c.wait_resp(i, limit)
            return [(dt, n, fd, pubs, cpu)]

        def fin(n, o, cpu, scpu):
            self.rec(server=n, size=size, scenario="burst", stats=stats([x[0] for x in o]), changes=o[0][1], per_change_us=pct([x[0] / x[1] / 1e3 for x in o], 50),
                     final_diag_ms=pct([x[2] / 1e6 for x in o if x[2]], 50), publishes=pct([x[3] for x in o], 50), cpu_ms=pct([x[4] / 1e6 for x in o], 50), raw=o)
        self.turns(cl, size, "burst", self.a.burst_rounds, fn, fin)
