//! Whether the gateway starts, and what it waits for (docs/openclaw/starting.md).

use crate::base::{Diagnostic, Severity};
use crate::config::ConfigValue;

/// The findings that say why the gateway ends at once although the configuration is valid.
const ENDS: &str = "unstartable-gateway";
/// The findings that end the gateway where they are about its own login.
const NO_LOGIN: [&str; 2] = ["redacted-secret", "unknown-secret-provider"];
/// The findings about what has to come from outside the file.
const WAITS: [&str; 3] = ["missing-variable", "unknown-plugin", "unreachable-plugin-path"];

/// Whether the gateway starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartVerdict {
    /// It does.
    Starts,
    /// It does, if what comes from outside the file is there.
    ButWaits,
    /// It does not.
    DoesNotStart,
}

impl StartVerdict {
    /// The words for people.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Starts => "starts",
            Self::ButWaits => "starts, but waits for something outside the file",
            Self::DoesNotStart => "does not start",
        }
    }

    /// The word for programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Starts => "starts",
            Self::ButWaits => "starts-but",
            Self::DoesNotStart => "does-not-start",
        }
    }
}

/// What a finding means for the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartEffect {
    /// OpenClaw refuses the file.
    Refuses,
    /// The gateway ends at once.
    Ends,
    /// Something has to come from outside.
    Waits,
}

impl StartEffect {
    /// What a finding means; nothing where the start does not depend on it.
    pub fn of(found: &Diagnostic) -> Option<Self> {
        match found.code {
            _ if found.severity == Severity::Error => Some(Self::Refuses),
            ENDS => Some(Self::Ends),
            code if NO_LOGIN.contains(&code) && found.path.starts_with("gateway.auth.") => Some(Self::Ends),
            code if WAITS.contains(&code) => Some(Self::Waits),
            _ => None,
        }
    }
}

/// Whether a gateway starts of which findings say this.
pub fn start_verdict<V: ConfigValue>(config: &V, effects: &[StartEffect]) -> StartVerdict {
    let ends = effects.iter().any(|effect| *effect != StartEffect::Waits);
    match (ends || not_set_up(config).is_some(), effects.is_empty() && outside(config).is_empty()) {
        (true, _) => StartVerdict::DoesNotStart,
        (false, true) => StartVerdict::Starts,
        (false, false) => StartVerdict::ButWaits,
    }
}

/// What ends a gateway that nobody has set up, which no finding says; nothing where somebody has.
pub fn not_set_up<V: ConfigValue>(config: &V) -> Option<&'static str> {
    let text = "`gateway.mode` is not set: `openclaw gateway run` asks for `\"local\"`, or for `--allow-unconfigured`";
    config.text_at(&["gateway", "mode"]).is_none().then_some(text)
}

/// What the machine must have for the gateway to start, each with the path that asks for it; the file cannot tell.
pub fn outside<V: ConfigValue>(config: &V) -> Vec<(&'static str, &'static str)> {
    let at = |path: &[&str]| config.at(&[&["gateway"], path].concat());
    let text = |path: &[&str]| config.text_at(&[&["gateway"], path].concat()).unwrap_or_default();
    let is_reference = |key| at(&["auth", key]).is_some_and(|value| value.get("source").is_some());
    let is_on = |path: &[&str]| at(path).and_then(|value| value.as_bool()) == Some(true);
    let is_loopback = |host: &str| host.is_empty() || host.starts_with("127.");
    let wanted = [
        (is_reference("token"), "gateway.auth.token", "the secret that it refers to"),
        (is_reference("password"), "gateway.auth.password", "the secret that it refers to"),
        (
            is_on(&["tls", "enabled"]) && at(&["tls", "certPath"]).is_some(),
            "gateway.tls",
            "the certificate and its key",
        ),
        (
            text(&["bind"]) == "custom" && !is_loopback(&text(&["customBindHost"])),
            "gateway.customBindHost",
            "this address",
        ),
        (
            matches!(text(&["tailscale", "mode"]).as_str(), "serve" | "funnel"),
            "gateway.tailscale",
            "Tailscale",
        ),
    ];
    wanted.into_iter().filter(|(is_wanted, ..)| *is_wanted).map(|(_, path, what)| (path, what)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{DocumentKind, Snapshot, World};
    use crate::check::diagnostics;
    use std::sync::Arc;

    #[test]
    fn every_recorded_start() {
        let (mut ends, mut others) = (0, Vec::new());
        let lines = include_str!("../../tests/fixtures/start/starts.jsonl").lines();
        for line in lines.clone() {
            let case: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let text = case["text"].as_str().expect("a text");
            let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()));
            let effects: Vec<_> = diagnostics(&snapshot).iter().filter_map(StartEffect::of).collect();
            let verdict = start_verdict(&snapshot.tree.value().expect("a value"), &effects);
            let wrong =
                if case["exit"].is_null() { StartVerdict::DoesNotStart } else { StartVerdict::Starts };
            ends += usize::from(verdict == StartVerdict::DoesNotStart);
            if verdict == wrong {
                others.push(format!("{} {verdict:?} {effects:?}", case["id"]));
            }
        }
        assert!(lines.count() >= 60 && ends >= 30, "{ends}");
        // Only the disk knows that the folder of the agent is a file.
        assert_eq!(others, ["\"state/workspace-is-file\" Starts []"]);
    }
}
