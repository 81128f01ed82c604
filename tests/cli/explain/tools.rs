//! `explain tools`: which tools each agent has.

use super::check_of;
use crate::program::Folder;
use expect_test::{Expect, expect};

const TOOLS: &str = "{
  agents: {
    ownership: 'explicit',
    defaults: { systemAgent: { agentId: 'home' }, model: 'anthropic/claude-opus-5', sandbox: { mode: 'non-main' } },
    entries: { home: {}, kids: { tools: { allow: ['group:web', 'read'], deny: ['x_search'] } } },
  },
  tools: { profile: 'coding', deny: ['group:runtime'], byProvider: { anthropic: { deny: ['apply_patch'] } } },
}";

#[track_caller]
fn check_tools(arguments: &str, expected: Expect) {
    check_of(TOOLS, arguments, expected);
}

#[test]
fn tools_are_counted_for_each_agent() {
    check_tools(
        "explain tools .",
        expect![[r#"
            AGENT  TOOLS  WITHOUT  PROFILE  SANDBOX   COMMANDS  ON THE HOST UNASKED
            home   44     17       coding   non-main  none      -
            kids   3      58       coding   non-main  none      -
        "#]],
    );
}

#[test]
fn each_missing_tool_has_a_reason() {
    check_tools(
        "explain tools --agent kids .",
        expect![[r#"
            agent       kids
            model       anthropic/claude-opus-5
            profile     coding (tools.profile)
            sandbox     non-main
            has         3 tools: read, web_search, web_fetch

            TAKEN BY                                              TOOLS
            not in tools.profile                                  browser, canvas, show_widget, message, heartbeat_respond, openclaw, nodes, computer, mobile_ui, agents_list, tts, pdf
            tools.deny has `group:runtime`                        exec, process, code_execution, secrets
            tools.byProvider["anthropic"].deny has `apply_patch`  apply_patch
            not in agents.entries.kids.tools.allow                ls, write, edit, memory_search, memory_get, sessions, sessions_list, sessions_history, sessions_search, conversations_list, conversations_send, conversations_turn, sessions_send, sessions_spawn, github_identity_status, github_publish, agents_wait, sessions_yield, subagents, session_status, suggest_task, dismiss_task, screen, theme, dashboard, terminal, portal, automations, gateway, plugins, get_goal, create_goal, update_goal, progress_card, ask_user, skill_workshop, view_image, image_generate, music_generate, video_generate
            agents.entries.kids.tools.deny has `x_search`         x_search

            ELSEWHERE                                            ALSO WITHOUT
            in the sandbox, in other sessions than the main one  web_search, web_fetch

            COMMANDS IN   RUN      WHICH                          DECIDED BY
            all sessions  nowhere  none: the agent has no `exec`  tools.deny has `group:runtime`
        "#]],
    );
}

#[test]
fn tools_are_told_to_programs() {
    let ran = Folder::with(&[("a.json", TOOLS)]).run("explain tools --format json a.json");
    let found: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let [home, kids] = [0, 1].map(|at| &found["tools"][at]);
    assert_eq!(
        (&home["agent"], &home["profile"], &home["sandbox"]),
        (&"home".into(), &"coding".into(), &"non-main".into())
    );
    let gone = |agent: &serde_json::Value, tool: &str| {
        let all = agent["taken"].as_array().expect("a list").iter();
        all.clone().find(|gone| gone["tool"] == tool).map(|gone| gone["path"].clone())
    };
    assert_eq!(gone(home, "exec"), Some("tools.deny".into()));
    assert_eq!(gone(home, "apply_patch"), Some("tools.byProvider[\"anthropic\"].deny".into()));
    assert_eq!(gone(kids, "edit"), Some("agents.entries.kids.tools.allow".into()));
    assert_eq!(gone(kids, "read"), None);
}
