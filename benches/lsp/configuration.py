#!/usr/bin/env python3
"""Generate realistic, VALID OpenClaw configs of a wanted size.

    configuration.py --bytes 100000 --seed 1 --format json  -o openclaw.json
    configuration.py --bytes 100000 --seed 1 --format json5 -o openclaw.json5
    configuration.py --bytes 100000 --seed 1 --format toml  -o openclaw.toml

--bytes is the size of the JSON text (within 2 %, from ~9 KB up); the other
formats render the very same config. The same --seed and --bytes give the same
text on every machine. stdlib only.

Things the benchmark relies on (see document.py, SITES):
  * every agent entry has `description`, every Telegram group, Discord channel
    and Slack channel has `systemPrompt`, every hook mapping has
    `messageTemplate`: string values to type into, each alone on its line;
  * the sibling properties that the benchmark inserts (thinkingDefault,
    groupPolicy, autoThreadName, replyToMode, wakeMode, ...) are never
    generated in those objects;
  * agents come first and hook mappings last, so sites exist at the
    beginning, the middle and the end.
"""
import argparse, json, random, re, sys

WORDS = ("support billing research deploy release triage onboarding legal finance growth docs "
         "infra security data mobile web payments search ops design sales partner field lab "
         "garden kitchen travel music archive news review intake alerts audit").split()
REGIONS = "emea apac amer nordics dach iberia anz latam".split()
PEOPLE = "ada bo chen dara eli fatima goran hana ines jun kofi lena mina noor otto priya quinn rosa sam tove uma vik wren xin yara zoe".split()
PROVIDERS = [("anthropic", ["claude-opus-4-6", "claude-sonnet-4-6", "claude-haiku-4-5"]),
             ("openai", ["gpt-5.4", "gpt-5.4-mini", "o4-mini"]),
             ("google", ["gemini-3-pro", "gemini-3-flash"]),
             ("openrouter", ["qwen/qwen3-235b", "deepseek/deepseek-v3.2", "moonshot/kimi-k2"])]
SENTENCES = ["Answer briefly and cite the ticket number.", "Escalate anything that looks like a payment dispute.",
             "Never post credentials or personal data.", "Use the runbook before touching production.",
             "Prefer the customer's language; fall back to English.", "Summarise threads longer than ten messages.",
             "If unsure, ask one clarifying question.", "Keep code samples under twenty lines.",
             "Tag the on-call engineer for severity one.", "Do not schedule meetings on Fridays.",
             "Zitiere Quellen, wenn du Zahlen nennst – immer.", "Réponds en français si on te parle français."]
EMOJI = ["🦞", "🤖", "🛠️", "📚", "🚀", "🧪", "📦", "🧭"]
APIS = ["openai-completions", "openai-responses", "anthropic-messages", "ollama"]


