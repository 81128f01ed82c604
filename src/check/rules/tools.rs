//! `tools` and the tools of agents (docs/openclaw/validation.md#tools).

use super::plain::text;
use super::plugins::loads_others;
use crate::base::Severity;
use crate::check::{Fact, Facts, Finding, Place, Rule};
use crate::release::{self, Deed};
use crate::schema::format::trim;
use crate::syntax::{Node, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        at: "{,agents.entries.*.}tools{,.byProvider.*,.toolsBySender.*,.sandbox.tools}",
        needs: &[],
        check: policy,
    },
    Rule { at: "tools.subagents.tools", needs: &[], check: policy },
    Rule {
        at: "channels.*{,.accounts.*}{.groups.*,.channels.*,.guilds.*,.guilds.*.channels.*}.tools",
        needs: &[],
        check: policy_of_channel,
    },
    Rule { at: "{,agents.entries.*.}tools.exec", needs: &[], check: exec },
    Rule { at: "tools.web.search.*", needs: &[], check: search_key },
    Rule { at: "tools.web.search.provider", needs: &[Fact::Plugins], check: search_provider },
];

/// Providers of web search by the plugin that brings them.
const SEARCH: [(&str, &str); 15] = [
    ("brave", "brave"),
    ("duckduckgo", "duckduckgo"),
    ("exa", "exa"),
    ("firecrawl", "firecrawl"),
    ("firecrawl-free", "firecrawl"),
    ("gemini", "google"),
    ("grok", "xai"),
    ("kimi", "moonshot"),
    ("minimax", "minimax"),
    ("ollama", "ollama"),
    ("parallel", "parallel"),
    ("parallel-free", "parallel"),
    ("perplexity", "perplexity"),
    ("searxng", "searxng"),
    ("tavily", "tavily"),
];

/// The keys below which each provider of web search once had its settings.
const RETIRED: [&str; 12] = [
    "brave",
    "duckduckgo",
    "exa",
    "firecrawl",
    "gemini",
    "grok",
    "kimi",
    "minimax",
    "ollama",
    "perplexity",
    "searxng",
    "tavily",
];

fn policy(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(node) = place.object() else { return };
    let filled = |key| node.get(key).and_then(Value::array).is_some_and(|list| list.count() > 0);
    if filled("allow") && filled("alsoAllow") {
        let message = "`allow` and `alsoAllow` cannot be combined here: put all names into `allow`, \
                       or keep `alsoAllow` and remove `allow`";
        found.push(
            Finding::refused("tools/policy", "conflicting-keys", place.value.range(), message).on_owner(),
        );
    }
}

/// The same in a group, which older releases refuse where they judge the channel themselves.
fn policy_of_channel(place: &Place<'_>, found: &mut Vec<Finding>) {
    let mut own = Vec::new();
    policy(place, &mut own);
    found
        .extend(own.into_iter().map(|finding| finding.rule("case:tools.allow-also-allow-conflict channels")));
}

fn exec(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(node) = place.object().filter(|node| node.has("security") || node.has("ask")) else { return };
    if let Some(mode) = node.get("mode") {
        let message = "`mode` replaces `security` and `ask`: keep `mode` alone, or remove it";
        found.push(Finding::refused("tools/exec", "conflicting-keys", mode.range(), message));
    }
}

fn search_key(place: &Place<'_>, found: &mut Vec<Finding>) {
    let key = place.key();
    let range = place.entry.key_token().map_or(place.value.range(), |token| token.range);
    if matches!(&*key, "constructor" | "prototype") {
        let message = format!("the key `{key}` is not allowed here: remove it");
        found.push(Finding::refused("tools/search_key-blocked", "invalid-key-name", range, message));
    } else if key == "apiKey" || place.object().is_some() && RETIRED.contains(&&*key) && !is_read(place, &key)
    {
        let message = format!(
            "`{key}` is retired here: write the settings of the provider into `plugins.entries.<plugin>.config.webSearch`"
        );
        let rule = search_rule("tools/search_key", if key == "apiKey" { "api-key" } else { &key });
        found.push(Finding::refused(rule, "legacy-web-search-key", range, message));
    }
}

/// Whether an older release has settings of a provider here, which its schema judges.
fn is_read(place: &Place<'_>, provider: &str) -> bool {
    place.facts.world.reader().is_old() && place.is_named(&["tools", "web", "search"], provider)
}

/// Whether an older release is known to refuse a provider of web search, whose plugin it offers and does not bring.
fn is_missing(facts: &Facts<'_>, rule: &str) -> bool {
    let reader = facts.world.reader();
    let deed = release::rule(rule).and_then(|history| history.at(reader.release));
    reader.is_old() && deed.is_some_and(Deed::refused)
}

/// The rule about a provider of web search; what no release knows is judged like any unknown name.
fn search_rule(family: &str, id: &str) -> &'static str {
    let unknown =
        if family == "tools/search_key" { "tools/search_key-unknown" } else { "tools/search_provider-bing" };
    release::rule_id(&format!("{family}-{id}")).unwrap_or(unknown)
}

