//! Values: the one that was meant, another type, the nearest bound.

use super::case::Case;
use crate::check::meant_form;
use crate::config::params::{self, ParamKey, ParamType};
use crate::edit::has_comments;
use crate::ide::action::offer::Offers;
use crate::schema::TypeSet;
use crate::syntax::{Entry, Scalar, ScalarKind, Value};
use crate::text::nearest::nearest;

/// From this many allowed values on, only the one that was meant is offered.
const MANY: usize = 8;

/// The text that was meant.
pub(super) fn meant<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    if let Some(text) = case.finding.meant.as_deref().filter(|_| !case.is_on_key()) {
        case.offer_text(offers, text, true);
    }
}

/// The tool that was meant. Who may do what is changed by it, so that the title names the list; a list that has the tool
/// already gains nothing.
pub(super) fn tool<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let (Some(text), Some(value)) = (case.finding.meant.as_deref(), case.value()) else { return };
    let list = case.finding.path.rsplit('.').nth(1).unwrap_or_default();
    let has = |entry: Entry<'_>| entry.value().and_then(Value::as_str).is_some_and(|known| known == text);
    if !case.object.entries().any(has) {
        let title = format!("Write `\"{text}\"` in `{list}`");
        case.offer(offers, title, true, |plan| plan.set_text(case.object, value, text));
    }
}

pub(super) fn allowed<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let allowed = case.allowed();
    let written = case.text().unwrap_or_default();
    let meant = nearest(&written, allowed.iter().copied());
    let is_offered = |name: &&str| Some(*name) == meant || allowed.len() < MANY;
    for name in allowed.iter().copied().filter(is_offered) {
        case.offer_text(offers, name, Some(name) == meant);
    }
}

/// The same value as another type, where nothing is lost.
pub(super) fn converted<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some(value) = case.value() else { return };
    form(case, offers);
    if let Value::Scalar(scalar) = value {
        if let Some(text) = scalar.as_str() {
            literals(case, offers, &text);
        } else if let Some(digits) = plain_number(scalar) {
            case.offer_text(offers, digits, true);
        } else if scalar.is_null() {
            let title = format!("Remove `{}`", case.key());
            case.offer_removal(offers, title, (case.object, case.entry), false);
        }
    }
    listed(case, offers, value);
}

/// The form that was meant, as the message says it.
pub(super) fn form<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some((form, is_shown)) = meant_form(case.snapshot, case.finding.range.start) else { return };
    let title = if is_shown {
        format!("Write `{form}`")
    } else {
        "Write it in the form that OpenClaw accepts".to_owned()
    };
    let Some(value) = case.value() else { return };
    case.offer(offers, title, true, |plan| plan.set_source(value, form));
}

/// The number or boolean that a text spells.
fn literals<'t>(case: &Case<'t>, offers: &mut Offers<'t>, text: &str) {
    let text = text.trim();
    let plain = text.strip_prefix('-').unwrap_or(text);
    let is_number = plain.starts_with(|first: char| first.is_ascii_digit())
        && plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && text.parse::<f64>().is_ok();
    if is_number {
        case.offer_source(offers, text, true);
    }
    let word = text.to_lowercase();
    let boolean = match &*word {
        "true" | "yes" | "on" => "true",
        "false" | "no" | "off" => "false",
        _ => return,
    };
    case.offer_source(offers, boolean, word == boolean);
}

/// The text of a number that looks the same as a string.
fn plain_number(scalar: Scalar<'_>) -> Option<&str> {
    let text = scalar.token.text;
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
    (scalar.kind() == ScalarKind::Number && is_plain).then_some(text)
}

/// One value as a list, or the only element of a list.
fn listed<'t>(case: &Case<'t>, offers: &mut Offers<'t>, value: Value<'t>) {
    let source = |value: Value<'t>| case.snapshot.text.slice(value.range());
    let expects = |kind| case.branches(&case.value_schemas()).iter().any(|node| node.types().names(kind));
    match value {
        Value::Node(node) if !node.is_object() && node.count() == 1 && !has_comments(node) => {
            let Some(only) = node.entries().find_map(Entry::value) else { return };
            let title = "Write the only element without brackets";
            case.offer(offers, title, true, |plan| plan.set_source(value, source(only)));
        }
        _ if expects(TypeSet::ARRAY) => {
            let text = format!("[{}]", source(value));
            case.offer(offers, "Make it a list with this value", true, |plan| plan.set_source(value, text));
        }
        _ => {}
    }
}

/// The bound that is nearest to the number.
pub(super) fn bounds<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some(number) = case.value().and_then(Value::scalar).and_then(Scalar::as_f64) else { return };
    let mut bounds: Vec<f64> = Vec::new();
    for node in case.branches(&case.value_schemas()) {
        let (above, below) = (node.exclusive_minimum(), node.exclusive_maximum());
        bounds.extend(node.minimum().into_iter().chain(node.maximum()));
        bounds.extend(above.map(|bound| bound.floor() + 1.0));
        bounds.extend(below.map(|bound| bound.ceil() - 1.0));
    }
    bounds.sort_by(|a, b| (a - number).abs().total_cmp(&(b - number).abs()));
    for bound in bounds {
        if case.offer_source(offers, &bound.to_string(), false) {
            break;
        }
    }
}

/// A value that has an effect for a parameter.
pub(super) fn parameter<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some(known) = params::key(&case.key()) else { return };
    match case.value() {
        Some(Value::Scalar(scalar)) => {
            if let Some(number) = scalar.as_f64() {
                nearest_number(case, offers, known, number);
            }
            if let Some(text) = scalar.as_str() {
                literals(case, offers, &text);
            }
        }
        Some(value) => listed(case, offers, value),
        None => {}
    }
    let written = case.text().unwrap_or_default();
    let meant = nearest(&written, known.values.iter().copied());
    for value in known.values.iter().filter(|value| Some(**value) == meant || known.values.len() < MANY) {
        case.offer_text(offers, value, Some(*value) == meant);
    }
    if known.types.contains(&ParamType::Boolean) && known.types.len() == 1 {
        case.offer_source(offers, "true", false);
        case.offer_source(offers, "false", false);
    }
}

fn nearest_number<'t>(case: &Case<'t>, offers: &mut Offers<'t>, known: &ParamKey, number: f64) {
    let clamped = number.max(known.min.unwrap_or(number)).min(known.max.unwrap_or(number));
    case.offer_source(offers, &clamped.to_string(), false);
    case.offer_source(offers, &clamped.round().to_string(), false);
}
