//! Booleans, numbers and texts in another form.

use super::misfit::Misfit;
use crate::config::duration::{self, Unit};
use crate::schema::{Literal, TypeSet};
use crate::syntax::Value;

/// From so many digits on, a number is taken for an id.
const ID: usize = 5;

/// `"yes"`, `1`, `{ enabled: true }`.
pub(super) fn boolean(misfit: &Misfit<'_>) -> Option<String> {
    let value = misfit.value;
    if let Some(object) = value.object() {
        let only = object.get("enabled").filter(|_| object.count() == 1)?;
        return only.scalar()?.as_bool().map(|on| on.to_string());
    }
    if let Some(scalar) = value.scalar().filter(|scalar| scalar.as_f64().is_some()) {
        let digits = [("0", "false"), ("1", "true")];
        return digits.iter().find(|(digit, _)| *digit == scalar.token.text).map(|(_, on)| (*on).to_owned());
    }
    let word = value.as_str()?.trim().to_lowercase();
    Some(match &*word {
        "true" | "yes" | "on" | "enabled" | "1" => "true".to_owned(),
        "false" | "no" | "off" | "disabled" | "none" | "0" => "false".to_owned(),
        _ => return None,
    })
}

/// `"18_789"`, `"30s"` where the key counts seconds.
pub(super) fn number(misfit: &Misfit<'_>) -> Option<String> {
    let text = misfit.value.as_str()?;
    let text = text.trim();
    let plain: String = text.chars().filter(|c| !matches!(c, '_' | ',' | ' ' | '\'')).collect();
    let is_number = plain.strip_prefix('-').unwrap_or(&plain).starts_with(|c: char| c.is_ascii_digit())
        && plain.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    if is_number && plain.parse::<f64>().is_ok() {
        return Some(plain);
    }
    let unit = counted(&misfit.key())?;
    let millis = duration::parse(&plain, unit).ok()?;
    (millis % unit.millis() == 0).then(|| (millis / unit.millis()).to_string())
}

/// The unit that the name of a key ends in.
fn counted(key: &str) -> Option<Unit> {
    const ENDS: [(&str, Unit); 7] = [
        ("Ms", Unit::Milliseconds),
        ("Millis", Unit::Milliseconds),
        ("Seconds", Unit::Seconds),
        ("Secs", Unit::Seconds),
        ("Minutes", Unit::Minutes),
        ("Hours", Unit::Hours),
        ("Days", Unit::Days),
    ];
    ENDS.iter().find(|(end, _)| key.ends_with(end)).map(|(_, unit)| *unit)
}

/// A number as a text or as a duration, a boolean as a word, the reference to a secret as a variable.
pub(super) fn text(misfit: &Misfit<'_>) -> Vec<String> {
    let style = misfit.style();
    if let Some(variable) = variable(misfit).filter(|_| is_reference(misfit)) {
        return vec![style.string(&variable)];
    }
    if let Some(primary) =
        misfit.value.object().filter(|object| object.count() == 1).and_then(|object| object.get("primary"))
    {
        return vec![misfit.source(primary)];
    }
    let Some(scalar) = misfit.value.scalar() else { return Vec::new() };
    let source = scalar.token.text;
    if let Some(on) = scalar.as_bool() {
        if !on && misfit.key() == "every" {
            return vec![style.string("0m")];
        }
        return words(misfit, on).into_iter().map(|word| style.string(word)).collect();
    }
    if scalar.as_f64().is_none() || scalar.as_str().is_some() {
        return Vec::new();
    }
    let unit = unit_of(&misfit.key()).filter(|_| source.bytes().all(|byte| byte.is_ascii_digit()));
    let with_unit =
        unit.map(|unit| if source == "0" { "0m".to_owned() } else { format!("{source}{}", unit.text()) });
    // Many digits are the id of somebody; a few are no name and no model.
    let id = (source.len() >= ID).then(|| source.to_owned());
    with_unit.into_iter().chain(id).map(|text| style.string(&text)).collect()
}

/// The unit in which a key of durations counts a bare number (docs/openclaw/durations.md#keys-with-durations).
pub(super) fn unit_of(key: &str) -> Option<Unit> {
    Some(match key {
        "every" | "ttl" | "suspendAfter" => Unit::Minutes,
        "sessionRetention" => Unit::Hours,
        "pruneAfter" | "preserveRecent" | "resetArchiveRetention" | "archiveDashboardAfter" => Unit::Days,
        _ => return None,
    })
}

/// The words among those allowed that say yes or no.
fn words(misfit: &Misfit<'_>, on: bool) -> Vec<&'static str> {
    const YES: &[&str] = &["on", "enabled", "true", "always", "all"];
    const NO: &[&str] = &["off", "none", "disabled", "false", "never"];
    let allowed = allowed(misfit);
    let known = |word: &&&str| allowed.iter().any(|one| one == *word);
    (if on { YES } else { NO }).iter().filter(known).copied().collect()
}

/// The texts that are allowed here.
pub(super) fn allowed(misfit: &Misfit<'_>) -> Vec<String> {
    let literals = misfit
        .branches()
        .into_iter()
        .flat_map(|node| node.const_value().into_iter().chain(node.enum_values()));
    literals
        .filter_map(|literal| match literal {
            Literal::String(text) => Some(text.to_owned()),
            _ => None,
        })
        .collect()
}

/// Whether a reference to a secret stands where OpenClaw takes text and no object.
pub(super) fn is_reference(misfit: &Misfit<'_>) -> bool {
    let is_text = |value: Option<Value<'_>>| value.and_then(Value::as_str).is_some();
    misfit.expects(TypeSet::STRING)
        && !misfit.expects(TypeSet::OBJECT)
        && misfit
            .value
            .object()
            .is_some_and(|object| is_text(object.get("source")) && is_text(object.get("id")))
}

/// The variable of a reference to the environment.
pub(super) fn variable(misfit: &Misfit<'_>) -> Option<String> {
    let object = misfit.value.object()?;
    let text = |key: &str| object.get(key).and_then(Value::as_str);
    let id = text("id").filter(|_| text("source").is_some_and(|source| source == "env"))?;
    Some(format!("${{{id}}}"))
}