fn search_provider(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(text) = text(place.value) else { return };
    let id = trim(&text);
    let plugin = SEARCH.iter().find(|(name, _)| *name == id).map(|(_, plugin)| *plugin);
    if id.is_empty() {
        let message = "the web search provider is blank: name one or remove the key";
        // A release that takes blanks around a name finds none between them.
        let rule = search_rule("tools/search_provider", id);
        return found.push(Finding::refused(
            rule,
            "unknown-web-search-provider",
            place.value.range(),
            message,
        ));
    }
    let rule = search_rule("tools/search_provider", id);
    let is_there = plugin.is_some_and(|plugin| is_installed(place.facts, plugin));
    if is_open_world(place.facts) || is_there && !is_missing(place.facts, rule) {
        return;
    }
    let (message, named) = match plugin {
        Some(plugin) => (
            format!(
                "the plugin `{plugin}`, which provides the web search of `{id}`, is not installed: install it"
            ),
            is_named(place.facts, id) || is_named(place.facts, plugin) || loads_others(place.facts),
        ),
        None => (
            format!("`{id}` is not a web search provider: use {}", names()),
            !is_installed(place.facts, id) && is_named(place.facts, id) || loads_others(place.facts),
        ),
    };
    // A plugin that the configuration names may be about to be installed: OpenClaw starts without it.
    let severity = if named { Severity::Warning } else { Severity::Error };
    let finding = Finding::new("unknown-web-search-provider", severity, place.value.range(), message);
    found.push(if named { finding } else { finding.rule(rule) });
}

fn names() -> String {
    SEARCH.map(|(name, _)| format!("`{name}`")).join(", ")
}

/// Whether plugins are installed that may bring providers that are not known here.
fn is_open_world(facts: &Facts<'_>) -> bool {
    super::plugins::has_foreign(facts) || facts.is_open(&["plugins"])
}

fn is_installed(facts: &Facts<'_>, plugin: &str) -> bool {
    super::plugins::is_installed(facts, plugin)
}

/// Whether the configuration has settings for a plugin, or allows it.
fn is_named(facts: &Facts<'_>, plugin: &str) -> bool {
    let allowed = facts.get(&["plugins", "allow"]).and_then(Value::array).into_iter().flat_map(Node::entries);
    let mut allowed = allowed.filter_map(|entry| entry.value()?.as_str());
    let same = |name: &str| trim(name).eq_ignore_ascii_case(plugin);
    let mut entries = facts.object(&["plugins", "entries"]).into_iter().flat_map(Node::entries);
    allowed.any(|name| same(&name)) || entries.any(|entry| entry.key().is_some_and(|name| same(&name)))
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn policies_have_one_list() {
        check(
            "{ tools: { allow: ['read'], alsoAllow: ['exec'], byProvider: { openai: { allow: ['a'], alsoAllow: ['b'] } } } }",
            &expect![[r#"
                error conflicting-keys tools `tools`: `allow` and `alsoAllow` cannot be combined here: put all names into `allow`, or keep `alsoAllow` and remove `allow`
                error conflicting-keys tools.byProvider.openai `openai`: `allow` and `alsoAllow` cannot be combined here: put all names into `allow`, or keep `alsoAllow` and remove `allow`
            "#]],
        );
        check(
            "{ tools: { exec: { mode: 'full', security: 'full' } } }",
            &expect![[r#"
                error conflicting-keys tools.exec.mode `'full'`: `mode` replaces `security` and `ask`: keep `mode` alone, or remove it
            "#]],
        );
        accepts(&[
            "{ tools: { allow: [], alsoAllow: ['exec'], exec: { mode: 'full' } } }",
            "{ tools: { exec: { security: 'full', ask: 'off' } } }",
        ]);
    }

    #[test]
    fn web_search() {
        check(
            "{ tools: { web: { search: { apiKey: 'x', brave: { mode: 1 }, constructor: 1 } } } }",
            &expect![[r#"
                error legacy-web-search-key tools.web.search.apiKey `apiKey`: `apiKey` is retired here: write the settings of the provider into `plugins.entries.<plugin>.config.webSearch`
                error legacy-web-search-key tools.web.search.brave `brave`: `brave` is retired here: write the settings of the provider into `plugins.entries.<plugin>.config.webSearch`
                error invalid-key-name tools.web.search.constructor `constructor`: the key `constructor` is not allowed here: remove it
            "#]],
        );
        check(
            "{ tools: { web: { search: { provider: 'brave' } } } }",
            &expect![[r#"
                error unknown-web-search-provider tools.web.search.provider `'brave'`: the plugin `brave`, which provides the web search of `brave`, is not installed: install it
            "#]],
        );
        check(
            "{ tools: { web: { search: { provider: 'bing' } } } }",
            &expect![[r#"
                error unknown-web-search-provider tools.web.search.provider `'bing'`: `bing` is not a web search provider: use `brave`, `duckduckgo`, `exa`, `firecrawl`, `firecrawl-free`, `gemini`, `grok`, `kimi`, `minimax`, `ollama`, `parallel`, `parallel-free`, `perplexity`, `searxng`, `tavily`
            "#]],
        );
        check(
            "{ tools: { web: { search: { provider: 'kimi' } } }, plugins: { allow: ['moonshot'] } }",
            &expect![[r#"
                warning unknown-web-search-provider tools.web.search.provider `'kimi'`: the plugin `moonshot`, which provides the web search of `kimi`, is not installed: install it
                information unknown-plugin plugins.allow `'moonshot'`: the plugin `moonshot` does not come with OpenClaw: `openclaw plugins install @openclaw/moonshot-provider` installs it
            "#]],
        );
        accepts(&["{ tools: { web: { search: { provider: ' gemini ', zzz: 1, brave: 'x' } } } }"]);
    }
}
