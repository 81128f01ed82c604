//! `explain route`: who answers.

use super::check_of;
use crate::program::Folder;
use expect_test::{Expect, expect};

const ROUTES: &str = "{
  agents: {
    ownership: 'explicit',
    defaults: { systemAgent: { agentId: 'home' } },
    entries: { home: {}, Work: {}, kids: {} },
  },
  channels: {
    telegram: { botToken: '1:a', groups: { '-100': { topics: { '7': { agentId: 'kids' } } } }, accounts: { alerts: { botToken: '2:b' }, off: { enabled: false } } },
    discord: { token: 'x' },
  },
  bindings: [
    { agentId: 'work', match: { channel: 'telegram', accountId: 'default' } },
    { agentId: 'kids', match: { channel: 'telegram' } },
    { agentId: 'kids', match: { channel: 'discord', guildId: '7', roles: ['99'] } },
    { agentId: 'work', match: { channel: 'discord', peer: { kind: 'channel', id: '42' } } },
    { agentId: 'work', match: { channel: 'discord', peer: { kind: 'channel', id: ' ' } } },
  ],
}";

#[track_caller]
fn check_route(arguments: &str, expected: Expect) {
    check_of(ROUTES, arguments, expected);
}

#[test]
fn who_answers_is_shown_for_each_account() {
    check_route(
        "explain route .",
        expect![[r#"
        all else    home: `agents.defaults.systemAgent.agentId` names it

        CHANNEL   ACCOUNT  DIRECT MESSAGES     GROUPS
        telegram  alerts   home                nobody: Telegram drops it: no binding is about it, and its account is not the default one, `default`
        telegram  default  work (bindings[0])  work (bindings[0])
        discord   default  home                home

        BINDING      AGENT  IS ABOUT
        bindings[0]  work   telegram, account default
        bindings[1]  kids   telegram, account default                    never decides: bindings[0] stands before it
        bindings[2]  kids   discord, account default, server 7, role 99
        bindings[3]  work   discord, account default, group 42
        bindings[4]  work   discord                                      passed over: its peer has no id
    "#]],
    );
}

#[test]
fn one_message_is_followed() {
    check_route(
        "explain route --message discord:default:channel:42 --guild 7 --role 99 .",
        expect![[r#"
        message     discord, account default, group:42, server 7, role 99
        agent       work
        because     bindings[3] names this conversation
        session     one of the group's own

        BINDING      AGENT  IS ABOUT                                     WITH THIS MESSAGE
        bindings[0]  work   telegram, account default                    is about another channel
        bindings[1]  kids   telegram, account default                    never decides: bindings[0] stands before it
        bindings[2]  kids   discord, account default, server 7, role 99  is about it too, but less closely or later
        bindings[3]  work   discord, account default, group 42           wins
        bindings[4]  work   discord                                      passed over: its peer has no id
    "#]],
    );
    check_route(
        "explain route --format md --message telegram:alerts:group:-100 .",
        expect![[r#"
        ## Who answers

        - **message**: telegram, account alerts, group:-100
        - **agent**: nobody
        - **because**: Telegram drops it: no binding is about it, and its account is not the default one, `default`

        | Binding | Agent | Is about | With this message |
        |---|---|---|---|
        | bindings\[0\] | work | telegram, account default | is about another account |
        | bindings\[1\] | kids | telegram, account default | never decides: bindings\[0\] stands before it |
        | bindings\[2\] | kids | discord, account default, server 7, role 99 | is about another channel |
        | bindings\[3\] | work | discord, account default, group 42 | is about another channel |
        | bindings\[4\] | work | discord | passed over: its peer has no id |
    "#]],
    );
    check_route(
        "explain route --message telegram:alerts:group:-100 --thread 7 .",
        expect![[r#"
        message     telegram, account alerts, group:-100:topic:7, in group:-100
        agent       kids
        because     channels.telegram.groups["-100"].topics["7"].agentId names the agent of the topic
        session     one of the group's own

        BINDING      AGENT  IS ABOUT                                     WITH THIS MESSAGE
        bindings[0]  work   telegram, account default                    is about another account
        bindings[1]  kids   telegram, account default                    never decides: bindings[0] stands before it
        bindings[2]  kids   discord, account default, server 7, role 99  is about another channel
        bindings[3]  work   discord, account default, group 42           is about another channel
        bindings[4]  work   discord                                      passed over: its peer has no id
    "#]],
    );
}

#[test]
fn who_answers_is_told_to_programs() {
    let ran = Folder::with(&[("a.json", ROUTES)])
        .run("explain route --format json --message telegram:default:direct:5 a.json");
    let found: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let route = &found["route"];
    assert_eq!((&route["owner"], &route["message"]["agent"]), (&"home".into(), &"work".into()), "{route:#}");
    assert_eq!(route["message"]["binding"], "bindings[0]");
    assert_eq!(route["bindings"][1]["hiddenBy"], "bindings[0]");
    assert_eq!(route["accounts"][0]["groups"]["by"], "default", "{route:#}");
}

#[test]
fn a_message_that_cannot_be_read_is_refused() {
    let run = |arguments: &str| {
        let ran = Folder::with(&[("a.json", "{}")]).run(arguments);
        assert_eq!(ran.status, 2, "{arguments}");
        ran.stderr
    };
    assert!(
        run("explain route --message telegram:a:room:1 a.json").contains("`room` is no kind of conversation")
    );
    assert!(run("explain --message telegram a.json").contains("goes with `route`, `access` and `tools`"));
}
