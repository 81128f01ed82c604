mod linear;

use super::*;
use crate::base::World;
use crate::base::{Diagnostic, DocumentKind, Severity, Snapshot};
use crate::config::include::Problem;
use crate::config::include::{DROPPED, Roots};
use crate::syntax::{ScalarKind, Value};
use crate::text::TextRange;
use expect_test::{Expect, expect};
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};
use std::path::Path;
use std::sync::Arc;

/// A project of texts: the first is the main configuration. No other file exists.
pub(super) fn project(files: &[(&str, &str)]) -> Project {
    let world = Arc::new(World::default());
    let path = |name: &str| Path::new("/cfg").join(name);
    let snapshot = |text: &str, kind| Snapshot::new(text, kind, Arc::clone(&world));
    let main = ProjectFile { path: path(files[0].0), snapshot: snapshot(files[0].1, DocumentKind::Main) };
    let roots = Roots { main: "/cfg".into(), extra: Vec::new() };
    Project::collect(
        main,
        |including, written| roots.resolve(including, written),
        |wanted| {
            let found = files.iter().find(|(name, _)| path(name) == wanted).ok_or(Problem::Missing)?;
            Ok(snapshot(found.1, DocumentKind::Fragment))
        },
    )
}

/// What the merged value says, as JSON.
fn merged(files: &[(&str, &str)]) -> Json {
    let merged = Merged::new(&project(files), None);
    json5::from_str(&merged.text).unwrap_or_else(|error| panic!("{error}: {}", merged.text))
}

/// The findings of all files, each with the text that it is drawn over.
fn check(files: &[(&str, &str)], expected: &Expect) {
    let project = project(files);
    let found = project_diagnostics(&project, &Merged::new(&project, None));
    let mut lines = Vec::new();
    for (file, found) in project.files().iter().zip(found) {
        for one in found {
            let name = file.path.file_name().unwrap_or_default().to_string_lossy();
            let text = file.snapshot.text.slice(one.range);
            lines.push(format!("{name} `{text}` {} {}: {}\n", one.path, one.code, one.message));
        }
    }
    expected.assert_eq(&lines.concat());
}

