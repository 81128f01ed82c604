//! `channels`: ids that OpenClaw knows, and what was moved out of them.

use super::plain::is_off;
use super::plugins::loads_others;
use crate::check::{At, Fact, Facts, Finding, Place, Rule};
use crate::config::channel;
use crate::release;
use crate::schema::format::trim;
use crate::schema::{ChildSchemas, PathStep};
use crate::syntax::{Entry, Node, Value};
use crate::text::nearest::nearest;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "channels.*", needs: &[Fact::Plugins], check: known },
    Rule { at: "channels.*", needs: &[Fact::Accounts], check: padded },
    Rule { at: "channels.*", needs: &[], check: bare_accounts },
    Rule { at: "channels.telegram{,.accounts.*}", needs: &[], check: webhook_secret },
    Rule { at: "channels.slack", needs: &[], check: http_secrets },
    Rule { at: "channels.**.bindings.acp", needs: &[], check: local_binding },
    Rule {
        at: "{agents.defaults,agents.entries.*}.heartbeat.target",
        needs: &[Fact::Plugins],
        check: target,
    },
];

/// In the schema for OpenClaw's own tests, refused in a configuration.
const TEST_CHANNEL: &str = "qa-channel";

/// Whether the schema of an installation knows a channel, which a plugin brought.
pub(super) fn is_installed(facts: &Facts<'_>, id: &str) -> bool {
    let schema = &facts.world.schema;
    let ChildSchemas::One(channels) = schema.child(schema.root(), "channels") else { return false };
    id != TEST_CHANNEL && schema.node(channels).property(id).is_some()
}

/// Whether the document speaks of a plugin of this id: OpenClaw then takes the section for one that was left behind.
pub(super) fn has_plugin(facts: &Facts<'_>, id: &str) -> bool {
    let plugins = facts.object(&["plugins"]);
    let is_same = |text: &str| text.trim().eq_ignore_ascii_case(id);
    let listed = |list: Node<'_>| {
        list.entries().filter_map(|entry| entry.value()?.as_str()).any(|text| is_same(&text))
    };
    let entries = plugins.and_then(|plugins| plugins.get("entries")).and_then(Value::object);
    let allow = plugins.and_then(|plugins| plugins.get("allow")).and_then(Value::array);
    entries.is_some_and(|entries| entries.entries().filter_map(Entry::key).any(|key| is_same(&key)))
        || allow.is_some_and(listed)
        || facts.is_open(&["plugins"])
        || facts.is_open(&["plugins", "entries"])
}

