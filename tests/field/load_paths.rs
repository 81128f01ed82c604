//! A path of plugins that is not there keeps OpenClaw from judging channels and the settings of plugins: recorded verdicts.

use super::configs::snapshot;
use super::recorded::lines;
use openclaw_lsp::base::{FileFacts, FileFault, Severity, Snapshot};
use openclaw_lsp::check::{diagnostics, file_questions};
use std::sync::Arc;

/// The cases in which our verdict is another one, with the cause.
const KNOWN: [(&str, &str); 0] = [];

/// The document of a machine on which none of its paths is there.
fn without_paths(text: &str) -> Snapshot {
    let faults = file_questions(&snapshot(text)).into_iter().map(|question| (question, FileFault::Missing));
    let mut snapshot = snapshot(text);
    snapshot.files = Arc::new(FileFacts::new(faults));
    snapshot
}

#[test]
fn verdicts_are_openclaws_where_a_path_of_plugins_is_gone() {
    let (mut count, mut differ) = (0, Vec::new());
    for case in lines("field/load-paths.jsonl.gz") {
        let found = diagnostics(&without_paths(&case["config"].to_string()));
        let errors: Vec<String> = found
            .iter()
            .filter(|one| one.severity == Severity::Error)
            .map(|one| format!("{} at {}", one.code, one.path))
            .collect();
        count += 1;
        if case["valid"].as_bool() != Some(errors.is_empty()) {
            differ.push((case["id"].as_str().unwrap().to_owned(), format!("{} {errors:?}", case["paths"])));
        }
    }
    println!("{} of {count} verdicts agree", count - differ.len());
    let ids: Vec<&str> = differ.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, KNOWN.map(|(id, _)| id), "{differ:#?}");
    assert!(count > 300, "{count}");
}