#[test]
fn a_missing_variable_is_told_in_each_file() {
    check(
        &[
            (
                "main",
                "{ gateway: { $include: 'gw' }, hooks: { token: '${NOPE}', path: '${NOPE}' }, tools: {} }",
            ),
            ("gw", "{ auth: { token: '${NOPE}', password: '${NOPE}' }, remote: { token: '${OTHER}' } }"),
        ],
        &expect![[r#"
            main `gateway` gateway.mode unstartable-gateway: the gateway does not start without `mode`, unless it is started with `--allow-unconfigured`: add `mode: "local"`
            main `${NOPE}` hooks.token missing-variable: `NOPE` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is
            main `${NOPE}` hooks.path missing-variable: `NOPE` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is
            gw `auth` gateway.auth.mode unstartable-gateway: the gateway does not start with both a token and a password and no `mode`: write which one counts
            gw `${NOPE}` gateway.auth.token missing-variable: `NOPE` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is
            gw `${NOPE}` gateway.auth.password missing-variable: `NOPE` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is
            gw `${OTHER}` gateway.remote.token missing-variable: `OTHER` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is
        "#]],
    );
}

#[test]
fn a_file_ignores_what_is_found_in_it() {
    check(
        &[
            (
                "main",
                "// openclaw-lsp: ignore-file unknown-model\n{ agents: { $include: 'a' }, hooks: { token: '${NOPE}' } } // openclaw-lsp: ignore missing-variable",
            ),
            (
                "a",
                "{ defaults: {\n // openclaw-lsp: ignore repeated-model twice on purpose\n model: { primary: 'anthropic/claude-sonet-5', fallbacks: ['anthropic/claude-sonet-5'] } } }",
            ),
        ],
        &expect![[r#"
            main `// openclaw-lsp: ignore-file unknown-model` <root> unused-ignore: this ignores nothing: this file has no finding of `unknown-model`
            a `'anthropic/claude-sonet-5'` agents.defaults.model.primary unknown-model: the catalogue has no model `anthropic/claude-sonet-5`: did you mean `anthropic/claude-sonnet-5`? A new model may be missing
            a `'anthropic/claude-sonet-5'` agents.defaults.model.fallbacks.0 unknown-model: the catalogue has no model `anthropic/claude-sonet-5`: did you mean `anthropic/claude-sonnet-5`? A new model may be missing
        "#]],
    );
}

#[test]
fn findings_stand_where_the_value_was_written() {
    check(
        &[
            ("main", "{ gateway: { $include: 'gw', port: 1 }, logging: { level: 'loud' }, bogus: {} }"),
            ("gw", "// the gateway\n{ mode: 'nowhere', port: 'x', oops: [1, 2] }"),
        ],
        &expect![[r#"
            main `'loud'` logging.level invalid-enum-value: `'loud'` is not allowed here: use `"silent"`, `"fatal"`, `"error"`, `"warn"`, `"info"`, `"debug"` or `"trace"`
            main `bogus` <root> unknown-key: unknown key `bogus`: OpenClaw refuses to start with it, remove it
            gw `'nowhere'` gateway.mode invalid-enum-value: `'nowhere'` is not allowed here: use `"local"` or `"remote"`
            gw `oops` gateway unknown-key: unknown key `oops`: OpenClaw refuses to start with it, remove it
        "#]],
    );
}

#[test]
fn what_is_included_completes_an_object() {
    check(
        &[
            (
                "main",
                "{ models: { providers: { box: { $include: ['url', 'models'] }, other: { $include: 'url' } } } }",
            ),
            ("url", "{ baseUrl: 'http://localhost:1' }"),
            ("models", "{ models: [] }"),
        ],
        &expect![[r#"
            main `other` models.providers.other.models incomplete-provider: the provider `other` is not one of OpenClaw's own, so it needs `models`: add an array of its models
        "#]],
    );
}

#[test]
fn a_broken_include_hides_nothing_else_and_invents_nothing() {
    check(
        &[(
            "main",
            "{ models: { providers: { box: { $include: 'nope', api: 'bogus' } } }, gateway: { port: 'x' } }",
        )],
        &expect![[r#"
            main `'nope'` <root> include-error: the file `nope` does not exist: create it or correct the path
            main `'bogus'` models.providers.box.api invalid-enum-value: `'bogus'` is not allowed here: use `"openai-completions"`, `"openai-responses"`, `"openai-chatgpt-responses"`, `"anthropic-messages"`, `"google-generative-ai"`, `"google-vertex"`, `"github-copilot"`, `"bedrock-converse-stream"`, `"ollama"`, `"pi-messages"` or `"azure-openai-responses"`
            main `'x'` gateway.port wrong-type: expected a whole number, found a string
        "#]],
    );
}

#[test]
fn a_fragment_with_syntax_errors_is_still_judged() {
    check(
        &[
            ("main", "{ gateway: { $include: 'gw', } }"),
            ("gw", "{ mode: 'bogus' port: nope, bind: 'x\n, auth: { mode: 'y' }"),
        ],
        &expect![[r#"
            main `'gw'` <root> include-error: `gw` is not JSON5 (line 1, column 16): correct it there
            gw `'bogus'` gateway.mode invalid-enum-value: `'bogus'` is not allowed here: use `"local"` or `"remote"`
            gw `` <root> missing-comma: a comma is missing here
            gw `nope` <root> invalid-value: this is no value: put text in quotes
            gw `'x` <root> unclosed-string: the closing quote of this string is missing: a string ends on its line
            gw `'y'` gateway.auth.mode invalid-enum-value: `'y'` is not allowed here: use `"none"`, `"token"`, `"password"` or `"trusted-proxy"`
            gw `` <root> missing-closer: the closing `}` is missing here
        "#]],
    );
}

#[test]
fn keys_need_an_object_beside_them() {
    check(
        &[
            ("main", "{ bindings: { $include: 'list', x: 1 }, tools: { $include: ['list', 'list'] } }"),
            ("list", "[]"),
        ],
        &expect![[r#"
            main `$include` <root> include-error: what is included here is an array, and keys can only stand beside an included object: remove the keys, or include an object
            main `tools` tools wrong-type: expected an object, found an array
        "#]],
    );
}

#[test]
fn repeated_keys_are_told_once() {
    check(
        &[("main", "{ gateway: { $include: 'gw' } }"), ("gw", "{ port: 1, port: 2 }")],
        &expect![[r#"
            main `gateway` gateway.mode unstartable-gateway: the gateway does not start without `mode`, unless it is started with `--allow-unconfigured`: add `mode: "local"`
            gw `port` port duplicate-key: the key `port` occurs again below, and only the last one counts: remove this one
        "#]],
    );
}

#[test]
fn includes_that_multiply_come_to_an_end() {
    let names: Vec<String> =
        (0..=10).map(|at| if at == 0 { "main".to_owned() } else { format!("f{at}") }).collect();
    let texts: Vec<String> = (0..=10)
        .map(|at| match at {
            10 => "{}".to_owned(),
            _ => format!("{{ $include: [{}] }}", format!("'f{}',", at + 1).repeat(12)),
        })
        .collect();
    let files: Vec<(&str, &str)> =
        names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    let project = project(&files);
    let found = project_diagnostics(&project, &Merged::new(&project, None)).concat();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].severity, Severity::Information);
}

#[test]
fn nobody_knows_what_a_document_without_a_place_includes() {
    let world = Arc::new(World::default());
    let main = "{ models: { providers: { box: { $include: 'x' } } }, gateway: { $include: 5, port: 'x' } }";
    let project = Project::alone(Snapshot::new(main, DocumentKind::Main, world));
    let found = project_diagnostics(&project, &Merged::new(&project, None)).concat();
    let codes: Vec<&str> = found.iter().map(|one| one.code).collect();
    assert_eq!(codes, ["include-error", "wrong-type"]);
}

#[test]
fn values_are_joined_as_openclaw_joins_them() {
    let files = |main| [("main", main), ("o", "{ x: 1 }"), ("a", "[1, 2]"), ("n", "5"), ("null", "null")];
    let check = |main, expected: Json| assert_eq!(merged(&files(main)), expected, "{main}");
    check("{ v: { $include: ['a', 'o'] } }", json!({ "v": { "x": 1 } }));
    check("{ v: { $include: ['o', 'a'] } }", json!({ "v": [1, 2] }));
    check("{ v: { $include: ['a', 'a'] } }", json!({ "v": [1, 2, 1, 2] }));
    check("{ v: { $include: ['o', 'null'] } }", json!({ "v": null }));
    check("{ v: { $include: 'n' } }", json!({ "v": 5 }));
    check("{ v: { $include: [] } }", json!({ "v": {} }));
    check("{ v: [{ $include: 'a' }, 3] }", json!({ "v": [[1, 2], 3] }));
    check("{ $include: 'o', x: null, y: { z: 1 } }", json!({ "x": null, "y": { "z": 1 } }));
    check("{ $include: 'o', constructor: {}, '__proto__': 1 }", json!({ "x": 1 }));
}

/// The reference: values as plain data.
fn join(earlier: Json, later: Json) -> Json {
    match (earlier, later) {
        (Json::Object(mut earlier), Json::Object(later)) => {
            earlier.retain(|key, _| !DROPPED.contains(&&**key));
            for (key, value) in later.into_iter().filter(|(key, _)| !DROPPED.contains(&&**key)) {
                let value = match earlier.remove(&key) {
                    Some(old) => join(old, value),
                    None => value,
                };
                earlier.insert(key, value);
            }
            Json::Object(earlier)
        }
        (Json::Array(mut earlier), Json::Array(later)) => {
            earlier.extend(later);
            Json::Array(earlier)
        }
        (_, later) => later,
    }
}

fn value() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![Just(Json::Null), any::<bool>().prop_map(Json::from), (0..9).prop_map(Json::from)];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![proptest::collection::vec(inner.clone(), 0..3).prop_map(Json::from), object(inner),]
    })
}

fn object(inner: impl Strategy<Value = Json>) -> impl Strategy<Value = Json> {
    let key = prop_oneof!["[a-c]", Just("constructor".to_owned()), Just("d e".to_owned())];
    proptest::collection::vec((key, inner), 0..4).prop_map(|members| Json::Object(Map::from_iter(members)))
}

proptest! {
    #[test]
    fn merging_equals_the_reference(files in proptest::collection::vec(value(), 1..4), siblings in object(value())) {
        let names = ["f0", "f1", "f2"];
        let mut main = siblings.clone();
        main["$include"] = json!(names[..files.len()]);
        let texts: Vec<String> = files.iter().map(Json::to_string).collect();
        let main = json!({ "v": main }).to_string();
        let mut all = vec![("main", main.as_str())];
        all.extend(names.iter().copied().zip(texts.iter().map(String::as_str)));
        let included = files.into_iter().fold(json!({}), join);
        let alone = siblings.as_object().is_some_and(Map::is_empty);
        prop_assume!(alone || included.is_object());
        let expected = if alone { included } else { join(included, siblings) };
        let merged = merged(&all);
        // Two maps are equal whatever the order of their keys.
        prop_assert_eq!(&merged["v"], &expected);
    }

    #[test]
    fn every_scalar_is_led_back_to_the_bytes_that_wrote_it(a in value(), b in object(value())) {
        let (a, mut main) = (a.to_string(), b);
        main["$include"] = json!(["f"]);
        let project = project(&[("main", &json!({ "v": [main] }).to_string()), ("f", &a)]);
        let merged = Merged::new(&project, None);
        let mut todo = vec![merged.snapshot.tree.document()];
        while let Some(node) = todo.pop() {
            for entry in node.entries() {
                todo.extend(entry.child());
                let Some(Value::Scalar(scalar)) = entry.value() else { continue };
                if scalar.kind() == ScalarKind::Malformed {
                    continue;
                }
                let finding = Diagnostic { range: scalar.token.range, ..blank() };
                let (file, placed) = merged.map.place(finding);
                prop_assert_eq!(project.files()[file].snapshot.text.slice(placed.range), scalar.token.text);
            }
        }
    }

    #[test]
    fn following_the_files_equals_beginning_anew(before in object(value()), after in object(value())) {
        let text = |mut value: Json| { value["$include"] = json!("f"); value.to_string() };
        let make = |value| project(&[("main", &text(value)), ("f", "{ gateway: { port: 'x' }, a: '\u{e9}' }")]);
        let (before, after) = (make(before), make(after));
        let followed = Merged::new(&after, Some(&Merged::new(&before, None)));
        let fresh = Merged::new(&after, None);
        prop_assert_eq!(&followed.snapshot.tree, &fresh.snapshot.tree);
        prop_assert_eq!(project_diagnostics(&after, &followed), project_diagnostics(&after, &fresh));
    }

    #[test]
    fn no_text_makes_it_panic(main in "[{}\\[\\]$a:,'\n ]{0,40}", fragment in "[{}\\[\\]$a:,'\"/ ]{0,30}") {
        let main = format!("{{ v: {{ $include: 'f', {main}");
        let project = project(&[("main", &main), ("f", &fragment)]);
        let found = project_diagnostics(&project, &Merged::new(&project, None));
        for (file, found) in project.files().iter().zip(found) {
            prop_assert!(found.iter().all(|one| one.range.end <= file.snapshot.text.len()));
        }
    }
}

fn blank() -> Diagnostic {
    Diagnostic {
        code: "x",
        severity: Severity::Hint,
        range: TextRange::empty(0),
        path: String::new(),
        message: String::new(),
        tags: Vec::new(),
        related: Vec::new(),
        meant: None,
    }
}

/// A project around each of its files: the document and what its value is.
fn focused(files: &[(&str, &str)], file: &str) -> Focus {
    let project = project(files);
    let file = project.file(&Path::new("/cfg").join(file)).unwrap();
    project.focus(file).unwrap()
}

#[test]
fn a_file_stands_in_the_project_as_it_is() {
    let files = [
        (
            "main",
            "// top\n{ agents: { $include: 'a', defaults: { workspace: '~/x' } }, tools: {}, bindings: { $include: ['b', 'c'] } }",
        ),
        ("a", "// agents\n{\n  defaults: { model: 'm' }, // why\n}\n// end"),
        ("b", "[1, 2]"),
        ("c", "[ 3 /* three */ ]"),
    ];
    let check = |file, expected: Expect| expected.assert_eq(&focused(&files, file).snapshot().tree.text());
    check(
        "main",
        expect![[r#"
        // top
        { agents: { $include: 'a', defaults: {model:'m', workspace: '~/x' } }, tools: {}, bindings: [1,2, 3 /* three */ ] }"#]],
    );
    check(
        "a",
        expect![[r#"
        // top
        { agents: // agents
        {
          defaults: {workspace:'~/x', model: 'm' }, // why
        }
        // end
        , tools: {}, bindings: [1,2, 3 /* three */ ] }"#]],
    );
    check(
        "b",
        expect![[r#"
        // top
        { agents: { $include: 'a', defaults: {model:'m', workspace: '~/x' } }, tools: {}, bindings: [1, 2,3,] }"#]],
    );
    check(
        "c",
        expect![[r#"
        // top
        { agents: { $include: 'a', defaults: {model:'m', workspace: '~/x' } }, tools: {}, bindings: [1,2, 3 /* three */ ] }"#]],
    );
}

proptest! {
    #[test]
    fn every_byte_of_a_file_is_found_in_its_focus(a in value(), b in object(value()), c in object(value())) {
        let (mut main, mut inner) = (b, c);
        main["$include"] = json!(["f"]);
        inner["x"] = a;
        inner["deep"] = json!({ "$include": "g" });
        let files = [("main", json!({ "v": [main] }).to_string()), ("f", inner.to_string()), ("g", "{ \"y\": [1] }".to_owned())];
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let project = project(&files);
        let mut merged: Json = json5::from_str(&Merged::new(&project, None).text).unwrap();
        strip(&mut merged);
        for (file, source) in project.files().iter().enumerate() {
            let Some(focus) = project.focus(file) else { continue };
            let text = focus.snapshot().tree.text();
            prop_assert!(focus.snapshot().tree.is_valid(), "{text}");
            let own = source.snapshot.tree.text();
            for offset in 0..own.len() {
                let Some(inside) = focus.inward(offset) else { continue };
                if own.is_char_boundary(offset) && own.is_char_boundary(offset + 1) {
                    let range = TextRange::at(inside, 1);
                    if let Some(back) = focus.own_range(range) {
                        prop_assert_eq!(back, TextRange::at(offset, 1));
                    }
                }
            }
            // Another file shows its own values where later ones win over them.
            if file == 0 {
                let mut value: Json = json5::from_str(&text).unwrap();
                strip(&mut value);
                prop_assert_eq!(&value, &merged, "{}", text);
            }
        }
    }
}

/// Takes the directives away, whose files are there already, and the keys that are lost in a merge.
fn strip(value: &mut Json) {
    match value {
        Json::Object(members) => {
            members.retain(|key, _| key != "$include" && !DROPPED.contains(&&**key));
            members.values_mut().for_each(strip);
        }
        Json::Array(elements) => elements.iter_mut().for_each(strip),
        _ => {}
    }
}
