//! The tools that OpenClaw was asked for: `tests/fixtures/README.md` says how.

use super::*;
use crate::config::access::Conversation;
use crate::config::for_tests::{Compared, lines};
use crate::config::tool_sets::core_tools;
use crate::syntax::Tree;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const RECORDED: &[u8] = include_bytes!("../../../tests/fixtures/decisions/tools.jsonl.gz");
const SENDERS: &[u8] = include_bytes!("../../../tests/fixtures/decisions/senders.jsonl.gz");

fn tools(list: &Value) -> Vec<Tool> {
    let pairs = list["tools"].as_array().expect("tools").iter();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    pairs.map(|pair| Tool { name: text(&pair[0]).expect("a name"), plugin: text(&pair[1]) }).collect()
}

/// What each layer takes, in the words of the recording.
fn answer<V: crate::config::ConfigValue>(toolbox: &Toolbox<V>, question: &Value) -> Value {
    let text = |key: &str| question[key].as_str().expect("a text");
    let session = match text("session") {
        "main" => Session::Main,
        "subagent" => Session::Subagent,
        _ => Session::Other,
    };
    let (agent, provider, model) = (text("agent"), text("provider"), text("model"));
    let is_owner = question["owner"] == true;
    let steps = toolbox.steps(Asked { agent, provider, model, session, is_owner, requester: None });
    let mut taken: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (tool, step, _) in toolbox.taken(&steps) {
        taken.entry(step).or_default().push(&toolbox.tools[tool].name);
    }
    let taken = taken.into_iter().map(|(step, tools)| json!([steps[step].layer.word(), tools]));
    json!({ "sandboxed": toolbox.sandbox(agent).holds(session), "taken": taken.collect::<Vec<_>>() })
}

#[test]
fn every_recorded_tool() {
    let mut lines = lines(RECORDED, None);
    let tools = tools(&lines.next().expect("the tools"));
    let mut core: Vec<&str> =
        tools.iter().filter(|tool| tool.plugin.is_none()).map(|tool| tool.name.as_str()).collect();
    let mut ours = core_tools();
    core.sort_unstable();
    ours.sort_unstable();
    assert_eq!(ours, core);
    let mut compared = Compared::default();
    for case in lines {
        let tree = Tree::parse(&case["config"].to_string());
        let toolbox = Toolbox::new(&tree.value().expect("an object"), tools.clone());
        for question in case["asked"].as_array().expect("questions") {
            let ours = answer(&toolbox, &question["question"]);
            compared.with(&case, question, &ours, &question["answer"]);
        }
    }
    compared.agree(3_000);
}

/// The lists that a recording has for a group and a sender.
fn lists<V: crate::config::ConfigValue>(toolbox: &Toolbox<V>, question: &Value) -> Value {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let of = |key: &str| text(&question["sender"][key]);
    let group = text(&question["group"]).map(|id| Conversation {
        id: Some(id),
        name: text(&question["name"]),
        guild: text(&question["guild"]),
        ..Conversation::group(None)
    });
    let requester = Requester {
        channel: text(&question["channel"]).expect("a channel"),
        account: text(&question["account"]).expect("an account"),
        group,
        id: of("id"),
        phone: of("phone"),
        username: of("username"),
        name: of("name"),
    };
    let requester = Some(&requester);
    let agent = question["agent"].as_str().expect("an agent");
    let session = Session::Main;
    let steps =
        toolbox.steps(Asked { agent, provider: "openai", model: "x", session, is_owner: true, requester });
    let mut found = json!({});
    for (layer, key) in [(Layer::Group, "group"), (Layer::Sender, "sender")] {
        if let Some(step) = steps.iter().find(|step| step.layer == layer) {
            let Policy { allow, deny } = &step.policy;
            found[key] = json!({ "allow": allow, "deny": deny });
        }
    }
    found
}

#[test]
fn every_recorded_group_and_sender() {
    let mut compared = Compared::default();
    for case in lines(SENDERS, Some("SENDERS_ANSWERS")) {
        let tree = Tree::parse(&case["config"].to_string());
        let toolbox = Toolbox::new(&tree.value().expect("an object"), Tool::core());
        for question in case["asked"].as_array().expect("questions") {
            let ours = lists(&toolbox, &question["question"]);
            // A list that is not there is one in which nothing is denied.
            let mut theirs = question["answer"].clone();
            for policy in theirs.as_object_mut().into_iter().flat_map(|all| all.values_mut()) {
                let allow = policy.get("allow").cloned();
                let deny = policy.get("deny").cloned().unwrap_or_else(|| json!([]));
                *policy = json!({ "allow": allow, "deny": deny });
            }
            compared.with(&case, question, &ours, &theirs);
        }
    }
    compared.agree(3_000);
}

#[test]
fn what_takes_a_tool_is_named() {
    let config = json!({ "tools": { "profile": "coding", "deny": ["Group:Runtime", "web_*"], "alsoAllow": ["browser"] } });
    let toolbox = Toolbox::new(&&config, Tool::core());
    let steps = toolbox.steps(Asked {
        agent: "main",
        provider: "openai",
        model: "x",
        session: Session::Main,
        is_owner: true,
        requester: None,
    });
    let taken = toolbox.taken(&steps);
    let why = |name: &str| {
        let found = taken.iter().find(|(tool, ..)| toolbox.tools[*tool].name == name)?;
        Some((steps[found.1].layer, found.2.clone()))
    };
    assert_eq!(why("exec"), Some((Layer::Global, Reason::Denied("Group:Runtime".to_owned()))));
    assert_eq!(why("web_search"), Some((Layer::Global, Reason::Denied("web_*".to_owned()))));
    assert_eq!(why("nodes"), Some((Layer::Profile, Reason::NotAllowed)));
    assert_eq!((why("browser"), why("read")), (None, None));
    assert_eq!(toolbox.profile("main"), Some(("coding".to_owned(), "tools.profile".to_owned())));
}