class Gen:
    def __init__(self, seed, small=False):
        self.r = random.Random(seed)
        self.small = small
        self.n = 0
        self.agents, self.models, self.providers = [], [], []
        self.tg, self.dc, self.sl = [], [], []
        self.cfg = self.base()

    # ---- small helpers
    def num(self, digits):
        return "".join(self.r.choice("123456789") if i == 0 else self.r.choice("0123456789") for i in range(digits))

    def many(self, hi):
        return self.r.randint(1, 1 if self.small else hi)

    def text(self, lo, hi):
        return " ".join(self.r.choice(SENTENCES) for _ in range(self.r.randint(lo, hi)))

    def hexs(self, n):
        return "".join(self.r.choice("0123456789abcdef") for _ in range(n))

    def model(self):
        p, ms = self.r.choice(PROVIDERS)
        return p + "/" + self.r.choice(ms)

    def agent_id(self):
        return self.r.choice(self.agents) if self.agents else "main"

    def uid(self, *parts):
        self.n += 1
        return "-".join(parts) + "-%04d" % self.n

    def secret(self, name):
        if self.r.random() < 0.5:
            return {"source": "env", "provider": "default", "id": re.sub(r"[^A-Z0-9_]", "_", name.upper())}
        return "%s:%s" % (self.num(9), self.hexs(30))

    # ---- the fixed skeleton
    def base(self):
        c = {
            "agents": {"ownership": "explicit", "entries": {}, "defaults": {
                "model": {"primary": "anthropic/claude-opus-4-6", "fallbacks": ["openai/gpt-5.4", "google/gemini-3-pro"]},
                "workspace": "~/.openclaw/workspace", "maxConcurrent": 4, "timeoutSeconds": 600,
                "heartbeat": {"every": "30m", "target": "last"},
                "sandbox": {"mode": "non-main", "scope": "agent"},
                "models": {}}},
            "models": {"mode": "merge", "providers": {}},
            "logging": {"level": "info", "consoleLevel": "warn"},
            "session": {"dmScope": "per-channel-peer"},
            "channels": {
                "telegram": {"enabled": True, "dmPolicy": "pairing", "groupPolicy": "allowlist", "accounts": {}},
                "discord": {"enabled": True, "dmPolicy": "pairing", "groupPolicy": "allowlist", "accounts": {}},
                "slack": {"enabled": True, "mode": "socket", "webhookPath": "/slack/events", "postAs": "bot", "userTokenReadOnly": True,
                          "dmPolicy": "pairing", "groupPolicy": "allowlist", "accounts": {}}},
            "bindings": [],
            "gateway": {"port": 18789, "mode": "local", "bind": "loopback", "auth": {"mode": "token", "token": self.hexs(40)}},
            "tools": {"profile": "full", "deny": ["canvas"]},
            "hooks": {"enabled": True, "path": "/hooks", "token": "hk-" + self.hexs(32), "mappings": []},
        }
        return c

    # ---- growing parts: each adds one unit and returns (container path depth, value) for size accounting
    def add_agent(self):
        r = self.r
        w, g = r.choice(WORDS), r.choice(REGIONS)
        i = self.uid(w, g)
        a = {"name": "%s %s" % (w.capitalize(), g.upper()),
             "description": self.text(1, 3),
             "workspace": "~/.openclaw/workspaces/" + i,
             "model": {"primary": self.model(), "fallbacks": sorted({self.model(), self.model()})},
             "identity": {"name": r.choice(PEOPLE).capitalize(), "theme": "%s specialist" % w, "emoji": r.choice(EMOJI)},
             "groupChat": {"mentionPatterns": ["@" + i, r"\b%s\b" % w], "historyLimit": r.randint(10, 80)},
             "skills": r.sample(["github", "weather", "summarize", "calendar", "notes", "web-search", "runbook"], 3)}
        if r.random() < 0.6:
            a["heartbeat"] = {"every": "%dm" % r.choice([15, 30, 60, 120]), "target": "last", "prompt": self.text(1, 1)}
        if r.random() < 0.5:
            a["sandbox"] = {"mode": r.choice(["off", "non-main", "all"]), "scope": r.choice(["session", "agent"]),
                            "workspaceAccess": r.choice(["none", "ro", "rw"]),
                            "docker": {"image": "ghcr.io/acme/sandbox:%d.%d" % (r.randint(1, 9), r.randint(0, 30)),
                                       "network": "none", "memory": "%dm" % r.choice([512, 1024, 2048]), "cpus": r.choice([1, 2, 0.5]),
                                       "env": {"TZ": "Europe/Stockholm", "TEAM": w}}}
        if r.random() < 0.7:
            a["tools"] = {"profile": r.choice(["minimal", "coding", "messaging", "full"]),
                          "deny": r.sample(["browser", "canvas", "nodes", "gateway", "cron"], 2)}
        if r.random() < 0.4 and self.agents:
            a["subagents"] = {"allowAgents": sorted({self.agent_id(), self.agent_id()}), "model": self.model()}
        if r.random() < 0.3:
            a["models"] = {self.model(): {"params": {"cacheRetention": r.choice(["none", "short", "long"]), "temperature": round(r.random(), 2)}}}
        self.agents.append(i)
        self.cfg["agents"]["entries"][i] = a
        return 3, i, a

    def add_default_model(self):
        r = self.r
        ref = "%s/%s" % (r.choice(self.providers) if self.providers else "anthropic", self.uid(r.choice(["llama", "qwen", "mistral", "phi", "gemma"])))
        m = {"alias": "m%04d" % self.n, "params": {"cacheRetention": r.choice(["none", "short", "long"]), "temperature": round(r.random(), 2), "maxTokens": r.choice([4096, 8192, 32768])}}
        if r.random() < 0.3:
            m["streaming"] = r.random() < 0.8
        self.cfg["agents"]["defaults"]["models"][ref] = m
        return 4, ref, m

    def add_provider(self):
        r = self.r
        i = self.uid("prov", r.choice(WORDS))
        p = {"baseUrl": "https://llm-%s.example.com/v1" % i, "apiKey": self.secret(i + "_KEY"), "api": r.choice(APIS),
             "models": [self.provider_model() for _ in range(self.many(5))]}
        if r.random() < 0.4:
            p["headers"] = {"X-Team": r.choice(WORDS), "X-Region": r.choice(REGIONS)}
        self.providers.append(i)
        self.cfg["models"]["providers"][i] = p
        return 3, i, p

    def provider_model(self):
        r = self.r
        i = self.uid(r.choice(["llama", "qwen", "mistral", "phi", "gemma"]), "%db" % r.choice([7, 14, 32, 70]))
        m = {"id": i, "name": i.replace("-", " ").title(), "reasoning": r.random() < 0.5, "input": ["text", "image"] if r.random() < 0.4 else ["text"],
             "cost": {"input": round(r.uniform(0.05, 15), 2), "output": round(r.uniform(0.1, 75), 2), "cacheRead": round(r.uniform(0, 2), 3), "cacheWrite": round(r.uniform(0, 20), 3)},
             "contextWindow": r.choice([32768, 131072, 200000, 1000000]), "maxTokens": r.choice([4096, 8192, 64000])}
        if r.random() < 0.3:
            m["compat"] = {"supportsStore": False, "supportsDeveloperRole": r.random() < 0.5, "maxTokensField": r.choice(["max_tokens", "max_completion_tokens"])}
        return m

    def add_telegram(self):
        r = self.r
        i = self.uid("tg", r.choice(WORDS))
        a = {"name": i, "enabled": True, "botToken": self.secret(i + "_TOKEN"), "dmPolicy": "allowlist",
             "allowFrom": [int(self.num(9)) for _ in range(r.randint(2, 6))], "groups": {}}
        for _ in range(self.many(5)):
            g = {"requireMention": r.random() < 0.7, "systemPrompt": self.text(1, 2),
                 "allowFrom": [int(self.num(9)) for _ in range(r.randint(1, 4))], "tools": {"deny": ["exec"], "allow": ["read", "web_search"]}}
            if r.random() < 0.3:
                g["topics"] = {self.num(4): {"requireMention": False, "agentId": self.agent_id()} for _ in range(2)}
            a["groups"]["-100" + self.num(10)] = g
        a["historyLimit"] = r.randint(20, 100)
        self.tg.append(i)
        self.cfg["channels"]["telegram"]["accounts"][i] = a
        return 4, i, a

    def add_discord(self):
        r = self.r
        i = self.uid("dc", r.choice(WORDS))
        a = {"name": i, "enabled": True, "token": self.secret(i + "_TOKEN"), "dmPolicy": "allowlist",
             "allowFrom": [self.num(18) for _ in range(r.randint(1, 4))], "guilds": {}}
        for _ in range(self.many(3)):
            chans = {}
            for _ in range(self.many(4)):
                chans[self.num(18)] = {"requireMention": r.random() < 0.5, "systemPrompt": self.text(1, 2),
                                       "users": [self.num(18) for _ in range(r.randint(1, 4))], "skills": r.sample(["github", "notes", "runbook"], 2)}
            a["guilds"][self.num(18)] = {"slug": r.choice(WORDS), "requireMention": True, "users": [self.num(18) for _ in range(2)], "channels": chans}
        self.dc.append(i)
        self.cfg["channels"]["discord"]["accounts"][i] = a
        return 4, i, a

    def add_slack(self):
        r = self.r
        i = self.uid("sl", r.choice(WORDS))
        a = {"name": i, "enabled": True, "mode": "socket", "botToken": self.secret(i + "_BOT"), "appToken": self.secret(i + "_APP"), "channels": {}}
        for _ in range(self.many(4)):
            a["channels"]["C" + self.num(10)] = {"requireMention": r.random() < 0.5, "systemPrompt": self.text(1, 2), "users": ["U" + self.num(10) for _ in range(r.randint(1, 4))]}
        self.sl.append(i)
        self.cfg["channels"]["slack"]["accounts"][i] = a
        return 4, i, a

    def add_binding(self):
        r = self.r
        ch, accs, kind, digits = r.choice([("telegram", self.tg, "group", 9), ("discord", self.dc, "channel", 18), ("slack", self.sl, "channel", 10)])
        m = {"channel": ch}
        if accs:
            m["accountId"] = r.choice(accs)
        m["peer"] = {"kind": kind, "id": self.num(digits)}
        b = {"agentId": self.agent_id(), "match": m}
        self.cfg["bindings"].append(b)
        return 2, None, b

    def add_mapping(self):
        r = self.r
        i = self.uid("hook", r.choice(WORDS))
        m = {"id": i, "match": {"path": i}, "action": "agent", "name": i, "agentId": self.agent_id(), "sessionKey": "hook:%s:{{payload.id}}" % i,
             "messageTemplate": "New %s event from {{payload.source}}: {{payload.title}} %s" % (r.choice(WORDS), self.text(0, 1)),
             "deliver": True, "channel": "last", "timeoutSeconds": r.choice([60, 120, 300])}
        self.cfg["hooks"]["mappings"].append(m)
        return 3, None, m