/// The rule about a section whose plugin is named: older releases refuse it as they do any other.
fn left_behind(facts: &Facts<'_>, id: &str) -> &'static str {
    let entries = facts.object(&["plugins", "entries"]);
    let is_entry = entries.is_some_and(|entries| {
        entries.entries().filter_map(Entry::key).any(|key| key.trim().eq_ignore_ascii_case(id))
    });
    if is_entry { "channels/known-plugin-entry" } else { "channels/known-allowed-plugin" }
}

/// Whether a name stands for a channel, or may once its plugin is there. `webchat` is OpenClaw's own page.
pub(super) fn is_channel(facts: &Facts<'_>, name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    matches!(&*lower, "" | "*" | "webchat")
        || channel::meant(&lower).is_some()
        || is_installed(facts, &lower)
        || has_plugin(facts, &lower)
}

/// Whether the release that reads the document brings a channel.
fn is_shipped(facts: &Facts<'_>, id: &str) -> bool {
    let reader = facts.world.reader();
    let deed = release::rule(&format!("channels/is-{id}")).and_then(|history| history.at(reader.release));
    match deed {
        Some(deed) if reader.is_old() => deed.accepted(),
        None if reader.is_old() => is_installed(facts, id),
        _ => channel::is_shipped(id),
    }
}

fn known(place: &Place<'_>, found: &mut Vec<Finding>) {
    let key = place.key();
    let id = trim(&key);
    let is_known = ["", "defaults", "modelByChannel", "$include", "__proto__"].contains(&id)
        || is_shipped(place.facts, id)
        || is_installed(place.facts, id);
    let Some(token) = place.entry.key_token().filter(|_| !is_known) else { return };
    // The plugin of a shipped channel is there, and brings its own id only.
    if !is_shipped(place.facts, &id.to_lowercase()) && has_plugin(place.facts, id)
        || loads_others(place.facts)
    {
        let message = format!(
            "no installed plugin is known to provide the channel `{id}`: OpenClaw ignores it until one does"
        );
        let finding = Finding::warning("unknown-channel", token.range, message);
        let is_left_behind = !loads_others(place.facts);
        found.push(if is_left_behind { finding.rule(left_behind(place.facts, id)) } else { finding });
        return;
    }
    let meant = channel::meant(id).or_else(|| nearest(id, channel::ids()));
    let is_other_case = id != id.to_lowercase() && channel::is_shipped(&id.to_lowercase());
    let rule = if is_other_case { "channels/known-case" } else { "channels/known" };
    let rest = match meant {
        Some(meant) => format!("write `{meant}`"),
        None => "install the plugin that provides it, or remove it".to_owned(),
    };
    let finding = Finding::refused(
        rule,
        "unknown-channel",
        token.range,
        format!("OpenClaw knows no channel `{id}`: {rest}"),
    );
    found.push(finding.meant(meant));
}

/// A shipped channel with blanks around its id: OpenClaw looks for the settings of the bare id, and finds none.
fn padded(place: &Place<'_>, found: &mut Vec<Finding>) {
    let key = place.key();
    let id = trim(&key);
    let Some(token) = place.entry.key_token().filter(|_| id.len() < key.len() && channel::is_shipped(id))
    else {
        return;
    };
    let has_bare = place.facts.object(&["channels"]).is_some_and(|channels| channels.has(id));
    let finding = if has_bare || place.facts.is_open(&["channels"]) {
        Finding::warning(
            "unmatched-channel",
            token.range,
            format!("`{key}` is not a channel: write `{id}`, or remove it"),
        )
    } else {
        let message =
            format!("`{key}` is not a channel, and OpenClaw refuses a `{id}` without settings: write `{id}`");
        Finding::refused("channels/padded", "unknown-channel", token.range, message)
    };
    found.push(finding.meant(Some(id).filter(|_| !has_bare)));
}

/// Names that OpenClaw ignores when it fills in defaults.
const BLOCKED: [&str; 2] = ["constructor", "prototype"];

/// An account of such a name has to spell out what others get by default.
fn bare_accounts(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(accounts) = place.object().and_then(|section| section.get("accounts")).and_then(Value::object)
    else {
        return;
    };
    let (channel, schema) = (place.key(), &place.facts.world.schema);
    for name in BLOCKED {
        let Some((account, entry)) = accounts.get(name).and_then(Value::object).zip(accounts.member(name))
        else {
            continue;
        };
        let path = ["channels", &*channel, "accounts", name].map(PathStep::Key);
        let nodes = schema.lookup(&path).into_iter().map(|id| schema.node(id));
        let filled = nodes.flat_map(|node| node.properties().collect::<Vec<_>>());
        let filled = filled.filter(|(_, id)| schema.node(*id).default().is_some()).map(|(key, _)| key);
        for key in filled.filter(|key| place.is_whole(account) && !account.has(key)) {
            let message =
                format!("OpenClaw fills in no `{key}` for an account named `{name}`: rename the account");
            let range = entry.key_token().map_or(entry.range(), |token| token.range);
            found.push(
                Finding::refused("channels/bare_accounts", "missing-required", range, message)
                    .at(At::Below(key.to_owned())),
            );
        }
    }
}

/// A webhook that older releases took only with a secret.
fn webhook_secret(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(section) = place.object().filter(|section| place.is_whole(*section)) else { return };
    // An empty text is none to them.
    let is_set =
        |key| section.get(key).is_some_and(|value| value.as_str().is_none_or(|text| !text.trim().is_empty()));
    if is_set("webhookUrl") && !is_set("webhookSecret") {
        let message = "`webhookUrl` needs `webhookSecret` beside it: add it";
        let finding =
            Finding::refused("channels/webhook-secret", "missing-required", place.value.range(), message);
        found.push(finding.on_owner().at(At::Below("webhookSecret".to_owned())));
    }
}

/// Slack by HTTP, which older releases took only with a secret, an account's own or that of the section.
fn http_secrets(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(section) = place.object().filter(|section| place.is_whole(*section)) else { return };
    let is_http =
        |node: Node<'_>| node.get("mode").and_then(Value::as_str).is_some_and(|mode| mode == "http");
    let mut report = |value: Value<'_>| {
        let message = "`mode: \"http\"` needs `signingSecret` beside it: add it";
        let finding =
            Finding::refused("channels/slack-http-secret", "missing-required", value.range(), message);
        found.push(finding.on_owner().at(At::Below("signingSecret".to_owned())));
    };
    if section.has("signingSecret") {
        return;
    }
    if is_http(section) {
        return report(place.value);
    }
    let accounts = section.get("accounts").and_then(Value::object).into_iter().flat_map(Node::entries);
    for value in accounts.filter_map(Entry::value) {
        let Some(account) = value.object().filter(|account| place.is_whole(*account)) else { continue };
        if is_http(account) && !account.has("signingSecret") && !is_off(account) {
            report(value);
        }
    }
}

