//! The user's settings: the `openclaw` section of the editor's configuration.

use crate::base::{InlayOptions, LensOptions, Options, SecurityLevel, Severity};
use crate::host::dotenv::Given;
use crate::host::environment;
use crate::host::live_schema::{SchemaSource, SchemaWish};
use crate::release::Version;
use serde_json::Value;
use std::path::PathBuf;

/// The name of the section.
pub(super) const SECTION: &str = "openclaw";

/// What the user can set in an editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Settings {
    /// `openclaw.diagnostics.enable`: whether findings are shown.
    pub(super) diagnostics: bool,
    /// `openclaw.diagnostics.minimumSeverity`: the least severity of a finding that is shown.
    pub(super) least: Severity,
    /// `openclaw.environment`: names of variables that OpenClaw's own process has and this one has not.
    pub(super) environment: Vec<String>,
    /// `openclaw.inlayHints.{cache,models,quantities}`: which hints are drawn inside the text.
    pub(super) hints: InlayOptions,
    /// `openclaw.codeLens.{enable,models,tools,access}`: which lines are drawn above agents and channels.
    pub(super) lenses: LensOptions,
    /// `openclaw.security`: which risks are told.
    pub(super) security: SecurityLevel,
    /// `openclaw.schema.{file,source,program}`: where the schema comes from.
    pub(super) schema: SchemaWish,
    /// `openclaw.targetVersion`: the release that will read the documents.
    pub(super) target: Option<Version>,
    /// `openclaw.log.level`: how much is logged.
    pub(super) log_level: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            diagnostics: true,
            least: Severity::Hint,
            environment: Vec::new(),
            hints: InlayOptions::default(),
            lenses: LensOptions::default(),
            security: SecurityLevel::default(),
            schema: SchemaWish::default(),
            target: None,
            log_level: None,
        }
    }
}

impl Settings {
    /// Reads the section, or an object that holds the section. What is missing or of a wrong type keeps its default, since
    /// a typing mistake in the settings must not take the server away.
    pub(super) fn read(value: &Value) -> Self {
        let section = value.get(SECTION).unwrap_or(value);
        let default = Self::default();
        Self {
            diagnostics: section
                .pointer("/diagnostics/enable")
                .and_then(Value::as_bool)
                .unwrap_or(default.diagnostics),
            least: section
                .pointer("/diagnostics/minimumSeverity")
                .and_then(Value::as_str)
                .and_then(Severity::of_name)
                .unwrap_or(default.least),
            environment: section.get("environment").and_then(names).unwrap_or(default.environment),
            hints: hints(section),
            lenses: lenses(section),
            security: section
                .get("security")
                .and_then(Value::as_str)
                .and_then(SecurityLevel::named)
                .unwrap_or(default.security),
            schema: schema(section),
            target: section.get("targetVersion").and_then(Value::as_str).and_then(|text| text.parse().ok()),
            log_level: section.pointer("/log/level").and_then(Value::as_str).map(str::to_owned),
        }
    }

    /// What analysis has to know, with the variables that files set. Only the names of environment variables are taken,
    /// never their values.
    pub(super) fn options(&self, given: &Given) -> Options {
        Options {
            hints: self.hints,
            lenses: self.lenses,
            security: self.security,
            target: self.target,
            least: self.least,
            ..environment::options(&self.environment, given)
        }
    }
}

/// `inlayHints` is `false` to switch all off, or an object with a switch for each kind.
fn hints(section: &Value) -> InlayOptions {
    let wanted = section.get("inlayHints");
    let switch = |name: &str| {
        let own = wanted.and_then(|hints| hints.get(name)).and_then(Value::as_bool);
        own.or_else(|| wanted?.as_bool()).unwrap_or(true)
    };
    InlayOptions { cache: switch("cache"), models: switch("models"), quantities: switch("quantities") }
}

/// `codeLens.enable` is the switch of all of them.
fn lenses(section: &Value) -> LensOptions {
    let switch = |name: &str| section.get("codeLens")?.get(name)?.as_bool();
    let wanted = |name| switch("enable") != Some(false) && switch(name).unwrap_or(true);
    LensOptions { models: wanted("models"), tools: wanted("tools"), access: wanted("access") }
}

/// An empty path is none: editors show settings with an empty default.
fn schema(section: &Value) -> SchemaWish {
    let text = |name: &str| section.get("schema")?.get(name)?.as_str().filter(|text| !text.is_empty());
    let source = match text("source") {
        Some("embedded") => SchemaSource::Embedded,
        Some("installed") => SchemaSource::Installed,
        _ => SchemaSource::Auto,
    };
    SchemaWish { file: text("file").map(PathBuf::from), source, program: text("program").map(PathBuf::from) }
}

fn names(value: &Value) -> Option<Vec<String>> {
    let names = value.as_array()?.iter().filter_map(Value::as_str).map(str::to_owned);
    Some(names.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_section_is_found_bare_and_wrapped() {
        let section = json!({ "diagnostics": { "enable": false }, "environment": ["A", 1], "log": { "level": "info" } });
        let expected = Settings {
            diagnostics: false,
            environment: vec!["A".to_owned()],
            log_level: Some("info".to_owned()),
            ..Settings::default()
        };
        assert_eq!(Settings::read(&section), expected);
        assert_eq!(Settings::read(&json!({ "openclaw": section })), expected);
    }

    #[test]
    fn hints_are_switched_off_by_kind_or_together() {
        let some =
            Settings::read(&json!({ "inlayHints": { "models": false }, "codeLens": { "enable": false } }));
        let lenses = |models, tools, access| LensOptions { models, tools, access };
        assert_eq!(
            (some.hints.cache, some.hints.models, some.lenses),
            (true, false, lenses(false, false, false))
        );
        let some = Settings::read(&json!({ "codeLens": { "tools": false } }));
        assert_eq!(some.lenses, lenses(true, false, true));
        let none = Settings::read(&json!({ "inlayHints": false }));
        assert_eq!(none.hints, InlayOptions { cache: false, models: false, quantities: false });
    }

    #[test]
    fn the_least_severity_is_told_by_its_name() {
        let least = |name: &str| {
            Settings::read(&json!({ "diagnostics": { "minimumSeverity": name } }))
                .options(&Given::default())
                .least
        };
        assert_eq!(
            ["warning", "error", "loud"].map(least),
            [Severity::Warning, Severity::Error, Severity::Hint]
        );
    }

    #[test]
    fn wrong_types_keep_the_defaults() {
        let wrong = json!({ "diagnostics": { "enable": "no" }, "environment": "A", "log": 3 });
        assert_eq!(Settings::read(&wrong), Settings::default());
        assert_eq!(Settings::read(&Value::Null), Settings::default());
    }

    #[test]
    fn risks_are_told_as_the_user_wants() {
        let level = |word: &str| Settings::read(&json!({ "security": word })).security;
        let levels = ["all", "critical", "off", "ALL"].map(level);
        let (all, critical) = (SecurityLevel::All, SecurityLevel::Critical);
        assert_eq!(levels, [all, critical, SecurityLevel::Off, critical]);
    }

    #[test]
    fn names_of_variables_are_known_once() {
        let settings = Settings { environment: vec!["ZZ_OPENCLAW".to_owned(); 2], ..Settings::default() };
        let names = settings.options(&Given::default()).env_names;
        assert_eq!(names.iter().filter(|name| *name == "ZZ_OPENCLAW").count(), 1);
        assert!(names.iter().any(|name| name == "PATH"));
    }
}
