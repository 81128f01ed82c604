//! The diagnostic codes: the table in the code, the pages, the lists in the texts, and what the checker reports agree.

use openclaw_lsp::base::{
    Diagnostic, DocumentKind, Options, SecurityLevel, Severity, Snapshot, World, codes,
};
use openclaw_lsp::check::diagnostics;
use openclaw_lsp::host::file_facts::informed;
use openclaw_lsp::host::includes::Includes;
use openclaw_lsp::project::{Merged, Project, project_diagnostics};
use openclaw_lsp::schema::{self, Schema};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const BEGIN: &str = "<!-- diagnostics: begin -->";
const END: &str = "<!-- diagnostics: end -->";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn page(code: &str) -> String {
    read(&root().join("docs/diagnostics").join(format!("{code}.md")))
}

/// The schema of an installation with a plugin: the embedded one has no place where no branch of a union is meant.
const WITH_PLUGIN: &str = r##"{ "type": "object", "properties": { "plugins": { "properties": { "entries": { "properties": {
    "palette": { "properties": { "config": { "properties": { "colour": { "anyOf": [
    { "type": "string", "pattern": "^#" }, { "type": "string", "pattern": "^rgb" } ] } } } } } } } } } } }"##;

fn world(code: &str) -> World {
    let schema = schema::snapshot::Snapshot::read(WITH_PLUGIN, "test").expect("a schema");
    match code {
        "no-union-branch" => World::new(Schema::from_snapshot(&schema), Options::default()),
        // Only early releases ask for a flag.
        "missing-cache-beta" => {
            let target = "2026.2.3".parse().ok();
            World::new(Schema::embedded(), Options { target, ..Options::default() })
        }
        // Most risks are told only to those who ask for all of them.
        _ if code.starts_with("security-") => {
            World::new(Schema::embedded(), Options { security: SecurityLevel::All, ..Options::default() })
        }
        _ => World::default(),
    }
}

/// What is found in a main configuration of this text, in the world of a code's page.
fn findings(code: &str, text: &str) -> Vec<Diagnostic> {
    let main = Snapshot::new(text, DocumentKind::Main, Arc::new(world(code)));
    if !Project::is_needed(&main) {
        // What the others name need not be on every machine.
        let asks = matches!(code, "unusable-command" | "unreachable-plugin-path");
        return diagnostics(&if asks { informed(&main, None) } else { main });
    }
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("agents.json5"), "{}").expect("a file to include");
    let project = Includes::default().project(&folder.path().join("openclaw.json"), &main, &|_| None);
    project_diagnostics(&project, &Merged::new(&project, None)).concat()
}

