//! Single values of `agents.defaults` and of each agent: heartbeats, decision models, exact references, avatars.

use super::avatar;
use crate::check::{Fact, Finding, Place, Rule};
use crate::config::duration::{self, Unit};
use crate::syntax::{Entry, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "{agents.defaults,agents.entries.*}.heartbeat.every", needs: &[], check: every },
    Rule { at: "{agents.defaults,agents.entries.*}.heartbeat.activeHours.start", needs: &[], check: start },
    Rule { at: "{agents.defaults,agents.entries.*}.heartbeat.activeHours.end", needs: &[], check: end },
    Rule { at: "{agents.defaults,agents.entries.*}.decisionModel", needs: &[], check: decision },
    Rule { at: "{agents.defaults,agents.entries.*}.models.*", needs: &[], check: exact },
    Rule { at: "{agents.defaults,agents.entries.*}.models.*.pickerRuntimes[]", needs: &[], check: runtime },
    Rule { at: "agents.entries.*", needs: &[Fact::Workspace], check: avatar::check },
];

fn every(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(text) = place.text().filter(|text| !text.is_empty()) else { return };
    let (rule, message) = match duration::parse(&text, Unit::Minutes) {
        Err(error) => (
            "agents/every",
            format!(
                "`{text}` is not an interval between heartbeats: {error}; without a unit it counts minutes"
            ),
        ),
        Ok(_) if duration::is_composite(&text) => (
            "agents/every-units",
            format!(
                "this release reads one number with one unit, not `{text}`: write it in the smaller unit"
            ),
        ),
        Ok(_) => return,
    };
    found.push(Finding::refused(rule, "invalid-duration", place.value.range(), message));
}

fn start(place: &Place<'_>, found: &mut Vec<Finding>) {
    time(place, false, found);
}

fn end(place: &Place<'_>, found: &mut Vec<Finding>) {
    time(place, true, found);
}

/// `HH:MM`; `24:00` only as an end.
fn time(place: &Place<'_>, is_end: bool, found: &mut Vec<Finding>) {
    let Some(text) = place.text().filter(|text| !text.is_empty()) else { return };
    let limit = if is_end { "24:00" } else { "23:59" };
    if !is_time(&text) || *text > *limit {
        let message =
            format!("`{text}` is not a time of day: write hours and minutes from `00:00` to `{limit}`");
        let rule = match (is_time(&text), is_end) {
            (false, _) if is_of_numbers(&text) => "agents/time-25",
            (false, _) if text.contains(':') => "agents/time-parts",
            (false, _) => "agents/time",
            (true, false) => "agents/start",
            (true, true) => "agents/end",
        };
        found.push(Finding::refused(rule, "invalid-time", place.value.range(), message));
    }
}

fn is_time(text: &str) -> bool {
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let Some((hours, minutes)) = text.split_once(':') else { return false };
    digits(hours) && digits(minutes) && hours <= "24" && minutes <= "59"
}

/// Hours and minutes of any size.
fn is_of_numbers(text: &str) -> bool {
    let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once(':').is_some_and(|(hours, minutes)| number(hours) && number(minutes))
}

/// Whether a text is `provider/model` and nothing looser (`decisionModel` in docs/openclaw/models.md#places).
pub(super) fn is_full_reference(text: &str) -> bool {
    let halves = text.trim().split_once('/');
    halves.is_some_and(|(provider, model)| !provider.trim().is_empty() && !model.trim().is_empty())
}

fn decision(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(text) = place.text().filter(|text| !text.trim().is_empty()) else { return };
    if !is_full_reference(&text) {
        let message =
            format!("`{text}` is not a decision model: write `provider/model`, or an empty string for none");
        found.push(Finding::refused(
            "agents/decision",
            "invalid-model-reference",
            place.value.range(),
            message,
        ));
    }
}

/// Two settings that hold for one model, not for a name that stands for some.
fn exact(place: &Place<'_>, found: &mut Vec<Finding>) {
    let key = place.key();
    if !key.contains('*') && is_full_reference(&key) {
        return;
    }
    for (name, rule) in
        [("pickerRuntimes", "agents/exact-picker-runtimes"), ("codeMode", "agents/exact-code-mode")]
    {
        let token = place.object().and_then(|model| model.member(name)).and_then(Entry::key_token);
        if let Some(token) = token {
            let message = format!("`{name}` applies to one model: write the key `{key}` as `provider/model`");
            found.push(Finding::refused(rule, "invalid-model-reference", token.range, message));
        }
    }
}

