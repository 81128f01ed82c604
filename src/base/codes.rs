//! Every diagnostic code: how bad it is, and what it means in one line.
//!
//! A code never changes its meaning. `docs/diagnostics/<code>.md` explains each; `tests/diagnostics.rs` holds this table,
//! the pages, the lists that are made from it, and the code to one another.

use super::Severity;

/// One diagnostic code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The code: kebab-case, stable.
    pub code: &'static str,
    /// How bad it is as a rule; where OpenClaw refuses some cases only, the page says which.
    pub severity: Severity,
    /// What it means, as one line of Markdown without a full stop.
    pub summary: &'static str,
}

const fn error(code: &'static str, summary: &'static str) -> Code {
    Code { code, severity: Severity::Error, summary }
}

const fn warning(code: &'static str, summary: &'static str) -> Code {
    Code { code, severity: Severity::Warning, summary }
}

const fn information(code: &'static str, summary: &'static str) -> Code {
    Code { code, severity: Severity::Information, summary }
}

const fn hint(code: &'static str, summary: &'static str) -> Code {
    Code { code, severity: Severity::Hint, summary }
}

/// The code of the finding that counts those that are not shown.
pub const TOO_MANY: &str = "too-many-findings";

/// The code of the finding at an `$include` that leads to a file with findings of its own.
pub const IN_INCLUDED_FILE: &str = "finding-in-included-file";

/// The code of a comment that ignores nothing.
pub const UNUSED_IGNORE: &str = "unused-ignore";

/// The code of a comment that cannot do what it says.
pub const INVALID_IGNORE: &str = "invalid-ignore";

