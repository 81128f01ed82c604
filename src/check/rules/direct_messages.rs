//! Direct messages that all are dropped: open to everybody, or to those on a list, with nobody let in by the list
//! (docs/openclaw/warnings.md#direct-messages).

use super::channels::is_installed;
use super::plain::is_off;
use crate::check::{At, Fact, Finding, Place, Rule, total};
use crate::config::placeholder::placeholders;
use crate::release;
use crate::syntax::{Entry, Node, Scalar, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "channels.*", needs: &[], check: section },
    Rule { at: "channels.*", needs: &[Fact::Accounts], check: accounts },
];

/// Where the keys of a scope stand that say who may write: at its top, or in its `dm`, which is read where the top has none.
#[derive(Clone, Copy)]
struct Setting<'t> {
    value: Value<'t>,
    is_nested: bool,
}

/// A setting of a scope; `null` is none.
fn setting<'t>(scope: Node<'t>, top: &str, nested: &str) -> Option<Setting<'t>> {
    let is_null = |value: &Value<'t>| value.scalar().is_some_and(Scalar::is_null);
    let own = scope.get(top).filter(|value| !is_null(value)).map(|value| Setting { value, is_nested: false });
    let below = || scope.get("dm")?.object()?.get(nested).filter(|value| !is_null(value));
    own.or_else(|| below().map(|value| Setting { value, is_nested: true }))
}

/// What is wrong with a scope that lets nobody in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// Open, and nobody is on the list.
    Closed,
    /// Open, and some are.
    Few,
    /// For those on the list, and nobody is.
    Nobody,
}

/// Judges a policy with its list. What a variable may add is not judged.
fn fault(policy: Option<Setting<'_>>, list: Option<Setting<'_>>) -> Option<Fault> {
    let policy = policy?.value.as_str()?;
    let list = list.and_then(|list| list.value.array());
    let words = || list.into_iter().flat_map(Node::entries).filter_map(Entry::value);
    let is_open = list.is_some_and(|list| list.has("$include"))
        || words().filter_map(Value::as_str).any(|word| !placeholders(&word).is_empty());
    let is_person = |value: Value<'_>| value.as_str().is_none_or(|word| !word.trim().is_empty());
    match &*policy {
        _ if is_open => None,
        "open" if !words().filter_map(Value::as_str).any(|word| word.trim() == "*") => {
            Some(if words().any(is_person) { Fault::Few } else { Fault::Closed })
        }
        "allowlist" if !words().any(is_person) => Some(Fault::Nobody),
        _ => None,
    }
}

/// Keys of `channels` that are about no channel.
fn is_channel(key: &str) -> bool {
    !matches!(key, "defaults" | "modelByChannel" | "tools" | "$include" | "__proto__")
}

/// The plugin of this channel takes `open` without a list.
const WITHOUT_LIST: &str = "qqbot";

fn is_lenient(place: &Place<'_>, fault: Fault) -> bool {
    fault != Fault::Nobody && place.key() == WITHOUT_LIST && is_installed(place.facts, WITHOUT_LIST)
}

/// The scope that a rule may judge: all of it stands here, and it is on.
fn judged<'t>(place: &Place<'t>) -> Option<Node<'t>> {
    let scope = place.object().filter(|_| is_channel(&place.key()) && !place.facts.is_open(&["channels"]))?;
    Some(scope).filter(|scope| place.is_whole(*scope) && !is_off(*scope))
}

fn section(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(scope) = judged(place) else { return };
    let policy = setting(scope, "dmPolicy", "policy");
    let fault = fault(policy, setting(scope, "allowFrom", "allowFrom"));
    let fault = fault.filter(|fault| !is_lenient(place, *fault));
    let finding = fault.zip(policy).map(|(fault, policy)| at_policy(fault, policy).rule(rule(place, fault)));
    found.extend(finding);
}

/// Whether an account says for itself who may write.
fn is_own(entry: Entry<'_>) -> u64 {
    let account = entry.value().and_then(Value::object);
    u64::from(
        account.is_some_and(|account| ["dmPolicy", "allowFrom", "dm"].iter().any(|key| account.has(key))),
    )
}

/// Accounts take from the section what they do not say. Where they say nothing and the section is sound, none is looked at.
fn accounts(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(scope) = judged(place) else { return };
    let Some(all) = scope.get("accounts").and_then(Value::object).filter(|all| place.is_whole(*all)) else {
        return;
    };
    let policy = setting(scope, "dmPolicy", "policy");
    let list = setting(scope, "allowFrom", "allowFrom");
    if fault(policy, list).is_none() && total(all, 0x6f77_6e64, is_own) == 0 {
        return;
    }
    for entry in all.entries() {
        let Some(account) = entry.value().and_then(Value::object) else { continue };
        if !place.is_whole(account) || is_off(account) {
            continue;
        }
        let own = setting(account, "dmPolicy", "policy");
        let own_list = setting(account, "allowFrom", "allowFrom");
        let fault = fault(own.or(policy), own_list.or(list)).filter(|fault| !is_lenient(place, *fault));
        let Some(fault) = fault else { continue };
        let finding = match (own, own_list) {
            (Some(own), _) => at_policy(fault, own),
            (None, Some(list)) => finding(fault, list.value).at(beside(list)),
            (None, None) => {
                finding(fault, Value::Node(account)).on_owner().at(At::Below("allowFrom".to_owned()))
            }
        };
        found.push(finding.rule(rule(place, fault)));
    }
}

