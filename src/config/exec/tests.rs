//! The commands that OpenClaw was asked for: `tests/fixtures/README.md` says how.

use super::*;
use crate::config::access::read_account;
use crate::config::effective::{Agent, agents};
use crate::config::for_tests::{Compared, lines};
use crate::config::tools::{Session, Tool, Toolbox};
use crate::syntax::{Tree, Value as Written};
use serde_json::{Value, json};

const RECORDED: &[u8] = include_bytes!("../../../tests/fixtures/decisions/exec.jsonl.gz");

/// The path of an agent as the recording has it.
fn told(path: &str) -> String {
    let Some(rest) = path.strip_prefix("agents.entries.") else { return path.to_owned() };
    format!("agents.entries.ID.{}", rest.split_once('.').map_or("", |(_, rest)| rest))
}

fn answer(root: &Written<'_>, asked: &Value) -> Value {
    let text = |value: &'_ Value| value.as_str().map(str::to_owned);
    if let (Some(channel), Some(account)) = (text(&asked["channel"]), text(&asked["account"])) {
        let settings = read_account(root, &channel, &account).expect("an account");
        let found = Approvers::of(root, &channel, &settings).expect("a channel that asks");
        return json!({ "asks": found.asks, "approvers": found.people, "target": found.target });
    }
    let id = text(&asked["agent"]).expect("an agent");
    let roster = agents(root);
    let same = |agent: &&Agent<Written<'_>>| agent.id.eq_ignore_ascii_case(&id);
    let commands = Commands::read(root, roster.iter().find(same));
    match text(&asked["channel"]) {
        Some(channel) => may_leave(&commands, &channel, asked),
        None => what_runs(&commands, root, &id, asked),
    }
}

fn may_leave(commands: &Commands<Written<'_>>, channel: &str, asked: &Value) -> Value {
    let of = |key: &str| asked["sender"][key].as_str();
    let sender = Sender {
        id: of("id"),
        from: of("from"),
        phone: of("e164"),
        name: of("name"),
        username: of("username"),
        tag: of("tag"),
        is_direct: asked["direct"] == true,
    };
    let gates = commands.elevated.gates(channel, &sender);
    let gates: Vec<String> = gates.iter().map(|path| told(path)).collect();
    json!({ "enabled": commands.elevated.off_at().is_empty(), "allowed": gates.is_empty(), "gates": gates })
}

fn what_runs(commands: &Commands<Written<'_>>, root: &Written<'_>, id: &str, asked: &Value) -> Value {
    let session = match asked["session"].as_str() {
        Some("main") => Session::Main,
        Some("subagent") => Session::Subagent,
        _ => Session::Other,
    };
    let is_boxed = Toolbox::new(root, Tool::core()).sandbox(id).holds(session);
    let run = commands.run(is_boxed, asked["elevated"] == true);
    let from = json!({
        "host": commands.host.as_ref().map(|(_, path)| told(path)),
        "security": commands.security.as_ref().map(|(_, path)| told(path)),
        "ask": commands.ask.as_ref().map(|(_, path)| told(path)),
    });
    let mut found = json!({
        "host": run.set.word(), "runs": run.host.word(), "mode": run.mode.word(), "security": run.security.word(),
        "ask": run.ask.word(), "nodeAllowed": run.may_ask_for_node, "from": from,
    });
    if let (Some((node, _)), Some(found)) = (&commands.node, found.as_object_mut()) {
        found.insert("node".to_owned(), json!(node));
    }
    found
}

#[test]
fn every_recorded_command() {
    let mut compared = Compared::default();
    for case in lines(RECORDED, Some("EXEC_ANSWERS")) {
        let tree = Tree::parse(&case["config"].to_string());
        let root = tree.value().expect("an object");
        for question in case["asked"].as_array().expect("questions") {
            let ours = answer(&root, &question["question"]);
            compared.with(&case, question, &ours, &question["answer"]);
        }
    }
    compared.agree(3_000);
}

#[test]
fn what_never_runs() {
    let run = |text: &str, is_boxed| {
        let tree = Tree::parse(text);
        Commands::read(&tree.value().expect("an object"), None).run(is_boxed, false)
    };
    assert!(run("{}", false).is_free() && !run("{}", true).is_free());
    assert!(!run("{}", true).is_refused(), "all commands run in a sandbox");
    assert!(run("{ tools: { exec: { mode: 'deny' } } }", true).is_denied());
    assert!(run("{ tools: { exec: { host: 'sandbox' } } }", false).lacks_sandbox());
    assert!(
        run("{ tools: { exec: { host: 'gateway' } } }", true).is_free(),
        "the host stands above the sandbox"
    );
    assert!(run("{ tools: { exec: { mode: 'ask' } } }", false).asks());
}