/// Where a heartbeat reports to.
fn target(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(text) = place.text() else { return };
    let name = text.trim().to_lowercase();
    if name == LATE_ALIAS {
        let message =
            format!("this release knows the channel by its id alone, not as `{name}`: write `feishu`");
        let finding =
            Finding::refused("channels/target-alias", "unknown-channel", place.value.range(), message);
        found.push(finding.meant(Some("feishu")));
    }
    let is_known = ["owner", "last", "none"].contains(&&*name)
        || channel::meant(&name).is_some()
        || is_installed(place.facts, &name);
    if is_known {
        return;
    }
    if !name.is_empty() && (has_plugin(place.facts, &name) || loads_others(place.facts)) {
        let message = format!(
            "no installed plugin is known to provide the channel `{text}`: OpenClaw refuses it until one does"
        );
        return found.push(Finding::warning("unknown-channel", place.value.range(), message));
    }
    let meant = nearest(&name, channel::ids().chain(["owner", "last", "none"]));
    let rest = meant.map_or_else(
        || "use `owner`, `last`, `none` or a channel".to_owned(),
        |meant| format!("did you mean `{meant}`?"),
    );
    let finding = Finding::refused(
        "channels/target",
        "unknown-channel",
        place.value.range(),
        format!("a heartbeat cannot report to `{text}`: {rest}"),
    );
    found.push(finding.meant(meant));
}

/// The other name of a channel that older releases do not know; they know those of the rest.
const LATE_ALIAS: &str = "lark";

fn local_binding(place: &Place<'_>, found: &mut Vec<Finding>) {
    if let (Value::Node(_), Some(token)) = (place.value, place.entry.key_token()) {
        let message = "ACP bindings no longer belong in a channel: move this to `bindings` at the top";
        found.push(Finding::refused(
            "channels/local-binding",
            "legacy-channel-binding",
            token.range,
            message,
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, errors};
    use expect_test::expect;

    #[test]
    fn channels_have_known_ids() {
        check(
            "{ channels: { telegram: {}, Telegram: {}, lark: {}, 'qa-channel': {}, zzzz: {}, defaults: {} } }",
            &expect![[r#"
                error unknown-channel channels.Telegram `Telegram`: OpenClaw knows no channel `Telegram`: write `telegram`
                error unknown-channel channels.lark `lark`: OpenClaw knows no channel `lark`: write `feishu`
                error unknown-channel channels.qa-channel `'qa-channel'`: OpenClaw knows no channel `qa-channel`: install the plugin that provides it, or remove it
                error unknown-channel channels.zzzz `zzzz`: OpenClaw knows no channel `zzzz`: install the plugin that provides it, or remove it
            "#]],
        );
        errors(
            "{ channels: { irc: { accounts: { prototype: { dmPolicy: 'open' }, toString: {} } }, slack: { accounts: { constructor: {} } } } }",
            &["channels.irc.accounts.prototype.groupPolicy"],
        );
        check(
            "{ channels: { ' telegram': {}, ' slack ': {}, slack: {}, ' defaults': {} } }",
            &expect![[r#"
                error unknown-channel channels. telegram `' telegram'`: ` telegram` is not a channel, and OpenClaw refuses a `telegram` without settings: write `telegram`
                warning unmatched-channel channels. slack  `' slack '`: ` slack ` is not a channel: write `slack`, or remove it
            "#]],
        );
        // What a plugin from another folder brings is not known here.
        errors(
            "{ plugins: { load: { paths: ['./mine'] } }, channels: { zzzz: {} }, agents: { defaults: { heartbeat: { target: 'zzzz' } } } }",
            &[],
        );
        check(
            "{ plugins: { allow: ['zzzz'] }, channels: { zzzz: {} } }",
            &expect![[r#"
                information unknown-plugin plugins.allow `'zzzz'`: no plugin `zzzz` is known here: OpenClaw ignores the name until such a plugin is installed
                warning unknown-channel channels.zzzz `zzzz`: no installed plugin is known to provide the channel `zzzz`: OpenClaw ignores it until one does
            "#]],
        );
    }

    #[test]
    fn heartbeats_report_to_channels() {
        check(
            "{ agents: { defaults: { heartbeat: { target: 'telegarm' } } } }",
            &expect![[r#"
            error unknown-channel agents.defaults.heartbeat.target `'telegarm'`: a heartbeat cannot report to `telegarm`: did you mean `telegram`?
        "#]],
        );
        errors("{ agents: { entries: { a: { heartbeat: { target: 'LAST' } } } } }", &[]);
        errors("{ agents: { entries: { a: { heartbeat: { target: 'lark' } } } } }", &[]);
        errors(
            "{ agents: { entries: { a: { heartbeat: { target: '' } } } } }",
            &["agents.entries.a.heartbeat.target"],
        );
        errors("{ agents: { entries: { a: { heartbeat: { target: '${T}' } } } } }", &[]);
    }

    #[test]
    fn bindings_left_the_channels() {
        check(
            "{ channels: { discord: { bindings: { acp: {} } } } }",
            &expect![[r#"
                error unknown-key channels.discord `bindings`: unknown key `bindings`: OpenClaw refuses to start with it; such keys stand in other sections
                error legacy-channel-binding channels.discord.bindings.acp `acp`: ACP bindings no longer belong in a channel: move this to `bindings` at the top
            "#]],
        );
    }
}