/// The rule of older releases, which refused this where they judged a channel themselves.
fn rule(place: &Place<'_>, fault: Fault) -> &'static str {
    let family = match fault {
        Fault::Closed | Fault::Few => "channels/open-without-wildcard",
        Fault::Nobody => "channels/allowlist-empty",
    };
    release::rule_id(&format!("{family}-{}", place.key())).unwrap_or(OF_OTHERS)
}

/// What a channel does that no release was asked about.
const OF_OTHERS: &str = "channels/open-without-wildcard-qqbot";

fn at_policy(fault: Fault, policy: Setting<'_>) -> Finding {
    finding(fault, policy.value).at(beside(policy))
}

/// OpenClaw tells of the list, whether it is there or not.
fn beside(setting: Setting<'_>) -> At {
    At::Beside(if setting.is_nested { 2 } else { 1 }, "allowFrom")
}

fn finding(fault: Fault, value: Value<'_>) -> Finding {
    let message = match fault {
        Fault::Closed => {
            "all direct messages are dropped: `open` admits whoever is in `allowFrom`, which has no `\"*\"`; with `pairing` people ask, and you admit them"
        }
        Fault::Few => {
            "only those in `allowFrom` get through: `open` admits whoever is on that list, which has no `\"*\"`, and drops the messages of all others; call it `allowlist`, or let people ask with `pairing`"
        }
        Fault::Nobody => {
            "all direct messages are dropped: `allowlist` admits whoever is in `allowFrom`, and nobody is; add yourself, or use `pairing`"
        }
    };
    Finding::warning("unreachable-direct-messages", value.range(), message)
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn somebody_must_be_let_in() {
        check(
            "{ channels: { telegram: { dmPolicy: 'open' }, signal: { dmPolicy: 'allowlist', allowFrom: [' '] } } }",
            &expect![[r#"
                warning unreachable-direct-messages channels.telegram.allowFrom `'open'`: all direct messages are dropped: `open` admits whoever is in `allowFrom`, which has no `"*"`; with `pairing` people ask, and you admit them
                warning unreachable-direct-messages channels.signal.allowFrom `'allowlist'`: all direct messages are dropped: `allowlist` admits whoever is in `allowFrom`, and nobody is; add yourself, or use `pairing`
            "#]],
        );
        accepts(&[
            "{ channels: { telegram: { dmPolicy: 'open', allowFrom: ['1', ' *'] } } }",
            "{ channels: { telegram: { dmPolicy: 'allowlist', allowFrom: [1] } } }",
            "{ channels: { telegram: { dmPolicy: 'open', enabled: false }, defaults: {} } }",
            "{ env: { vars: { WHO: '*' } }, channels: { telegram: { dmPolicy: 'open', allowFrom: ['${WHO}'] } } }",
            "{ channels: { telegram: { dmPolicy: 'open', $include: './who.json5' } } }",
        ]);
    }

    #[test]
    fn accounts_take_what_they_do_not_say() {
        check(
            "{ channels: { telegram: { dmPolicy: 'open', allowFrom: ['*'], accounts: {
                a: { allowFrom: ['1'] }, b: { dmPolicy: 'allowlist' }, c: { dmPolicy: 'allowlist', allowFrom: [] }, d: {}, e: { enabled: false, allowFrom: [] } } } } }",
            &expect![[r#"
                warning unreachable-direct-messages channels.telegram.accounts.a.allowFrom `['1']`: only those in `allowFrom` get through: `open` admits whoever is on that list, which has no `"*"`, and drops the messages of all others; call it `allowlist`, or let people ask with `pairing`
                warning unreachable-direct-messages channels.telegram.accounts.c.allowFrom `'allowlist'`: all direct messages are dropped: `allowlist` admits whoever is in `allowFrom`, and nobody is; add yourself, or use `pairing`
            "#]],
        );
        check(
            "{ channels: { discord: { dmPolicy: 'allowlist', accounts: { a: {}, b: { dmPolicy: 'pairing' } } } } }",
            &expect![[r#"
                warning unreachable-direct-messages channels.discord.allowFrom `'allowlist'`: all direct messages are dropped: `allowlist` admits whoever is in `allowFrom`, and nobody is; add yourself, or use `pairing`
                warning unreachable-direct-messages channels.discord.accounts.a.allowFrom `a`: all direct messages are dropped: `allowlist` admits whoever is in `allowFrom`, and nobody is; add yourself, or use `pairing`
            "#]],
        );
    }
}