/// The `json5` blocks of a part of a page.
fn blocks(text: &str) -> Vec<&str> {
    text.split("```json5\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

/// Every source file of the engine, tests left out, with its text.
fn sources(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && name != "tests" {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && name != "tests.rs"
            && name != "codes.rs"
        {
            let text = read(&path);
            let code = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            found.push((path, code.to_owned()));
        }
    }
}

fn engine() -> String {
    let mut found = Vec::new();
    sources(&root().join("src"), &mut found);
    sources(&root().join("src/syntax"), &mut found);
    found.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn every_code_has_one_page_and_every_page_a_code() {
    let known: BTreeSet<String> = codes::ALL.iter().map(|code| format!("{}.md", code.code)).collect();
    assert_eq!(known.len(), codes::ALL.len(), "a code stands twice in the table");
    let folder = fs::read_dir(root().join("docs/diagnostics")).expect("the pages");
    let names = folder.map(|entry| entry.expect("a page").file_name().to_string_lossy().into_owned());
    let pages: BTreeSet<String> = names.filter(|name| name != "README.md").collect();
    assert_eq!(pages, known);
}

#[test]
fn every_page_has_its_parts() {
    for code in codes::ALL {
        let text = page(code.code);
        assert!(text.starts_with(&format!("# {}\n", code.code)), "{}: the title", code.code);
        assert!(text.contains(&format!("**{}**", code.severity.as_str())), "{}: the severity", code.code);
        let (meaning, fix) = text.split_once("\n## Fix\n").expect(code.code);
        let (_, example) = meaning.split_once("\n## Example\n").expect(code.code);
        let (fix, rest) = fix.split_once("\n## See also\n").expect(code.code);
        let also = rest.split("\n## Silence\n").next().unwrap_or_default();
        assert!(
            also.contains("](") && !also.contains(&format!("]({}.md)", code.code)),
            "{}: see also",
            code.code
        );
        assert_eq!(blocks(example).len(), 1, "{}: one example", code.code);
        assert!(fix.trim().len() > 20, "{}: the fix", code.code);
    }
}

/// The codes that are told after all comments have had their say, or about them.
const NEVER_IGNORED: [&str; 3] = [codes::TOO_MANY, codes::UNUSED_IGNORE, codes::INVALID_IGNORE];

/// What the page of a code says at its end: how to silence it.
fn silence(code: &codes::Code) -> String {
    let name = code.code;
    let says = if NEVER_IGNORED.contains(&name) {
        "No comment ignores it; a [least severity](README.md#silence) hides it.".to_owned()
    } else if code.severity == Severity::Error {
        format!(
            "Nothing silences an error: OpenClaw refuses the configuration. Where `{name}` is told as less than an error, a comment\n\
                 ignores it like [any other](README.md#silence)."
        )
    } else {
        format!(
            "A comment `// openclaw-lsp: ignore {name}` on the line or above it, or `ignore-file` at the top of the file: [how](README.md#silence)."
        )
    };
    format!("\n## Silence\n\n{says}\n")
}

#[test]
fn every_page_ends_with_how_to_silence_its_code() {
    for code in codes::ALL {
        let path = root().join("docs/diagnostics").join(format!("{}.md", code.code));
        let text = read(&path);
        let body = text.split("\n## Silence\n").next().unwrap_or_default();
        holds(&path, &format!("{}\n{}", body.trim_end(), silence(code)));
    }
}

/// Strict for each code from the moment on that the engine names it.
#[test]
fn every_example_yields_its_code_and_the_fix_does_not() {
    let engine = engine();
    let mut checked = 0;
    for code in codes::ALL.iter().filter(|code| engine.contains(&format!("\"{}\"", code.code))) {
        let text = page(code.code);
        let (meaning, fix) = text.split_once("\n## Fix\n").expect(code.code);
        let mut example = blocks(meaning).concat();
        if code.code == "nested-too-deeply" {
            // Nobody would read an example that is deep enough.
            example = format!("{{ a: {}{} }}", "[".repeat(500), "]".repeat(500));
        }
        let found = findings(code.code, &example);
        assert!(
            found.iter().any(|one| (one.code, one.severity) == (code.code, code.severity)),
            "{} of {found:?}",
            code.code
        );
        for mended in blocks(fix) {
            let mut left = findings(code.code, mended).into_iter();
            let bad = left.find(|one| one.code == code.code || one.severity == Severity::Error);
            assert_eq!(bad, None, "{}", code.code);
        }
        checked += 1;
    }
    assert!(checked >= 25, "only {checked} codes are named in the engine");
}

/// Finds what stands where findings get their code.
#[test]
fn the_engine_reports_no_code_outside_the_table() {
    let engine = engine();
    let makers = [
        "Finding::error(",
        "Finding::warning(",
        "Finding::information(",
        "Finding::new(",
        "code: ",
        ".code = ",
    ];
    let mut count = 0;
    for maker in makers {
        for rest in engine.split(maker).skip(1) {
            let Some(literal) = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next())
            else {
                continue;
            };
            assert!(codes::find(literal).is_some(), "`{literal}` has no row in src/base/codes.rs");
            count += 1;
        }
    }
    assert!(count >= 10, "only {count} places were found");
}

/// `UPDATE_EXPECT=1 cargo test --test diagnostics` writes the lists anew.
fn holds(path: &Path, expected: &str) {
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(path, expected).expect("a writable text");
    }
    assert!(
        read(path) == expected,
        "{} is out of date: UPDATE_EXPECT=1 cargo test --test diagnostics",
        path.display()
    );
}

/// The text with another list between its markers.
fn with_list(text: &str, list: &str) -> String {
    let (before, rest) = text.split_once(BEGIN).expect("the marker before the list");
    let (_, after) = rest.split_once(END).expect("the marker after the list");
    format!("{before}{BEGIN}\n{list}{END}{after}")
}

#[test]
fn the_list_of_codes_is_that_of_the_table() {
    let path = root().join("docs/diagnostics/README.md");
    holds(&path, &with_list(&read(&path), &codes::table("")));
}

/// The codes about models, params, caching and logins, by what they are about.
const MODELS_AND_CACHE: [(&str, &[&str]); 5] = [
    (
        "Cache settings",
        &[
            "invalid-cache-retention",
            "legacy-cache-ttl",
            "duplicate-cache-setting",
            "misplaced-cache-retention",
            "misplaced-cache-ttl",
        ],
    ),
    (
        "Settings that do not count",
        &[
            "ignored-cache-retention",
            "shadowed-cache-retention",
            "seeded-cache-retention",
            "subscription-cache-retention",
            "missing-cache-beta",
            "invalid-pruning-ttl",
            "short-pruning-ttl",
            "cold-cache-heartbeat",
        ],
    ),
    ("Parameters", &["params-never-apply", "unknown-param", "invalid-param-value"]),
    (
        "Models",
        &[
            "suppressed-model",
            "retired-model",
            "deprecated-model",
            "unknown-model",
            "unknown-provider",
            "unresolved-model",
            "invalid-model-reference",
            "unset-model",
            "incomplete-provider",
            "mismatched-api",
            "guessed-context-window",
        ],
    ),
    ("Logins and keys", &["unknown-auth-profile", "foreign-auth-profile", "admin-key", "redacted-secret"]),
];

/// The pages of these codes as one text, each with its example and its fix, which the tests above try.
fn models_and_cache() -> String {
    let mut text = "# Models and cache\n\nWhat is said about models, their `params`, caching and logins. Made from the pages \
         of [diagnostics](diagnostics/README.md),\nwhose examples and fixes are tried on the checker: \
         `UPDATE_EXPECT=1 cargo test --test diagnostics` writes it anew.\n"
        .to_owned();
    for (title, names) in MODELS_AND_CACHE {
        writeln!(text, "\n## {title}").expect("a text");
        for name in names {
            let page = page(name);
            let (_, body) = page.split_once('\n').expect("a title");
            let body = body.split("\n## See also\n").next().unwrap_or_default();
            let body = body.replace("\n## ", "\n#### ");
            writeln!(text, "\n### {name}\n{}", body.trim_end()).expect("a text");
        }
    }
    text
}

#[test]
fn what_is_said_about_models_and_caching_has_a_page() {
    let path = root().join("docs/models-and-cache.md");
    holds(&path, &models_and_cache());
}
