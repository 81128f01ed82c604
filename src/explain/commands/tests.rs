//! What is said of commands, and where strangers reach them.

use crate::base::{DocumentKind, Snapshot, World};
use crate::explain::{Explainer, Section};
use crate::syntax::measure;
use expect_test::{Expect, expect};
use std::fmt::Write;
use std::sync::Arc;

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()))
}

/// What is told of the commands of all agents, or of one: the alarm, the facts and the tables about them.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "expectations are written in place")]
fn check(text: &str, agent: Option<&str>, expected: Expect) {
    let snapshot = snapshot(text);
    let found = Explainer::new(&snapshot).expect("an object").tools(agent);
    let section = Section::of_tools(&found);
    let mut told = section.alarm.map(|alarm| format!("! {alarm}\n")).unwrap_or_default();
    for (name, fact) in section.facts.iter().filter(|(name, _)| ["elevated", "sent on to"].contains(name)) {
        let _ = writeln!(told, "{name}: {fact}");
    }
    let about = ["AGENT", "COMMANDS IN", "OUT OF THE SANDBOX", "ASKED IN", "ELSEWHERE"];
    for row in
        section.grids.iter().filter(|grid| about.contains(&grid.heading[0])).flat_map(|grid| &grid.rows)
    {
        let _ = writeln!(told, "{}", row.join(" | "));
    }
    expected.assert_eq(&told);
}

