use super::super::hover;
use crate::base::{DocumentKind, Options, Snapshot, World};
use crate::schema::Schema;
use crate::schema::snapshot;
use std::sync::Arc;

#[test]
fn the_words_of_the_installation_follow_ours() {
    let printed = r#"{ "type": "object", "properties": {
        "agents": { "type": "object", "title": "Agents", "description": "All agents of this gateway." },
        "novelty": { "type": "boolean", "description": "Switches the novelty on." } } }"#;
    let schema = Schema::from_snapshot(&snapshot::Snapshot::read(printed, "2099.1.0").unwrap());
    let world = Arc::new(World::new(schema, Options::default()));
    let document = Snapshot::new("{ agents: {}, novelty: true }", DocumentKind::Main, world);
    let said = |offset: usize| hover(&document, offset).unwrap().markdown;
    let (agents, novelty) = (said(3), said(15));
    let theirs = agents.find("OpenClaw 2099.1.0: All agents of this gateway.").expect("their words");
    assert!(agents[..theirs].lines().count() > 2, "ours come first: {agents}");
    assert!(novelty.contains("OpenClaw 2099.1.0: Switches the novelty on."), "{novelty}");
}
