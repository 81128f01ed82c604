//! References that OpenClaw does not check when it starts (FACTS.md F): a name that leads nowhere is silently ignored.

use super::channels::is_channel;
use crate::analysis::check::{Fact, Finding, Place, Rule, known_text};
use crate::config::agent_id::normalize;
use crate::config::channel;
use crate::schema::overlay::{NameKind, silent_references};
use crate::syntax::{Entry, Node, Value};
use crate::text::nearest::nearest;
use std::sync::LazyLock;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "gateway.roles.definitions.*.agents[]", needs: &[Fact::Agents], check: agent_of_role },
    Rule { at: "bindings[].match.channel", needs: &[Fact::Plugins], check: bound_channel },
    Rule { at: "channels.modelByChannel.*", needs: &[Fact::Plugins], check: model_channel },
    Rule { at: "channels.*", needs: &[], check: default_account },
    Rule { at: "bindings[]", needs: &[Fact::Accounts], check: bound_account },
];

/// The rules at the places of which the overlay says that OpenClaw reports nothing there.
pub(super) fn silent() -> &'static [Rule] {
    static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
        let of = |kind, needs, check: fn(&Place<'_>, &mut Vec<Finding>)| {
            silent_references(kind).map(move |at| Rule { at, needs, check })
        };
        let agents = of(NameKind::Agent, &[Fact::Agents][..], agent);
        let secrets = of(NameKind::SecretProvider, &[Fact::SecretProviders][..], default_secrets);
        agents.chain(secrets).collect()
    });
    &RULES
}

/// The remedy in words.
fn remedy(meant: Option<&str>, otherwise: &str) -> String {
    meant.map_or_else(|| otherwise.to_owned(), |meant| format!("did you mean `{meant}`?"))
}

fn agent(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(id) = place.text().filter(|id| !matches!(id.trim(), "" | "*")) else { return };
    let roster = place.facts.roster();
    if roster.is_open() || roster.is_empty() || roster.has(&id) {
        return;
    }
    let meant = nearest(&id, roster.keys());
    let rest = remedy(meant, "add it to `agents.entries`");
    let message = format!("there is no agent `{id}`, and OpenClaw does not report it: {rest}");
    found.push(Finding::warning("unknown-agent", place.value.range(), message).meant(meant));
}

/// What is no id at all is refused, which another rule says.
fn agent_of_role(place: &Place<'_>, found: &mut Vec<Finding>) {
    if place.text().is_some_and(|id| normalize(&id) == id.trim().to_lowercase()) {
        agent(place, found);
    }
}

fn bound_channel(place: &Place<'_>, found: &mut Vec<Finding>) {
    if let Some(name) = place.text().filter(|name| !is_channel(place.facts, name)) {
        let meant = nearest(&name, channel::ids());
        let rest = remedy(meant, "this binding never matches");
        let message = format!("OpenClaw knows no channel `{name}`: {rest}");
        found.push(Finding::warning("unknown-channel", place.value.range(), message).meant(meant));
    }
}

fn model_channel(place: &Place<'_>, found: &mut Vec<Finding>) {
    let name = place.key();
    let Some(token) = place.entry.key_token().filter(|_| !is_channel(place.facts, &name)) else { return };
    let meant = nearest(&name, channel::ids());
    let rest = remedy(meant, "these models are never used");
    let message = format!("OpenClaw knows no channel `{name}`: {rest}");
    found.push(Finding::warning("unknown-channel", token.range, message).meant(meant));
}