fn runtime(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(text) = place.value.as_str().filter(|_| matches!(place.value, Value::Scalar(_))) else { return };
    if matches!(text.trim(), "auto" | "default") {
        let message =
            format!("`{text}` is not a runtime to choose: it is what happens without one, remove it");
        found.push(Finding::refused("agents/runtime", "invalid-enum-value", place.value.range(), message));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, errors};
    use expect_test::expect;

    #[test]
    fn heartbeats_have_durations_and_times() {
        check(
            "{ agents: { defaults: { heartbeat: { every: '5x', activeHours: { start: '24:00', end: '24:30' } } } } }",
            &expect![[r#"
                error invalid-duration agents.defaults.heartbeat.every `'5x'`: `5x` is not an interval between heartbeats: a duration is a number with a unit (ms, s, m, h, d), as in 30s, 1.5h or 1h30m; without a unit it counts minutes
                error invalid-time agents.defaults.heartbeat.activeHours.start `'24:00'`: `24:00` is not a time of day: write hours and minutes from `00:00` to `23:59`
                error invalid-time agents.defaults.heartbeat.activeHours.end `'24:30'`: `24:30` is not a time of day: write hours and minutes from `00:00` to `24:00`
            "#]],
        );
        errors(
            "{ agents: { defaults: { heartbeat: { every: ' ' } } } }",
            &["agents.defaults.heartbeat.every"],
        );
        for times in ["start: '', end: '24:00'", "start: '00:00', end: '23:59'", "start: '${FROM}'"] {
            let heartbeat = format!("{{ every: '1h30m', activeHours: {{ {times} }} }}");
            errors(&format!("{{ agents: {{ list: [{{ id: 'a', heartbeat: {heartbeat} }}] }} }}"), &[]);
        }
        for time in ["8:00", "08:00 ", "08:60", "25:00", "noon", "+1:00"] {
            let text = format!(
                "{{ agents: {{ entries: {{ a: {{ heartbeat: {{ activeHours: {{ end: '{time}' }} }} }} }} }} }}"
            );
            errors(&text, &["agents.entries.a.heartbeat.activeHours.end"]);
        }
    }

    #[test]
    fn some_references_must_be_exact() {
        check(
            "{ agents: { defaults: { decisionModel: 'opus', models: {
                opus: { codeMode: true }, 'a/*': { pickerRuntimes: [] }, 'a/b': { pickerRuntimes: ['codex', ' auto '] } } } } }",
            &expect![[r#"
                information unset-model agents.defaults.model `defaults`: no default model is set, so OpenClaw takes `openai/gpt-6-astra`, and nothing here is set up for `openai`: write `model: { primary: "provider/model" }`
                error invalid-model-reference agents.defaults.decisionModel `'opus'`: `opus` is not a decision model: write `provider/model`, or an empty string for none
                error invalid-model-reference agents.defaults.models.opus.codeMode `codeMode`: `codeMode` applies to one model: write the key `opus` as `provider/model`
                warning unknown-provider agents.defaults.models.a/* `'a/*'`: OpenClaw knows no provider `a`: declare it in `models.providers`, or install the plugin that provides it
                error invalid-model-reference agents.defaults.models.a/*.pickerRuntimes `pickerRuntimes`: `pickerRuntimes` applies to one model: write the key `a/*` as `provider/model`
                warning unknown-provider agents.defaults.models.a/b `'a/b'`: OpenClaw knows no provider `a`: declare it in `models.providers`, or install the plugin that provides it
                error invalid-enum-value agents.defaults.models.a/b.pickerRuntimes.1 `' auto '`: ` auto ` is not a runtime to choose: it is what happens without one, remove it
            "#]],
        );
        errors(
            "{ agents: { defaults: { decisionModel: ' ' }, entries: { a: { decisionModel: 'a/b/c' } } } }",
            &[],
        );
    }
}
