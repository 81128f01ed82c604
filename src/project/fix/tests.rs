use super::super::tests::project;
use super::*;
use crate::base::{DocumentKind, Snapshot, World};
use crate::text::apply_all;
use expect_test::{Expect, expect};
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};
use std::fmt::Write as _;
use std::sync::Arc;

/// The files after the fix of all, one after the other, without those that stay.
fn check(files: &[(&str, &str)], expected: &Expect) {
    let project = project(files);
    let all: Vec<FileId> = (0..project.files().len()).collect();
    let edits = fix_files(&project, &all, Which::safe(None));
    let mut out = String::new();
    for (file, edits) in &edits {
        let file = &project.files()[*file];
        let name = file.path.file_name().unwrap_or_default().to_string_lossy();
        writeln!(out, "{name}: {}", apply_all(&file.snapshot.tree.text(), edits)).unwrap();
    }
    expected.assert_eq(&out);
    let whole: Json = json5::from_str(&merged(&project)).unwrap();
    let expected = fixed(&whole);
    let seen: Json = json5::from_str(&merged(&project.edited(&edits))).unwrap();
    assert_eq!(seen, expected);
    assert!(fix_files(&project.edited(&edits), &all, Which::safe(None)).is_empty(), "one run is enough");
}

fn merged(project: &Project) -> String {
    Merged::new(project, None).text
}

/// What the migration makes of a value in one file.
fn fixed(value: &Json) -> Json {
    let text = value.to_string();
    let snapshot = Snapshot::new(&text, DocumentKind::Main, Arc::new(World::default()));
    let edits = crate::ide::fix_all(&snapshot, None);
    json5::from_str(&apply_all(&text, &edits)).unwrap()
}

