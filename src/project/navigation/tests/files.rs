//! Names in several files.

use super::world;
use crate::base::{DocumentKind, Snapshot};
use crate::config::include::Problem;
use crate::project::navigation::{Location, Names, Refusal};
use crate::project::{Project, ProjectFile};
use crate::text::{TextRange, apply_all};
use expect_test::expect;
use std::path::{Path, PathBuf};

const MAIN: &str =
    "{ agents: { $include: 'agents.json5' }, bindings: [{ agentId: 'ops', match: { channel: 'slack' } }],
  models: { providers: { box: { $include: ['box.json5'] } } } }";
const AGENTS: &str = "{ entries: { home: { $include: 'home.json5' }, ops: {} } }";
const HOME: &str = "{ model: 'box/m', subagents: { allowAgents: ['ops'] } }";
const BOX: &str = "{ baseUrl: 'http://localhost:1', models: [{ id: 'm', name: 'M' }] }";

fn files() -> Vec<(&'static str, &'static str)> {
    vec![("main.json5", MAIN), ("agents.json5", AGENTS), ("box.json5", BOX), ("home.json5", HOME)]
}

fn project() -> Project {
    project_of(&files())
}

fn project_of(files: &[(&str, &str)]) -> Project {
    let snapshot = |text| Snapshot::new(text, DocumentKind::Main, world());
    let text = |path: &Path| files.iter().find(|(name, _)| path.ends_with(name)).map(|(_, text)| *text);
    let main = ProjectFile { path: PathBuf::from("main.json5"), snapshot: snapshot(files[0].1) };
    let read = |path: &Path| text(path).map(snapshot).ok_or(Problem::Missing);
    Project::collect(main, |_, name| Ok(PathBuf::from(name)), read)
}

fn at(project: &Project, name: &str, marked: &str) -> (usize, usize) {
    let file = project.file(Path::new(name)).expect("a file of the project");
    let (before, after) = marked.split_once("$0").expect("a cursor");
    let text = files().into_iter().find(|(own, _)| *own == name).expect("a file").1;
    (file, text.find(&format!("{before}{after}")).expect("a place") + before.len())
}

fn show(project: &Project, places: &[Location]) -> String {
    let show = |one: &Location| {
        let file = &project.files()[one.file];
        format!("{}:{}:{}", file.path.display(), one.range.start, file.snapshot.text.slice(one.range))
    };
    places.iter().map(show).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_file_may_stand_at_several_paths() {
    const TWICE: &str = "{ agents: { entries: { a: { $include: 'agent.json5' }, b: { $include: 'agent.json5' }, c: { model: 'fast' } } } }";
    const AGENT: &str =
        "{ model: 'fast', models: { 'x/y': { alias: 'fast' } }, extra: { $include: 'agent.json5' } }";
    let project = project_of(&[("main.json5", TWICE), ("agent.json5", AGENT)]);
    let paths: Vec<usize> = project.mounts().iter().map(Vec::len).collect();
    assert_eq!(paths[0], 1);
    assert!(paths[1] > 2, "a file that includes itself ends somewhere: {paths:?}");
    let names = Names::of(&project);
    let offset = AGENT.find("fast").expect("an alias");
    let target = names.definition(1, offset).expect("its own alias");
    assert_eq!(target.places.len(), 1);
    // What one agent means another one means too: the alias cannot change for one of them alone.
    assert!(names.rename(1, offset, "quick").is_err());
    assert_eq!(names.rename(0, TWICE.find("c:").expect("an agent"), "d").expect("edits").len(), 1);
}

#[test]
fn names_lead_through_files() {
    let project = project();
    let names = Names::of(&project);
    let (file, offset) = at(&project, "main.json5", "agentId: 'o$0ps");
    let target = names.definition(file, offset).expect("a definition");
    expect!["agents.json5:47:ops"].assert_eq(&show(&project, &target.places));
    expect!["main.json5:63:ops home.json5:46:ops"]
        .assert_eq(&show(&project, &names.references(file, offset, false)));
    let (file, offset) = at(&project, "home.json5", "box/$0m");
    let target = names.definition(file, offset).expect("a definition");
    expect!["box.json5:49:m"].assert_eq(&show(&project, &target.places));
}

#[test]
fn a_name_is_changed_in_all_files() {
    let project = project();
    let names = Names::of(&project);
    let (file, offset) = at(&project, "home.json5", "['o$0ps");
    let edits = names.rename(file, offset, "front-desk").expect("edits");
    let texts: Vec<String> = edits
        .iter()
        .map(|(file, edits)| {
            let text = &project.files()[*file].snapshot.text;
            apply_all(&text.slice(TextRange::new(0, text.len())), edits)
        })
        .collect();
    assert_eq!(texts.len(), 3);
    assert!(texts[1].contains("'front-desk': {}"), "{texts:?}");
    let (file, offset) = at(&project, "agents.json5", "ho$0me");
    assert_eq!(names.rename(file, offset, "house").expect("the path of a file may change").len(), 1);
    let (file, offset) = at(&project, "main.json5", "b$0ox: {");
    assert_eq!(names.rename(file, offset, "crate").expect("edits").len(), 2);
    let refused = names.rename(file, offset, "openai").expect_err("a name of OpenClaw's own");
    assert!(matches!(refused, Refusal(message) if message.contains("openai")));
}