/// All codes: syntax first, then the schema, then what the schema does not know.
pub const ALL: &[Code] = &[
    error("empty-document", "The file holds no value"),
    error("extra-closer", "A `}` or `]` has no opening bracket"),
    error("extra-comma", "A comma follows nothing"),
    error("invalid-escape", "A backslash in a string does not begin a JSON5 escape"),
    error("invalid-key", "A key is neither quoted nor an identifier"),
    error("invalid-value", "A value is not a literal, a number or a quoted string"),
    error("missing-closer", "An object or array is not closed"),
    error("missing-colon", "The colon between a key and its value is missing"),
    error("missing-comma", "The comma between two members or elements is missing"),
    error("missing-key", "A value in an object has no key"),
    error("missing-value", "A key has no value, or there is nothing between two commas"),
    error("unclosed-comment", "A block comment is not ended"),
    error("unclosed-string", "A string has no closing quote on its line"),
    error("foreign-syntax", "The syntax is that of another language, not JSON5"),
    error("merge-conflict", "A merge is not finished: both sides and their markers are in the file"),
    error("unexpected-text", "Something follows a complete value, or the text is not a configuration at all"),
    error("wrong-closer", "An object is closed by `]`, or an array by `}`"),
    information(
        "other-release",
        "The file was last written by another release than the one it is checked against",
    ),
    information("nested-too-deeply", "The document is nested so deeply that only its syntax is checked"),
    error("duplicate-item", "An array of unique elements has one twice"),
    warning("duplicate-key", "An object has a key twice; only the last one counts"),
    error("include-error", "An `$include` names a file that cannot be included"),
    error(IN_INCLUDED_FILE, "There is a problem in an included file that is not open"),
    information(TOO_MANY, "There are more findings than are shown"),
    hint(UNUSED_IGNORE, "A comment ignores a finding that is not there"),
    information(INVALID_IGNORE, "A comment cannot ignore what it names"),
    error("unreadable-value", "OpenClaw fails on a value while it reads the file, and does not say where"),
    error("invalid-count", "An array or object has too few or too many entries"),
    error("invalid-enum-value", "A value is not one of those that are allowed"),
    error("invalid-format", "A text does not have the required form, such as that of a URL"),
    error("invalid-key-name", "A key of a record has a name that is not allowed"),
    error("invalid-length", "A text is too short or too long"),
    error("missing-required", "A required key is missing"),
    error("no-union-branch", "A value fits none of the forms that it may have"),
    error("out-of-range", "A number is too small or too large"),
    error("pattern-mismatch", "A text does not match the pattern for it"),
    error("unknown-key", "OpenClaw does not know the key"),
    error("wrong-type", "A value has the wrong type"),
    warning("duplicate-cache-setting", "`cacheControlTtl` is set beside `cacheRetention`"),
    warning("invalid-cache-retention", "`cacheRetention` has a value that OpenClaw ignores"),
    warning("legacy-cache-ttl", "`cacheControlTtl` is the retired form of `cacheRetention`"),
    error("legacy-ttl-key", "A key for a lifetime or time limit is retired"),
    error("legacy-key", "A key is retired: it has another place or name today, or none"),
    error("legacy-value", "A value is retired: it has another name today"),
    error("legacy-flat-env", "A variable is directly in `env`, not in `env.vars`"),
    warning("misplaced-cache-retention", "`cacheRetention` is where OpenClaw does not read it"),
    warning("misplaced-cache-ttl", "`cacheControlTtl` is where OpenClaw does not read it"),
    warning("params-never-apply", "The key of a model's entry is one whose `params` OpenClaw never applies"),
    warning("invalid-param-value", "A parameter has a value that has no effect"),
    information("unknown-param", "OpenClaw knows no parameter of this name"),
    information("ignored-cache-retention", "`cacheRetention` is set for a model whose provider ignores it"),
    information("shadowed-cache-retention", "Another layer always wins over this `cacheRetention`"),
    information("seeded-cache-retention", "OpenClaw overrides this `cacheRetention` when it loads the file"),
    warning("invalid-pruning-ttl", "A lifetime for pruning is not a duration, so five minutes apply"),
    hint("short-pruning-ttl", "The context is pruned while the cache is still warm"),
    hint("cold-cache-heartbeat", "The heartbeat comes too late to keep the cache warm"),
    warning("mismatched-api", "A provider's `api` and `baseUrl` do not fit each other"),
    hint(
        "guessed-context-window",
        "OpenClaw guesses the context window of a model that the document declares",
    ),
    error("incomplete-provider", "A provider that the document declares lacks `baseUrl` or `models`"),
    error("invalid-roster", "The agents do not say who owns what no binding assigns"),
    warning("unowned-heartbeat", "There are several agents, and none sends heartbeats"),
    warning("legacy-default-marker", "`default: true` is the older form of naming who owns what"),
    warning("implicit-owner", "OpenClaw makes the agent that is marked as the default the owner of surfaces"),
    error("duplicate-agent", "Two agents have one id or one folder"),
    error("misplaced-key", "A key has a name that OpenClaw refuses here"),
    error("unknown-agent", "A reference names no agent"),
    error("invalid-broadcast", "A broadcast group has a form that OpenClaw refuses"),
    error("undeclared-provider", "`provider` names none of the `providers` beside it"),
    error("unknown-channel", "OpenClaw knows no channel of this name"),
    warning("unmatched-channel", "A channel is named that does not exist, and OpenClaw does not report it"),
    warning(
        "unreachable-direct-messages",
        "Direct messages of a channel or account are dropped, all of them or nearly",
    ),
    warning("unread-access-group", "An access group is in a list whose channel reads none"),
    warning("unmatched-sender", "A key of `toolsBySender` is about nobody"),
    warning("defaulted-account-policy", "A policy of a channel does not reach one of its accounts"),
    warning("unreachable-binding", "A binding never applies"),
    error("legacy-channel-binding", "An ACP binding is inside a channel"),
    error("invalid-duration", "A text is not a duration, or not an allowed one"),
    error("invalid-time", "A text is not a time of day"),
    error("invalid-model-reference", "A model is named in a form that is not accepted here"),
    error("invalid-avatar", "An avatar is neither a URL nor in the workspace"),
    warning("legacy-agents-list", "`agents.list` is the older form of `agents.entries`"),
    warning("legacy-context-budget", "A context budget is where OpenClaw drops or moves it"),
    warning("legacy-copilot-discovery", "The setting `discovery` of the Copilot plugin is retired"),
    error("suppressed-model", "A model is out of service, and OpenClaw refuses it"),
    warning("retired-model", "A model is retired, and a newer one takes its place"),
    hint("deprecated-model", "A model is deprecated"),
    information("unknown-model", "The model is in no catalogue"),
    information("repeated-model", "A model is named a second time, where it has no effect"),
    hint("dropped-fallbacks", "An agent with a model of its own gives up the fallbacks of the defaults"),
    warning("unknown-provider", "Nothing declares this provider"),
    warning("unresolved-model", "OpenClaw silently takes another model than the one that is named"),
    error("conflicting-keys", "Two keys of one object exclude each other"),
    error("conflicting-values", "Two settings that must differ have the same value"),
    error("foreign-mcp-key", "A key of an MCP server belongs to another program"),
    error("invalid-agent-id", "A text is not an agent id"),
    error("invalid-byte-size", "A text is not a size in bytes"),
    error("invalid-host", "A text is not a single host name"),
    error("invalid-path", "A path is relative where it must be absolute, or leaves its folder"),
    error("invalid-url", "A URL does not have the required scheme or parts"),
    error(
        "invalid-variable",
        "An environment variable of a container has a name or value that cannot be handed over",
    ),
    error("legacy-web-search-key", "Settings of a web search provider are in their old place"),
    error("misplaced-secret-reference", "A secret reference is where OpenClaw accepts only text"),
    error("plain-secret", "Settings of a cloud worker hold a secret as text"),
    error("secret-source-mismatch", "A reference asks a provider of secrets for a source that it is not"),
    error("unknown-plugin", "A plugin is named that is not installed"),
    warning("disabled-plugin", "A plugin has settings, and is off"),
    error("unknown-role", "The default role of the gateway is not defined"),
    error("unknown-web-search-provider", "No installed plugin brings the web search that is named"),
    warning("unknown-tool", "A misspelt tool or group stands in a list of what is allowed or denied"),
    information(
        "unknown-skill",
        "A skill is named that OpenClaw does not bring, and that looks like one of its own",
    ),
    information(
        "unset-model",
        "No default model is set, and OpenClaw's own is one that nothing is set up for",
    ),
    error("unsafe-command", "A command has characters that a shell acts upon"),
    error("unusable-command", "A program for secrets is not there, or not one that OpenClaw runs"),
    warning(
        "unreachable-plugin-path",
        "A path for plugins is not there, so OpenClaw checks no plugin and no channel",
    ),
    warning("unstartable-gateway", "The configuration is valid, and the gateway does not start with it"),
    error("unsafe-exposure", "The gateway would be open to others"),
    error("unsafe-sandbox", "A sandbox is given more than a sandbox may have"),
    warning("invalid-regex", "A text is not a regular expression, and OpenClaw ignores it"),
    warning("unknown-time-zone", "A text is not a time zone, and another zone applies"),
    warning("ineffective-active-hours", "Active hours allow every heartbeat, or none"),
    warning("unknown-browser-profile", "The default profile of the browser is not defined"),
    warning("unknown-account", "A channel has no account of this name"),
    warning("foreign-auth-profile", "An auth profile is named for a provider that it does not belong to"),
    warning("admin-key", "An Anthropic admin key is used for models"),
    warning("missing-cache-beta", "Headers of an early release lack the flag for a cache of one hour"),
    warning(
        "subscription-cache-retention",
        "A cache retention that no request carries, because of the login",
    ),
    warning("unknown-auth-profile", "The document declares no auth profile of this name"),
    information("unknown-secret-provider", "The document declares no secret provider of this name"),
    warning("ignored-variable", "OpenClaw ignores a variable of `env.vars`"),
    warning("missing-variable", "A variable is set nowhere that can be seen from here"),
    warning("literal-variable", "A text looks like a variable, and OpenClaw leaves it as it is"),
    warning("lost-backslash", "JSON5 drops backslashes of a text, or makes control characters of them"),
    warning("wrong-encoding", "The file is not encoded as UTF-8"),
    warning("redacted-secret", "There is a placeholder in place of a secret"),
    warning("security-open-access", "Anybody can write to a channel, and agents act on what they read"),
    information("security-shared-bot", "Several people write to one gateway"),
    information("security-name-matching", "People are let in by names that anybody can take"),
    information("security-chat-commands", "Chats may change settings, plugins or servers, or run commands"),
    information("security-full-exec", "Every command of an agent runs without asking"),
    information("security-sandbox-off", "Settings are made for a sandbox that is off"),
    information("security-writing-shell", "An agent may write no files, and has a shell that writes them"),
    information("security-skill-boundary", "A list of skills is taken for a wall"),
    information("security-wider-profile", "An agent has more tools than the document allows all"),
    warning("security-elevated", "Everybody in a channel can have commands run outside the sandbox"),
    information("security-dangerous-switch", "A protection is switched off"),
    information("security-suppressed-check", "OpenClaw's audit is told to be silent"),
    information("security-http-tools", "Tools or sessions are open over HTTP"),
    warning("security-open-hooks", "Whoever holds the token of the hooks can do more than hooks need"),
    information("security-weak-secret", "A secret is short enough to be guessed"),
    warning("security-reused-secret", "Hooks have the secret of the gateway"),
    information("security-plain-secret", "A secret stands in the file as text"),
    warning("security-no-login", "The gateway asks nobody for anything"),
    information("security-no-rate-limit", "Passwords may be tried as often as one likes"),
    warning("security-small-model", "A small model reads what strangers wrote"),
    information("security-weak-model", "A model is old or small"),
    warning("security-network-exposure", "The gateway is found or reached from far away"),
    information(
        "security-node-commands",
        "Nodes may be made to look, listen or send, or a command is denied in vain",
    ),
    warning("security-open-origin", "Any page may use the control UI, or none is named"),
    warning("security-trusted-proxy", "A proxy is believed, or one that may be there is not known"),
    information(
        "security-safe-bins",
        "Programs run without asking that can do anything, or lie where anybody can put them",
    ),
    warning("security-sandbox-hole", "The sandbox sees or reaches what it should not"),
    information("security-shared-sandbox", "All agents and sessions share one container"),
    information("security-no-sandbox", "Agents run commands on this machine, and none is in a sandbox"),
    information("security-loose-sandbox", "The sandbox keeps less in than it could"),
    information("security-shared-sessions", "Agents or groups see one another's sessions"),
    warning(
        "foreign-secret",
        "A secret is written as another program does it, and OpenClaw takes the text literally",
    ),
    warning("void-pairing", "Nobody is asked to pair, since everybody is let in"),
    information(
        "default-account-binding",
        "A binding is about the default account, and the channel has several others",
    ),
    warning("invalid-origin", "An allowed origin is not one that a browser sends"),
];

/// What is known about a code.
pub fn find(code: &str) -> Option<&'static Code> {
    ALL.iter().find(|known| known.code == code)
}

/// The table of all codes in Markdown, sorted by name. Pages are linked from the folder `base`.
pub fn table(base: &str) -> String {
    let mut codes: Vec<&Code> = ALL.iter().collect();
    codes.sort_by_key(|code| code.code);
    let row = |code: &&Code| {
        let Code { code, severity, summary } = code;
        format!("| [`{code}`]({base}{code}.md) | {} | {summary} |\n", severity.as_str())
    };
    let rows: String = codes.iter().map(row).collect();
    format!("| code | severity | meaning |\n|---|---|---|\n{rows}")
}