# share of the bytes that each part shall have
SHARES = [("add_agent", 30), ("add_default_model", 9), ("add_provider", 16), ("add_telegram", 13), ("add_discord", 11), ("add_slack", 8),
          ("add_binding", 5), ("add_mapping", 8)]


# ---------------------------------------------------------------- writers
def to_json(cfg):
    return json.dumps(cfg, indent=2, ensure_ascii=False) + "\n"


IDENT = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*\Z")


def to_json5(cfg, seed):
    """Unquoted keys, trailing commas, comments, some single quotes, hex and + numbers."""
    r = random.Random("json5-%s" % seed)
    out = ["// OpenClaw configuration, JSON5 style (generated; seed %s)\n" % seed]

    def key(k):
        return k if IDENT.match(k) else json.dumps(k, ensure_ascii=False)

    def s(v):
        if "'" not in v and '"' not in v and "\\" not in v and r.random() < 0.3:
            return "'" + v + "'"
        return json.dumps(v, ensure_ascii=False)

    def w(v, d):
        pad = "  " * d
        if isinstance(v, dict):
            if not v:
                out.append("{}")
                return
            out.append("{\n")
            for k, x in v.items():
                if isinstance(x, dict) and d >= 1 and r.random() < 0.06:
                    out.append("%s  // %s: see the runbook\n" % (pad, k))
                elif isinstance(x, dict) and r.random() < 0.01:
                    out.append("%s  /* reviewed by ops,\n%s     keep in sync with staging */\n" % (pad, pad))
                out.append("%s  %s: " % (pad, key(k)))
                w(x, d + 1)
                out.append(",\n")
            out.append(pad + "}")
        elif isinstance(v, list):
            if all(not isinstance(x, (dict, list)) for x in v) and len(v) <= 4:
                out.append("[" + ", ".join(s(x) if isinstance(x, str) else json.dumps(x) for x in v) + "]")
            else:
                out.append("[\n")
                for x in v:
                    out.append(pad + "  ")
                    w(x, d + 1)
                    out.append(",\n")
                out.append(pad + "]")
        elif isinstance(v, str):
            out.append(s(v))
        else:
            out.append(json.dumps(v))
    w(cfg, 0)
    out.append("\n")
    return "".join(out)


BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


def to_toml(cfg):
    out = []

    def key(k):
        return k if BARE.match(k) else json.dumps(k, ensure_ascii=False)

    def val(v):
        if isinstance(v, bool):
            return "true" if v else "false"
        if isinstance(v, str):
            return json.dumps(v, ensure_ascii=False)
        if isinstance(v, list):
            return "[" + ", ".join(val(x) for x in v) + "]"
        if isinstance(v, dict):
            return "{ " + ", ".join("%s = %s" % (key(k), val(x)) for k, x in v.items()) + " }"
        return json.dumps(v)

    def table(v, path, header):
        plain = [(k, x) for k, x in v.items() if not isinstance(x, dict) and not (isinstance(x, list) and x and isinstance(x[0], dict))]
        if header and (plain or not v or header.startswith("[[")):
            out.append(("\n" if out else "") + header + "\n")
        for k, x in plain:
            out.append("%s = %s\n" % (key(k), val(x)))
        for k, x in v.items():
            p = path + [key(k)]
            if isinstance(x, dict):
                table(x, p, "[" + ".".join(p) + "]")
            elif isinstance(x, list) and x and isinstance(x[0], dict):
                for item in x:
                    table(item, p, "[[" + ".".join(p) + "]]")
    table(cfg, [], "")
    return "".join(out)


