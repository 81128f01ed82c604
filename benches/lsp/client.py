"""A language client without editor: one thread, non-blocking pipes, every message stamped before it is decoded."""
import collections, json, os, re, select, shutil, signal, subprocess

import settings
from document import esc
from process import TICK, autogroup, cpu_ns, proc_tree
from settings import now


class ServerDied(Exception):
    pass


class Timeout(Exception):
    pass


class Client:
    def __init__(self, spec, work, doc, disk_text=None):
        self.spec, self.doc = spec, doc
        self.ws = work
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(work + "/.home", exist_ok=True)
        self.path = os.path.join(work, spec.get("file", "openclaw." + spec["format"]))
        self.uri = "file://" + self.path
        with open(self.path, "w", encoding="utf-8", newline="\n") as f:
            f.write(disk_text if disk_text is not None else doc.text)
        self.vars = {"ws": work, "ws_uri": "file://" + work, "schema": settings.SCHEMA, "schema_uri": "file://" + settings.SCHEMA, "here": settings.HERE, "cache": settings.CACHE, "peers": settings.PEERS, "file": self.path}
        for name, body in spec.get("workspace_files", {}).items():
            p = os.path.join(work, name)
            os.makedirs(os.path.dirname(p), exist_ok=True)
            with open(p, "w") as f:
                f.write(self.sub(body) if isinstance(body, str) else json.dumps(self.sub(body), indent=1))
        self.settings = self.sub(spec.get("settings", {}))
        self.want_pull = spec.get("diagnostics", "auto") in ("auto", "pull")
        self.quiet_ms = spec.get("debounce_ms", 0) + 120
        self.q, self.buf, self.need = collections.deque(), bytearray(), None
        self.resp, self.pubs, self.next_id, self.version = {}, [], 0, 0
        self.refreshes, self.requests_seen, self.logs, self.unhandled = 0, collections.Counter(), collections.deque(maxlen=30), collections.Counter()
        self.pids, self.opening = [], None

    def sub(self, o):
        if isinstance(o, str):
            if o == "{schema_inline}":
                return json.load(open(settings.SCHEMA))
            for k, v in self.vars.items():
                o = o.replace("{%s}" % k, v)
            return o
        if isinstance(o, list):
            return [self.sub(x) for x in o]
        if isinstance(o, dict):
            return {self.sub(k): self.sub(v) for k, v in o.items()}
        return o

    # ---- transport
    def spawn(self):
        env = dict(os.environ, HOME=self.ws + "/.home", XDG_CACHE_HOME=self.ws + "/.home/.cache", XDG_CONFIG_HOME=self.ws + "/.home/.config", TMPDIR=self.ws + "/.home")
        env.update(self.sub(self.spec.get("env", {})))
        self.err = open(self.ws + "/.home/stderr.log", "wb")
        self.t_spawn = now()
        self.p = subprocess.Popen(self.sub(self.spec["cmd"]), cwd=self.ws, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.err, bufsize=0)
        self.fi, self.fo = self.p.stdin.fileno(), self.p.stdout.fileno()
        os.set_blocking(self.fi, False)
        os.set_blocking(self.fo, False)
        self.rd = select.poll()
        self.rd.register(self.fo, select.POLLIN)
        self.rw = select.poll()
        self.rw.register(self.fo, select.POLLIN)
        self.rw.register(self.fi, select.POLLOUT)

    def frame(self, obj):
        b = json.dumps(obj, ensure_ascii=False, separators=(",", ":")).encode()
        return b"Content-Length: %d\r\n\r\n" % len(b) + b

    def write(self, data):
        view = memoryview(data)
        while view:
            try:
                view = view[os.write(self.fi, view):]
            except BlockingIOError:
                for fd, _ in self.rw.poll(30000):
                    if fd == self.fo:
                        self.read()
            except BrokenPipeError:
                raise ServerDied(self.spec["name"])

    def read(self):
        try:
            b = os.read(self.fo, 1 << 20)
        except BlockingIOError:
            return
        if not b:
            raise ServerDied("%s: stdout closed, exit %s" % (self.spec["name"], self.p.poll()))
        self.buf += b
        pos = 0
        while True:
            if self.need is None:
                e = self.buf.find(b"\r\n\r\n", pos)
                if e < 0:
                    break
                self.need = int(re.search(rb"Content-Length: *(\d+)", self.buf[pos:e], re.I).group(1))
                pos = e + 4
            if len(self.buf) - pos < self.need:
                break
            self.q.append((now(), bytes(self.buf[pos:pos + self.need])))
            pos += self.need
            self.need = None
        if pos:
            del self.buf[:pos]

    def pump(self, ms):
        """Read what there is (wait at most ms), dispatch it; returns the number of messages."""
        if not self.q and self.rd.poll(ms):
            self.read()
        n = 0
        while self.q:
            t, body = self.q.popleft()
            self.dispatch(t, json.loads(body))
            n += 1
        return n

    def dispatch(self, t, m):
        if "method" not in m:
            self.resp[m.get("id")] = (t, m)
            return
        meth = m["method"]
        if "id" in m:
            self.requests_seen[meth] += 1
            self.write(self.frame({"jsonrpc": "2.0", "id": m["id"], **self.answer(meth, m.get("params"))}))
        elif meth == "textDocument/publishDiagnostics":
            p = m["params"]
            if p["uri"].replace("%3A", ":") == self.uri:
                self.pubs.append((t, p.get("version"), p["diagnostics"]))
        elif meth in ("window/logMessage", "window/showMessage"):
            self.logs.append(str(m["params"].get("message"))[:500])

    def answer(self, meth, params):
        """What a client must answer so that servers really configure themselves and validate."""
        if meth == "workspace/configuration":
            return {"result": [self.config(i.get("section")) for i in params["items"]]}
        if meth == "client/registerCapability":
            for r in params["registrations"]:
                if r["method"] == "textDocument/diagnostic":
                    self.pull = self.want_pull
            return {"result": None}
        if meth in ("window/workDoneProgress/create", "window/showMessageRequest", "client/unregisterCapability"):
            return {"result": None}
        if meth.startswith("workspace/") and meth.endswith("/refresh"):
            self.refreshes += meth == "workspace/diagnostic/refresh"
            return {"result": None}
        if meth == "workspace/workspaceFolders":
            return {"result": [{"uri": "file://" + self.ws, "name": "bench"}]}
        if meth == "workspace/applyEdit":
            return {"result": {"applied": False}}
        if meth == "vscode/content":
            u = params[0] if isinstance(params, list) else params
            u = u.get("uri") if isinstance(u, dict) else u
            try:
                return {"result": open(u[7:] if u.startswith("file://") else u, encoding="utf-8").read()}
            except OSError as e:
                return {"error": {"code": -32000, "message": str(e)}}
        if meth == "custom/schema/request":
            return {"result": []}
        self.unhandled[meth] += 1
        return {"error": {"code": -32601, "message": "not supported by lspbench: " + meth}}

    def config(self, section):
        v = self.settings
        for k in section.split(".") if section else []:
            if isinstance(v, dict) and section in v:
                return v[section]
            v = v.get(k) if isinstance(v, dict) else None
        return v

    # ---- protocol
    def req_bytes(self, method, params):
        self.next_id += 1
        return self.next_id, self.frame({"jsonrpc": "2.0", "id": self.next_id, "method": method, "params": params})

    def wait(self, cond, limit_s):
        end = now() + int(limit_s * 1e9)
        while True:
            r = cond()
            if r is not None:
                return r
            left = (end - now()) // 1000000
            if left <= 0:
                raise Timeout("%s: nothing in %.0f s" % (self.spec["name"], limit_s))
            self.pump(min(left, 1000))

    def wait_resp(self, i, limit_s):
        return self.wait(lambda: self.resp.pop(i, None), limit_s)

    def request(self, method, params, limit_s=60):
        i, b = self.req_bytes(method, params)
        t0 = now()
        self.write(b)
        t, m = self.wait_resp(i, limit_s)
        return t - t0, m

    def notify(self, method, params):
        self.write(self.frame({"jsonrpc": "2.0", "method": method, "params": params}))

    def initialize(self, limit_s=60):
        td = {"synchronization": {"didSave": True}, "publishDiagnostics": {"versionSupport": True, "relatedInformation": True},
              "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}, "contextSupport": True},
              "hover": {"contentFormat": ["markdown", "plaintext"]}, "documentSymbol": {"hierarchicalDocumentSymbolSupport": True}, "codeAction": {}}
        wsc = {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}, "workspaceFolders": True, "applyEdit": True, "didChangeWatchedFiles": {"dynamicRegistration": True}}
        if self.want_pull:
            td["diagnostic"] = {"dynamicRegistration": True, "relatedDocumentSupport": False}
            wsc["diagnostics"] = {"refreshSupport": True}
        i, b = self.req_bytes("initialize", {
            "processId": os.getpid(), "clientInfo": {"name": "lspbench"}, "rootUri": "file://" + self.ws, "rootPath": self.ws,
            "workspaceFolders": [{"uri": "file://" + self.ws, "name": "bench"}],
            "initializationOptions": self.sub(self.spec.get("initializationOptions", {})),
            "capabilities": {"textDocument": td, "workspace": wsc, "window": {"workDoneProgress": True}, "general": {"positionEncodings": ["utf-16"]}}})
        self.write(b)
        t, m = self.wait_resp(i, limit_s)
        self.caps = m["result"]["capabilities"]
        self.server_info = m["result"].get("serverInfo")
        s = self.caps.get("textDocumentSync")
        self.sync = s.get("change", 1) if isinstance(s, dict) else (s or 1)
        self.pull = self.want_pull and self.caps.get("diagnosticProvider") not in (None, False)
        return t - self.t_spawn

    def open(self, text):
        """initialized, configuration, didOpen: as an editor does; the last bytes leave here."""
        self.notify("initialized", {})
        if self.settings:
            self.notify("workspace/didChangeConfiguration", {"settings": self.settings})
        for n in self.spec.get("notify_after_init", []):
            self.notify(n["method"], self.sub(n["params"]))
        self.version = 1
        self.write(self.opening or self.open_bytes(text))

    def open_bytes(self, text):
        return self.frame({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {
            "uri": self.uri, "languageId": self.spec.get("languageId", self.spec["format"]), "version": 1, "text": text}}})

    def diag_bytes(self):
        return self.req_bytes("textDocument/diagnostic", {"textDocument": {"uri": self.uri}})

    def edit_bytes(self, site, cur, e):
        """didChange for edit e at the site; returns (bytes, new cur)."""
        kind, where, a, z, new = e
        self.version += 1
        nxt = cur[:a] + new + cur[z:]
        if self.sync == 2:
            def pos(k):
                col0 = site.str_col if where == "s" else 0
                nl = cur.count("\n", 0, k)
                return {"line": site.line + nl, "character": (col0 + k) if nl == 0 else k - cur.rindex("\n", 0, k) - 1}
            return self.frame({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
                "textDocument": {"uri": self.uri, "version": self.version}, "contentChanges": [{"range": {"start": pos(a), "end": pos(z)}, "text": new}]}}), nxt
        h, t = site.halves(site.str_off if where == "s" else site.line_off)
        body = b'{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":%s,"version":%d},"contentChanges":[{"text":"%s%s%s"}]}}' % (
            json.dumps(self.uri).encode(), self.version, h, esc(nxt).encode(), t)
        return b"Content-Length: %d\r\n\r\n" % len(body) + body, nxt

    def barrier_bytes(self, site, cur, where):
        nl = cur.count("\n") if where == "l" else 0
        return self.ask_bytes(self.spec.get("barrier", "textDocument/hover"), site.line + nl, site.key_col + 2)

    def ask_bytes(self, method, line, col):
        p = {"textDocument": {"uri": self.uri}}
        pos = {"line": line, "character": col}
        if method in ("textDocument/hover", "textDocument/completion"):
            p["position"] = pos
        if method == "textDocument/completion":
            p["context"] = {"triggerKind": 1}
        if method == "textDocument/codeAction":
            p.update(range={"start": pos, "end": pos}, context={"diagnostics": []})
        return self.req_bytes(method, p)

    def diags_after(self, t0, version, limit_s, cond=None):
        """Wait for the diagnostics of `version` (push): that version, or the next versionless one."""
        def look():
            while self.pubs:
                t, v, d = self.pubs.pop(0)
                self.npub += 1
                if (v is None or v >= version) and (cond is None or cond(d)):
                    return t - t0, d
            return None
        return self.wait(look, limit_s)

    def pull_items(self, m):
        return (m.get("result") or {}).get("items", [])

    def change_and_diags(self, site, cur, e, limit_s, cond=None):
        """One keystroke: didChange, then its diagnostics. Returns (ns, diagnostics, new cur)."""
        self.pump(0)
        self.pubs.clear()
        self.npub = 0
        data, cur = self.edit_bytes(site, cur, e)
        if self.pull:
            i, b = self.diag_bytes()
            data += b
            t0 = now()
            self.write(data)
            while True:
                t, m = self.wait_resp(i, limit_s)
                if "error" in m and (m["error"].get("data") or {}).get("retriggerRequest", m["error"]["code"] in (-32801, -32802)):
                    i, b = self.diag_bytes()
                    self.write(b)
                    continue
                return t - t0, self.pull_items(m), cur
        t0 = now()
        self.write(data)
        dt, d = self.diags_after(t0, self.version, limit_s, cond)
        return dt, d, cur

    def tree(self):
        self.pids = proc_tree(self.p.pid)
        if settings.NICE:
            for p in self.pids[1:]:            # a daemon in a session of its own
                try:
                    autogroup(p, settings.NICE)
                except OSError:
                    pass
        return self.pids

    def settle(self, limit_s=120, quiet_ms=None):
        """Until the server is quiet: no message and no CPU for quiet_ms (default: its debounce + 120 ms)."""
        quiet = quiet_ms or self.quiet_ms
        end = now() + limit_s * 1e9
        pids = self.tree()
        last, since = cpu_ns(pids), now()
        while now() < end:
            n = self.pump(20)
            c = cpu_ns(pids)
            if n or c - last > TICK:
                last, since = c, now()
            elif now() - since > quiet * 1e6:
                return True
        return False

    def close(self):
        pids = []
        try:
            pids = self.tree()
            if self.p.poll() is None:
                i, b = self.req_bytes("shutdown", None)
                self.write(b)
                self.wait_resp(i, 2)
                self.notify("exit", None)
                self.p.wait(1)
        except (ServerDied, Timeout, OSError, subprocess.TimeoutExpired, BrokenPipeError):
            pass
        for p in reversed(pids):           # only what we started: the server and its descendants
            try:
                os.kill(p, signal.SIGKILL)
            except OSError:
                pass
        try:
            self.p.wait(5)
        except subprocess.TimeoutExpired:
            pass
        for f in (self.p.stdin, self.p.stdout, self.err):
            try:
                f.close()
            except OSError:
                pass
