//! Small configurations with what OpenClaw 2026.9.6 says about them: `refused` is `include` where it cannot include
//! something, else the path of its first issue; it is absent where OpenClaw starts.

use super::{folder, load};
use crate::base::Severity;
use crate::host::includes::Includes;
use crate::project::{Merged, Project, project_diagnostics};
use serde_json::Value;

/// An error as `file: text`, with its code and its path.
type Seen = (String, &'static str, String);

fn errors(project: &Project) -> Vec<Seen> {
    let found = project_diagnostics(project, &Merged::new(project, None));
    let seen = project.files().iter().zip(found).flat_map(|(file, found)| {
        let name = file.path.file_name().unwrap().to_string_lossy().into_owned();
        let errors = found.into_iter().filter(|one| one.severity == Severity::Error);
        errors
            .map(move |one| (format!("{name}: {}", file.snapshot.text.slice(one.range)), one.code, one.path))
    });
    seen.collect()
}

fn check(case: &Value) {
    let files = case["files"].as_object().into_iter().flatten();
    let files = files.map(|(name, text)| (name.as_str(), text.as_str().unwrap()));
    let files: Vec<(&str, &str)> =
        [("openclaw.json", case["main"].as_str().unwrap())].into_iter().chain(files).collect();
    let errors = errors(&load(&Includes::default(), &folder(&files), &|_| None));
    match case["refused"].as_str() {
        None => assert_eq!(errors, [], "{case}"),
        Some("include") => {
            let at = case["at"].as_str().unwrap();
            let is_told = errors.iter().any(|(place, code, _)| *code == "include-error" && place == at);
            assert!(is_told, "{case}: {errors:?}");
        }
        Some(expected) => {
            assert!(errors.iter().any(|(_, _, path)| path == expected), "{case}: {errors:?}");
            assert!(errors.iter().all(|(_, code, _)| *code != "include-error"), "{case}: {errors:?}");
        }
    }
}

#[test]
fn every_recorded_configuration_is_judged_as_openclaw_judges_it() {
    let cases: Vec<Value> =
        serde_json::from_str(include_str!("../../../../tests/fixtures/includes.json")).unwrap();
    assert!(cases.len() > 90, "the cases were found");
    cases.iter().for_each(check);
}