#[test]
fn each_key_is_mended_in_the_file_that_holds_it() {
    check(
        &[
            ("main", "{ agents: { $include: 'agents' }, session: { idleMinutes: 5 } }"),
            (
                "agents",
                "{\n  // all of them\n  defaults: {\n    params: { cacheControlTtl: '1h' }, // an hour\n  },\n}",
            ),
        ],
        &expect![[r#"
            main: { agents: { $include: 'agents' }, session: { reset: { mode: 'idle', idleMinutes: 5 } } }
            agents: {
              // all of them
              defaults: {
                params: { cacheRetention: 'long' }, // an hour
              },
            }
        "#]],
    );
}

#[test]
fn a_roster_of_its_own_becomes_entries_there() {
    check(
        &[
            ("main", "{ agents: { list: { $include: 'list' } } }"),
            ("list", "[\n  { id: 'a', default: true }, // first\n  { id: 'b' },\n]"),
        ],
        &expect![[r#"
            main: { agents: { entries: { $include: 'list' } } }
            list: {
              a: { default: true }, // first
              b: {},
            }
        "#]],
    );
    check(
        &[
            ("main", "{ agents: { $include: ['a', 'b'] } }"),
            ("a", "{ list: [{ id: 'a', default: true }] }"),
            ("b", "{ list: [{ id: 'b' }] }"),
        ],
        &expect![[r#"
            a: { entries: { a: { default: true } } }
            b: { entries: { b: {} } }
        "#]],
    );
}

#[test]
fn what_belongs_elsewhere_goes_to_the_file_that_holds_the_object() {
    check(
        &[
            ("main", "{ routing: { $include: 'routing' }, messages: { $include: 'messages' } }"),
            ("routing", "{ groupChat: { mentionPatterns: ['x'] } }"),
            ("messages", "{ /* said */ }"),
        ],
        &expect![[r#"
            main: { messages: { $include: 'messages' } }
            messages: { groupChat: { mentionPatterns: ['x'] } /* said */ }
        "#]],
    );
}

#[test]
fn the_new_key_wins_wherever_it_stands() {
    check(
        &[
            ("main", "{ agents: { defaults: { params: { $include: 'p', cacheRetention: 'none' } } } }"),
            ("p", "{ cacheControlTtl: '1h', temperature: 1 }"),
        ],
        &expect![[r#"
            p: { temperature: 1 }
        "#]],
    );
}

/// Retired settings, and some that are not.
fn settings() -> Vec<Json> {
    vec![
        json!({ "agents": { "defaults": { "params": { "cacheControlTtl": "1h" } } } }),
        json!({ "agents": { "defaults": { "params": { "cacheRetention": "none", "temperature": 1 } } } }),
        json!({ "agents": { "list": [{ "id": "a", "default": true }, { "id": "b", "params": { "cacheControlTtl": "5m" } }] } }),
        json!({ "session": { "idleMinutes": 5 } }),
        json!({ "session": { "reset": { "atHour": 3 } } }),
        json!({ "acp": { "runtime": { "ttlMinutes": 10 } } }),
        json!({ "env": { "API_KEY": "x", "vars": { "OTHER_KEY": "y" } } }),
        json!({ "env": { "HTTP_PROXY": "z" } }),
        json!({ "gateway": { "port": 1, "bind": "0.0.0.0" } }),
        json!({ "tools": { "allow": ["a"] } }),
        json!({ "channels": { "telegram": { "streamMode": "partial", "accounts": { "a": { "streamMode": "off" } } } } }),
        json!({ "channels": { "slack": { "dm": { "policy": "open", "allowFrom": ["*"] } } } }),
        json!({ "channels": { "discord": { "dm": { "policy": "open" }, "dmPolicy": "open" } } }),
        json!({ "bindings": [{ "agentId": "a", "match": { "channel": "telegram" } }, { "agentId": "b" }] }),
        json!({ "memorySearch": { "provider": "x" } }),
        json!({ "heartbeat": { "every": "1h" } }),
        json!({ "agents": { "defaults": { "sandbox": { "perSession": true } } } }),
        json!({ "browser": { "ssrfPolicy": { "allowPrivateNetwork": true } } }),
        json!({ "talk": { "voiceId": "x", "apiKey": "y" } }),
        json!({ "tools": { "web": { "search": { "provider": "brave", "apiKey": "k" } } } }),
        json!({ "gateway": { "token": "t" } }),
        json!({ "audio": { "transcription": { "command": ["x"], "timeoutSeconds": 3 } } }),
        json!({ "routing": { "groupChat": { "mentionPatterns": ["x"] }, "allowFrom": ["a"] } }),
    ]
}

fn join(earlier: &mut Json, later: &Json) {
    match (earlier, later) {
        (Json::Object(earlier), Json::Object(later)) => {
            for (key, value) in later {
                join(earlier.entry(key.clone()).or_insert_with(|| json!({})), value);
            }
        }
        (earlier, later) => *earlier = later.clone(),
    }
}

/// Splits a value into files by a row of choices, which begins anew when it has come to its end.
struct Splitter<'c> {
    choices: std::iter::Cycle<std::slice::Iter<'c, u8>>,
    files: Vec<(String, String)>,
}

impl Splitter<'_> {
    fn choose(&mut self, of: u8) -> u8 {
        self.choices.next().map_or(0, |choice| choice % of)
    }

    fn file(&mut self, value: &Json) -> String {
        let name = format!("f{}", self.files.len());
        self.files
            .push((name.clone(), format!("// a file\n{}", serde_json::to_string_pretty(value).unwrap())));
        name
    }

    fn value(&mut self, value: &Json, depth: usize) -> Json {
        let inner = match value {
            Json::Object(members) => {
                let members = members.iter().map(|(key, value)| (key.clone(), self.value(value, depth + 1)));
                Json::Object(members.collect())
            }
            Json::Array(elements) => elements.iter().map(|element| self.value(element, depth + 1)).collect(),
            scalar => return scalar.clone(),
        };
        match (self.choose(6), &inner) {
            (0, _) => json!({ "$include": self.file(&inner) }),
            (1, Json::Object(members)) if depth > 0 || members.len() > 1 => self.part(members),
            // A roster of two arrays is left as it is: no single file can mend it.
            (2, Json::Array(elements)) if elements.len() > 1 && value[0].get("id").is_none() => {
                let (left, right) = elements.split_at(1);
                let files = [self.file(&json!(left)), self.file(&json!(right))];
                json!({ "$include": files })
            }
            _ => inner,
        }
    }

    /// Some members into a file.
    fn part(&mut self, members: &Map<String, Json>) -> Json {
        let (mut stay, mut go) = (Map::new(), Map::new());
        for (key, value) in members {
            let to =
                if (self.choose(2) == 0 || go.is_empty()) && key != "$include" { &mut go } else { &mut stay };
            to.insert(key.clone(), value.clone());
        }
        if stay.contains_key("$include") {
            return Json::Object(members.clone());
        }
        stay.insert("$include".to_owned(), self.file(&Json::Object(go)).into());
        Json::Object(stay)
    }
}

/// A value of some of the settings.
fn picked(picked: u32) -> Json {
    let mut whole = json!({});
    for (index, setting) in settings().iter().enumerate() {
        if picked & (1 << index) != 0 {
            join(&mut whole, setting);
        }
    }
    whole
}

/// The merged value before and after the fix of all files.
fn both(files: &[(&str, &str)]) -> (Json, Json) {
    let project = project(files);
    let all: Vec<FileId> = (0..project.files().len()).collect();
    let after = project.edited(&fix_files(&project, &all, Which::safe(None)));
    assert!(after.files().iter().all(|file| file.snapshot.tree.is_valid()));
    (json5::from_str(&merged(&project)).unwrap(), json5::from_str(&merged(&after)).unwrap())
}

proptest! {
    // Each case mends a whole project several times over.
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn sections_are_mended_in_their_files_as_they_are_in_one(pick in any::<u32>(), choices in any::<u32>()) {
        let whole = picked(pick);
        let (mut main, mut files) = (Map::new(), Vec::new());
        for (index, (key, value)) in whole.as_object().unwrap().iter().enumerate() {
            if choices & (1 << index) == 0 {
                main.insert(key.clone(), value.clone());
            } else {
                files.push((key.as_str(), value.to_string()));
                main.insert(key.clone(), json!({ "$include": key }));
            }
        }
        let main = Json::Object(main).to_string();
        let files: Vec<(&str, &str)> =
            [("main", main.as_str())].into_iter().chain(files.iter().map(|(name, text)| (*name, text.as_str()))).collect();
        let (before, after) = both(&files);
        prop_assert_eq!(&before, &whole);
        prop_assert_eq!(after, fixed(&whole));
    }

    #[test]
    fn a_fix_of_the_parts_is_the_fix_of_the_whole(pick in any::<u32>(), choices in proptest::collection::vec(any::<u8>(), 1..40)) {
        let whole = picked(pick);
        let mut splitter = Splitter { choices: choices.iter().cycle(), files: Vec::new() };
        let main = splitter.value(&whole, 0).to_string();
        let files = splitter.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let files: Vec<(&str, &str)> = [("main", main.as_str())].into_iter().chain(files).collect();
        let (before, after) = both(&files);
        prop_assert_eq!(&before, &whole);
        prop_assert_eq!(after, fixed(&whole));
    }
}
