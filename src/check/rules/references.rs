//! References that OpenClaw does not check when it starts (docs/openclaw/references.md#silent-references): a name that
//! leads nowhere is silently ignored.

use super::channels::is_channel;
use crate::check::{Fact, Finding, Place, Rule, known_text};
use crate::config::agent_id::normalize;
use crate::config::channel;
use crate::schema::overlay::{NameKind, silent_references};
use crate::syntax::{Entry, Node, Value};
use crate::text::TextRange;
use crate::text::nearest::nearest;
use std::sync::LazyLock;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "gateway.roles.definitions.*.agents[]", needs: &[Fact::Agents], check: agent_of_role },
    Rule { at: "bindings[].match.channel", needs: &[Fact::Plugins], check: bound_channel },
    Rule { at: "channels.modelByChannel.*", needs: &[Fact::Plugins], check: model_channel },
    Rule { at: "channels.*", needs: &[], check: default_account },
    Rule { at: "bindings[]", needs: &[Fact::Accounts], check: bound_account },
    Rule {
        at: "{cron.failureAlert,approvals.exec.targets[],approvals.plugin.targets[]}",
        needs: &[Fact::Accounts],
        check: target_account,
    },
    Rule {
        at: "{agents.defaults,agents.entries.*}.heartbeat",
        needs: &[Fact::Accounts],
        check: heartbeat_account,
    },
    Rule {
        at: "{hooks.mappings[],cron.failureAlert,approvals.exec.targets[],approvals.plugin.targets[]}.channel",
        needs: &[Fact::Plugins],
        check: target_channel,
    },
    Rule {
        at: "{session.sendPolicy,tools.links.scope,tools.media.*.scope}.rules[].match.channel",
        needs: &[Fact::Plugins],
        check: origin,
    },
    Rule {
        at: "{messages.inbound.byChannel,session.resetByChannel,tools.elevated.allowFrom,commands.allowFrom}.*",
        needs: &[Fact::Plugins],
        check: origin_key,
    },
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
    let name = place.text().filter(|name| !is_channel(place.facts, name));
    found.extend(name.map(|name| unknown_channel(&name, place.value.range(), "this binding never matches")));
}

fn unknown_channel(name: &str, range: TextRange, otherwise: &str) -> Finding {
    let meant = nearest(name, channel::ids());
    let message = format!("OpenClaw knows no channel `{name}`: {}", remedy(meant, otherwise));
    Finding::warning("unmatched-channel", range, message).meant(meant)
}

/// Where something is sent to. A template is filled in from the message.
fn target_channel(place: &Place<'_>, found: &mut Vec<Finding>) {
    let is_open = |name: &str| name.contains("{{") || channel::is_word(name) || is_channel(place.facts, name);
    let name = place.text().filter(|name| !is_open(name));
    found.extend(name.map(|name| unknown_channel(&name, place.value.range(), "nothing is sent there")));
}

/// Whether a name is a slip of the pen: where a message comes from may be a part of OpenClaw that is no channel.
fn is_slip(place: &Place<'_>, name: &str) -> bool {
    !is_channel(place.facts, name) && nearest(name, channel::ids()).is_some()
}

fn origin(place: &Place<'_>, found: &mut Vec<Finding>) {
    let name = place.text().filter(|name| is_slip(place, name));
    found.extend(name.map(|name| unknown_channel(&name, place.value.range(), "")));
}

fn origin_key(place: &Place<'_>, found: &mut Vec<Finding>) {
    let name = place.key();
    let token = place.entry.key_token().filter(|_| is_slip(place, &name));
    found.extend(token.map(|token| unknown_channel(&name, token.range, "")));
}

fn model_channel(place: &Place<'_>, found: &mut Vec<Finding>) {
    let name = place.key();
    let token = place.entry.key_token().filter(|_| !is_channel(place.facts, &name));
    found.extend(token.map(|token| unknown_channel(&name, token.range, "these models are never used")));
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
    let Some(target) = place.object().and_then(|binding| binding.get("match")).and_then(Value::object) else {
        return;
    };
    account_of(place, target, "channel", found);
}

fn target_account(place: &Place<'_>, found: &mut Vec<Finding>) {
    if let Some(target) = place.object() {
        account_of(place, target, "channel", found);
    }
}

/// OpenClaw then reports nothing to anybody.
fn heartbeat_account(place: &Place<'_>, found: &mut Vec<Finding>) {
    if let Some(heartbeat) = place.object() {
        account_of(place, heartbeat, "target", found);
    }
}

/// The `accountId` of an object that names its channel too.
fn account_of(place: &Place<'_>, owner: Node<'_>, channel: &str, found: &mut Vec<Finding>) {
    let Some((channel, value)) = owner.get(channel).and_then(Value::as_str).zip(owner.get("accountId"))
    else {
        return;
    };
    let id = channel::meant(&channel).unwrap_or(&channel);
    let section = place.facts.object(&["channels", id]);
    let Some(accounts) = section.and_then(accounts).filter(|_| !place.facts.is_open(&["channels"])) else {
        return;
    };
    let name = known_text(value).filter(|name| !name.contains("{{") && !has_account(accounts, name));
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
                warning missing-variable hooks.mappings.1.agentId `${A}`: `A` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is
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
                warning unmatched-channel channels.modelByChannel.telegarm `telegarm`: OpenClaw knows no channel `telegarm`: did you mean `telegram`?
                warning unmatched-channel bindings.0.match.channel `'telegarm'`: OpenClaw knows no channel `telegarm`: did you mean `telegram`?
                warning unknown-account bindings.1.match.accountId `'x'`: the channel has no account `x`: add it to `accounts` of the channel
            "#]],
        );
    }

    #[test]
    fn targets_and_origins() {
        check(
            "{ channels: { telegram: { accounts: { home: {} } } },
              agents: { defaults: { heartbeat: { target: 'telegram', accountId: 'hoem' } },
                entries: { main: { heartbeat: { target: 'owner', accountId: 'x' } } } },
              cron: { failureAlert: { channel: 'tg', accountId: 'x' } },
              approvals: { exec: { targets: [{ channel: 'telegarm', to: '1' }, { channel: 'telegram', to: '1', accountId: 'home' }] } },
              hooks: { mappings: [{ channel: 'zzzz' }, { channel: 'last' }, { channel: '{{payload.channel}}' }] },
              session: { sendPolicy: { default: 'allow', rules: [{ action: 'deny', match: { channel: 'slakc' } }, { action: 'deny', match: { channel: 'zzzz' } }] },
                resetByChannel: { discrod: { mode: 'daily' }, zzzz: { mode: 'daily' }, webchat: { mode: 'daily' } } } }",
            &expect![[r#"
                warning unknown-account agents.defaults.heartbeat.accountId `'hoem'`: the channel has no account `hoem`: did you mean `home`?
                warning unmatched-channel cron.failureAlert.channel `'tg'`: OpenClaw knows no channel `tg`: nothing is sent there
                warning unmatched-channel approvals.exec.targets.0.channel `'telegarm'`: OpenClaw knows no channel `telegarm`: did you mean `telegram`?
                warning unmatched-channel hooks.mappings.0.channel `'zzzz'`: OpenClaw knows no channel `zzzz`: nothing is sent there
                warning unmatched-channel session.sendPolicy.rules.0.match.channel `'slakc'`: OpenClaw knows no channel `slakc`: did you mean `slack`?
                warning unmatched-channel session.resetByChannel.discrod `discrod`: OpenClaw knows no channel `discrod`: did you mean `discord`?
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