def render(cfg, fmt, seed):
    return {"json": lambda: to_json(cfg), "json5": lambda: to_json5(cfg, seed), "toml": lambda: to_toml(cfg)}[fmt]()


def build(nbytes, seed):
    """The config (a dict) whose JSON text is within 2 % of nbytes. All formats render this same config."""
    target, best = nbytes, None
    for attempt in range(12):
        g = Gen(seed, small=nbytes < 30000)
        size = len(to_json(g.cfg).encode())
        got = {k: 1.0 for k, _ in SHARES}
        first = [k for k, _ in SHARES]          # one of each at least
        while size < target or first:
            names = [s for s in SHARES if s[0] in ("add_binding", "add_mapping", "add_default_model")] if target - size < 3500 and not first else SHARES
            name = first.pop(0) if first else min(names, key=lambda s: got[s[0]] / s[1])[0]
            depth, k, v = getattr(g, name)()
            txt = json.dumps(v, indent=2, ensure_ascii=False)
            n = len(txt.encode()) + (txt.count("\n") + 1) * 2 * depth + (len(k.encode()) + 4 if k else 0) + 2
            got[name] += n
            size += n
        have = len(to_json(g.cfg).encode())
        if best is None or abs(have - nbytes) < abs(best[0] - nbytes):
            best = (have, g.cfg)
        if abs(have - nbytes) <= nbytes * 0.02:
            break
        target = max(1000, int(target + (nbytes - have) * 0.7))
    return best[1]


def generate(nbytes, seed, fmt):
    return render(build(nbytes, seed), fmt, seed)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--bytes", type=int, required=True)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--format", choices=["json", "json5", "toml"], default="json")
    ap.add_argument("-o", "--out")
    a = ap.parse_args()
    text = generate(a.bytes, a.seed, a.format)
    if a.out:
        with open(a.out, "w", encoding="utf-8", newline="\n") as f:
            f.write(text)
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
