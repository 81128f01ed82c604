//! The tools that OpenClaw was asked for: `tests/fixtures/README.md` says how.

use super::*;
use crate::config::tool_sets::core_tools;
use crate::syntax::Tree;
use flate2::read::GzDecoder;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};

fn recorded() -> impl Iterator<Item = Value> {
    let bytes = include_bytes!("../../../tests/fixtures/decisions/tools.jsonl.gz").as_slice();
    let lines = BufReader::new(GzDecoder::new(bytes)).lines();
    lines.map(|line| serde_json::from_str(&line.expect("a line")).expect("JSON"))
}

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
    let steps = toolbox.steps(Asked { agent, provider, model, session, is_owner });
    let mut taken: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (tool, step, _) in toolbox.taken(&steps) {
        taken.entry(step).or_default().push(&toolbox.tools[tool].name);
    }
    let taken = taken.into_iter().map(|(step, tools)| json!([steps[step].layer.word(), tools]));
    json!({ "sandboxed": toolbox.sandbox(agent).holds(session), "taken": taken.collect::<Vec<_>>() })
}

#[test]
fn every_recorded_tool() {
    let mut lines = recorded();
    let tools = tools(&lines.next().expect("the tools"));
    let mut core: Vec<&str> =
        tools.iter().filter(|tool| tool.plugin.is_none()).map(|tool| tool.name.as_str()).collect();
    let mut ours = core_tools();
    core.sort_unstable();
    ours.sort_unstable();
    assert_eq!(ours, core);
    let (mut asked, mut others) = (0, Vec::new());
    for case in lines {
        let tree = Tree::parse(&case["config"].to_string());
        let toolbox = Toolbox::new(&tree.value().expect("an object"), tools.clone());
        for question in case["asked"].as_array().expect("questions") {
            asked += 1;
            let ours = answer(&toolbox, &question["question"]);
            if ours != question["answer"] {
                others.push(format!("{}\n{question}\nours: {ours}", case["config"]));
            }
        }
    }
    assert!(asked >= 3_000, "only {asked} questions");
    assert!(
        others.is_empty(),
        "{} of {asked} differ:\n{}",
        others.len(),
        others[..others.len().min(4)].join("\n\n")
    );
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