/// The accounts that a section declares; none where it declares none or more may come from other files.
fn accounts(section: Node<'_>) -> Option<Node<'_>> {
    let accounts = section.get("accounts")?.object()?;
    let is_open = section.has("$include") || accounts.has("$include");
    Some(accounts).filter(|accounts| !is_open && accounts.count() > 0)
}

fn has_account(accounts: Node<'_>, name: &str) -> bool {
    let name = name.trim();
    // The section itself is the account `default`.
    let is_same = |key: &str| key.trim().eq_ignore_ascii_case(name);
    matches!(name, "" | "*")
        || is_same("default")
        || accounts.has(name)
        || accounts.entries().filter_map(Entry::key).any(|key| is_same(&key))
}

fn unknown_account(accounts: Node<'_>, name: &str, value: Value<'_>) -> Finding {
    let keys: Vec<_> = accounts.entries().filter_map(Entry::key).collect();
    let meant = nearest(name, keys.iter().map(|key| &**key));
    let rest = remedy(meant, "add it to `accounts` of the channel");
    let message = format!("the channel has no account `{name}`: {rest}");
    Finding::warning("unknown-account", value.range(), message).meant(meant)
}

fn default_account(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(section) = place.object() else { return };
    let Some((accounts, value)) = accounts(section).zip(section.get("defaultAccount")) else { return };
    let name = known_text(value).filter(|name| !has_account(accounts, name));
    found.extend(name.map(|name| unknown_account(accounts, &name, value)));
}

fn bound_account(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(target) = place.object().and_then(|binding| binding.get("match")) else { return };
    let Some((channel, value)) = target.get("channel").and_then(Value::as_str).zip(target.get("accountId"))
    else {
        return;
    };
    let id = channel::meant(&channel).unwrap_or(&channel);
    let section = place.facts.object(&["channels", id]);
    let Some(accounts) = section.and_then(accounts).filter(|_| !place.facts.is_open(&["channels"])) else {
        return;
    };
    let name = known_text(value).filter(|name| !has_account(accounts, name));
    found.extend(name.map(|name| unknown_account(accounts, &name, value)));
}

fn default_secrets(place: &Place<'_>, found: &mut Vec<Finding>) {
    let path = ["secrets", "providers"];
    let Some(name) = place.text().filter(|name| !name.is_empty() && name != "default") else { return };
    let providers = place.facts.object(&path);
    if place.facts.is_open(&path) || providers.is_some_and(|providers| providers.has(&name)) {
        return;
    }
    let message =
        format!("`secrets.providers` has no `{name}`: references that rely on it fail when they are used");
    found.push(Finding::information("unknown-secret-provider", place.value.range(), message));
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use expect_test::expect;

    #[test]
    fn agents() {
        check(
            "{ agents: { entries: { home: { subagents: { allowAgents: ['*', 'HOME', 'hoem'] } } } },
              hooks: { allowedAgentIds: ['*', 'x'], mappings: [{ agentId: 'x' }, { agentId: '${A}' }] },
              tools: { swarm: { defaultAgentId: 'x' } } }",
            &expect![[r#"
                warning unknown-agent agents.entries.home.subagents.allowAgents.2 `'hoem'`: there is no agent `hoem`, and OpenClaw does not report it: did you mean `home`?
                warning unknown-agent hooks.allowedAgentIds.1 `'x'`: there is no agent `x`, and OpenClaw does not report it: add it to `agents.entries`
                warning unknown-agent hooks.mappings.0.agentId `'x'`: there is no agent `x`, and OpenClaw does not report it: add it to `agents.entries`
                information missing-variable hooks.mappings.1.agentId `${A}`: `A` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is
                warning unknown-agent tools.swarm.defaultAgentId `'x'`: there is no agent `x`, and OpenClaw does not report it: add it to `agents.entries`
            "#]],
        );
    }

    #[test]
    fn channels_and_accounts() {
        check(
            "{ channels: {
                telegram: { defaultAccount: 'hoem', accounts: { home: {} } },
                slack: { defaultAccount: 'x' }, modelByChannel: { telegarm: { a: 'openai/gpt-5.4' }, teams: {} } },
              bindings: [
                { agentId: 'main', match: { channel: 'telegarm' } }, { agentId: 'main', match: { channel: 'Telegram', accountId: 'x' } },
                { agentId: 'main', match: { channel: 'telegram', accountId: '*' } }, { agentId: 'main', match: { channel: 'telegram', accountId: 'HOME' } } ] }",
            &expect![[r#"
                warning unknown-account channels.telegram.defaultAccount `'hoem'`: the channel has no account `hoem`: did you mean `home`?
                warning unknown-channel channels.modelByChannel.telegarm `telegarm`: OpenClaw knows no channel `telegarm`: did you mean `telegram`?
                warning unknown-channel bindings.0.match.channel `'telegarm'`: OpenClaw knows no channel `telegarm`: did you mean `telegram`?
                warning unknown-account bindings.1.match.accountId `'x'`: the channel has no account `x`: add it to `accounts` of the channel
            "#]],
        );
    }

    #[test]
    fn secrets() {
        check(
            "{ secrets: { defaults: { env: 'default', file: 'vault' } } }",
            &expect![[r#"
                information unknown-secret-provider secrets.defaults.file `'vault'`: `secrets.providers` has no `vault`: references that rely on it fail when they are used
            "#]],
        );
    }
}