#[test]
fn each_session_says_where_its_commands_run() {
    check(
        "{ agents: { defaults: { sandbox: { mode: 'non-main' } } }, tools: { exec: { mode: 'ask' } } }",
        None,
        expect![[r#"
            elevated: nobody: no list of `tools.elevated.allowFrom` names anybody
            asked by others than the owner | sessions, conversations_list, conversations_send, conversations_turn, screen, terminal, portal, automations, gateway, plugins, openclaw, nodes, computer, mobile_ui
            in the sandbox, in other sessions than the main one | all but ls, read, write, edit, apply_patch, exec, process, sessions_list, sessions_history, sessions_search, sessions_send, sessions_spawn, sessions_yield, subagents, session_status, view_image
            as a sub-agent | sessions_send, session_status
            the main session | on the gateway's machine | those on the machine's list; others once somebody agrees | tools.exec.mode
            other sessions, sub-agents | in the sandbox | all, and nobody is asked | OpenClaw's own
        "#]],
    );
    check(
        "{ tools: { exec: { host: 'sandbox' } } }",
        None,
        expect![[r#"
            elevated: nobody: no list of `tools.elevated.allowFrom` names anybody
            asked by others than the owner | sessions, conversations_list, conversations_send, conversations_turn, screen, terminal, portal, automations, gateway, plugins, openclaw, nodes, computer, mobile_ui
            as a sub-agent | conversations_list, conversations_send, conversations_turn, sessions_send, session_status, message, automations, gateway, openclaw, agents_list, progress_card
            all sessions | nowhere | none: they are to run in a sandbox, and there is none | tools.exec.host
        "#]],
    );
    check(
        "{ tools: { exec: { host: 'node', node: 'mac', mode: 'auto' }, deny: ['bash'] } }",
        None,
        expect![[r#"
            asked by others than the owner | sessions, conversations_list, conversations_send, conversations_turn, screen, terminal, portal, automations, gateway, plugins, openclaw, nodes, computer, mobile_ui
            as a sub-agent | conversations_list, conversations_send, conversations_turn, sessions_send, session_status, message, automations, gateway, openclaw, agents_list, progress_card
            all sessions | nowhere | none: the agent has no `exec` | tools.deny has `bash`
        "#]],
    );
}

#[test]
fn those_who_agree_are_told_where_somebody_is_asked() {
    check(
        "{ tools: { exec: { mode: 'ask' } }, approvals: { exec: { enabled: true, mode: 'both', targets: [{ channel: 'slack', to: 'U1' }] } },
           commands: { ownerAllowFrom: ['telegram:5', 7] },
           channels: { telegram: { botToken: '1:x' }, discord: { token: 'x', execApprovals: { enabled: true, approvers: ['8'], target: 'channel' } },
                       slack: { botToken: 'x', appToken: 'x', execApprovals: { approvers: [] } } } }",
        None,
        expect![[r#"
            elevated: nobody: no list of `tools.elevated.allowFrom` names anybody
            sent on to: the chat that the command comes from and 1 place (approvals.exec)
            asked by others than the owner | sessions, conversations_list, conversations_send, conversations_turn, screen, terminal, portal, automations, gateway, plugins, openclaw, nodes, computer, mobile_ui
            as a sub-agent | conversations_list, conversations_send, conversations_turn, sessions_send, session_status, message, automations, gateway, openclaw, agents_list, progress_card
            all sessions | on the gateway's machine | those on the machine's list; others once somebody agrees | tools.exec.mode
            telegram · default | these 2, asked directly | commands.ownerAllowFrom
            discord · default | this one, asked in the chat | channels.discord.execApprovals.approvers
            slack · default | whoever may give commands there, by /approve in the chat | channels.slack.execApprovals.approvers
        "#]],
    );
}

#[test]
fn strangers_who_reach_commands_are_told_first() {
    let open = "dmPolicy: 'open', allowFrom: ['*']";
    check(
        &format!("{{ channels: {{ telegram: {{ botToken: '1:x', {open} }} }} }}"),
        None,
        expect![[r#"
            ! Anyone may have any command run outside a sandbox, and nobody is asked: main (telegram · default: direct messages)
            elevated: nobody: no list of `tools.elevated.allowFrom` names anybody
            asked by others than the owner | sessions, conversations_list, conversations_send, conversations_turn, screen, terminal, portal, automations, gateway, plugins, openclaw, nodes, computer, mobile_ui
            as a sub-agent | conversations_list, conversations_send, conversations_turn, sessions_send, session_status, message, automations, gateway, openclaw, agents_list, progress_card
            all sessions | on the gateway's machine | all, and nobody is asked | OpenClaw's own
        "#]],
    );
    // A sandbox keeps them in, an owner's tool is not theirs, and somebody has to agree.
    let kept_in = [
        "agents: { defaults: { sandbox: { mode: 'all' } } }",
        "tools: { exec: { mode: 'ask' } }",
        "tools: { deny: ['exec'] }",
        "tools: { toolsBySender: { '*': { deny: ['exec'] } } }",
    ];
    for kept in kept_in {
        let text = format!("{{ {kept}, channels: {{ telegram: {{ botToken: '1:x', {open} }} }} }}");
        let snapshot = snapshot(&text);
        let found = Explainer::new(&snapshot).expect("an object").tools(None);
        assert_eq!(found[0].commands.strangers, [], "{kept}");
    }
    // Direct messages are in the agent's main session, which this sandbox does not hold.
    check(
        &format!(
            "{{ agents: {{ defaults: {{ sandbox: {{ mode: 'non-main' }} }} }}, channels: {{ telegram: {{ botToken: '1:x', {open}, groupPolicy: 'open' }} }} }}"
        ),
        None,
        expect![[r#"
            ! Anyone may have any command run outside a sandbox, and nobody is asked: main (telegram · default: direct messages)
            elevated: nobody: no list of `tools.elevated.allowFrom` names anybody
            asked by others than the owner | sessions, conversations_list, conversations_send, conversations_turn, screen, terminal, portal, automations, gateway, plugins, openclaw, nodes, computer, mobile_ui
            in the sandbox, in other sessions than the main one | all but ls, read, write, edit, apply_patch, exec, process, sessions_list, sessions_history, sessions_search, sessions_send, sessions_spawn, sessions_yield, subagents, session_status, view_image
            as a sub-agent | sessions_send, session_status
            the main session | on the gateway's machine | all, and nobody is asked | OpenClaw's own
            other sessions, sub-agents | in the sandbox | all, and nobody is asked | OpenClaw's own
        "#]],
    );
    // Whoever may leave the sandbox is out of it.
    check(
        &format!(
            "{{ agents: {{ defaults: {{ sandbox: {{ mode: 'all' }} }} }}, tools: {{ elevated: {{ allowFrom: {{ telegram: ['*'] }} }} }}, channels: {{ telegram: {{ botToken: '1:x', {open} }} }} }}"
        ),
        None,
        expect![[r#"
            ! Anyone may have any command run outside a sandbox, and nobody is asked: main (telegram · default: direct messages)
            elevated: some in telegram are out of the sandbox without a word of theirs (agents.defaults.elevatedDefault is `on` unless it is set)
            as a sub-agent | sessions_send, session_status
            all sessions | in the sandbox | all, and nobody is asked | OpenClaw's own
            telegram | anyone | tools.elevated.allowFrom.telegram
        "#]],
    );
}

#[test]
fn several_agents_are_told_in_a_table() {
    check(
        "{ agents: { ownership: 'explicit', entries: { a: { sandbox: { mode: 'all' } }, b: { tools: { exec: { mode: 'allowlist' } } }, c: { tools: { profile: 'minimal' } }, d: {} } },
           bindings: [{ agentId: 'd', match: { channel: 'telegram' } }],
           channels: { telegram: { botToken: '1:x', dmPolicy: 'open', allowFrom: ['*'] } } }",
        None,
        expect![[r#"
            ! Anyone may have any command run outside a sandbox, and nobody is asked: d (telegram · default: direct messages)
            a | 16 | 45 | - | all | in the sandbox | -
            b | 61 | 0 | - | off | host, listed ones | -
            c | 2 | 59 | minimal | off | none | -
            d | 61 | 0 | - | off | host, unasked | anyone
        "#]],
    );
}

#[test]
fn groups_and_senders_have_lists_of_their_own() {
    check(
        "{ tools: { toolsBySender: { '*': { deny: ['exec'] }, 'id:5': {} } },
           channels: { telegram: { botToken: '1:x', groups: { '-100': { tools: { allow: ['read', 'message'], } }, '-200': {}, '*': { tools: { deny: ['browser'] } } } } } }",
        Some("main"),
        expect![[r#"
            asked by others than the owner | sessions, conversations_list, conversations_send, conversations_turn, screen, terminal, portal, automations, gateway, plugins, openclaw, nodes, computer, mobile_ui | -
            as a sub-agent | conversations_list, conversations_send, conversations_turn, sessions_send, session_status, message, automations, gateway, openclaw, agents_list, progress_card | -
            asked by `id:5` (tools.toolsBySender["id:5"]) | - | exec
            in channels.telegram.groups.-100 | all but read, message | -
            in channels.telegram.groups.-200 | browser | -
            in other groups of telegram · default | browser | -
            all sessions | nowhere | none: the agent has no `exec` | tools.toolsBySender["*"].deny has `exec`
        "#]],
    );
}

#[test]
fn a_message_is_told_with_the_tools_that_count_there() {
    let snapshot = snapshot(
        "{ channels: { telegram: { botToken: '1:x', groups: { '-100': { tools: { allow: ['read'] } } } } } }",
    );
    let explainer = Explainer::new(&snapshot).expect("an object");
    let kept = |message: &str| {
        let message = crate::config::routing::Message::parse(message).expect("a message");
        explainer.tools_for(&message).first().map(|one| one.kept.len())
    };
    assert_eq!(kept("telegram:default:group:-100"), Some(1));
    assert!(kept("telegram:default:group:-300") > Some(20));
}

/// What telling all accounts of a channel looks at.
fn telling(accounts: usize) -> usize {
    let account = |at: usize| format!("acc{at}: {{ botToken: '1:x', dmPolicy: 'open', allowFrom: ['*'] }}");
    let accounts: Vec<String> = (0..accounts).map(account).collect();
    let text = format!("{{ channels: {{ telegram: {{ accounts: {{ {} }} }} }} }}", accounts.join(", "));
    let snapshot = snapshot(&text);
    let explainer = Explainer::new(&snapshot).expect("an object");
    measure(|| explainer.access(None, None)).1.entries
}

#[test]
fn twice_the_accounts_cost_twice_as_much() {
    let (few, many) = (telling(100), telling(200));
    assert!(many <= few * 21 / 10, "{few} entries for 100 accounts, {many} for 200");
}
