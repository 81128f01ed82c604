//! Which model each release selects by a name, recorded from its own code: `tests/fixtures/names/`.

use openclaw_lsp::config::cache_layers::CacheEnvironment;
use openclaw_lsp::config::lexicon::Lexicon;
use openclaw_lsp::config::selection::ModelNames;
use openclaw_lsp::release::Version;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// The recorded answers, by release.
fn recorded() -> Vec<(Version, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/names");
    let files = fs::read_dir(folder).expect("the fixtures").map(|entry| entry.expect("an entry").path());
    let version = |file: &Path| file.file_name()?.to_str()?.strip_suffix(".jsonl")?.parse().ok();
    let read = |file: std::path::PathBuf| Some((version(&file)?, fs::read_to_string(&file).expect("a text")));
    files.filter_map(read).collect()
}

/// What we take a name for, in the form of the recorded answers.
fn resolved(version: Version, model: &str, models: &Value) -> String {
    let mut defaults = json!({ "model": { "primary": model } });
    if !models.is_null() {
        defaults["models"] = models.clone();
    }
    let config = json!({ "agents": { "defaults": defaults } });
    let environment = CacheEnvironment { names: Lexicon::of(version), ..CacheEnvironment::default() };
    ModelNames::read(&&config, None, environment).resolve(model).model.to_string()
}

/// Names that we take for another model than a release, with the cause.
const KNOWN: [(&str, &str); 1] = [(
    "vercel-ai-gateway/sonnet",
    "no manifest has this short name, and since when code does is not measured",
)];

#[test]
fn names_of_each_release() {
    let (mut count, mut other) = (0, Vec::new());
    let recorded = recorded();
    assert!(recorded.len() >= 3, "{}", recorded.len());
    for (version, text) in recorded {
        for line in text.lines() {
            let case: Value = serde_json::from_str(line).expect("a case");
            let (model, theirs) = (case["model"].as_str().expect("a name"), case["resolved"].as_str());
            let ours = resolved(version, model, &case["models"]);
            count += 1;
            if theirs != Some(&ours) && KNOWN.iter().all(|(known, _)| *known != model) {
                other.push(format!("{version} {model} {}: {theirs:?}, ours {ours}", case["models"]));
            }
        }
    }
    println!("{} of {count} names select the same model", count - other.len());
    assert!(other.is_empty(), "{other:#?}");
}
