//! Our own sentences about a key, or about the nearest key around it that has some.

use super::card::{Card, code};
use super::place::{Place, Step, shown_path};
use super::rules::Rules;
use crate::config::params;
use crate::schema::overlay::params_layers;
use crate::schema::{PathStep, docs};

const INCLUDE: &str = "Puts the contents of other files in the place of this object: one path, or a list of paths that are \
    merged in order. Paths are relative to this file and stay below the folder of the main configuration. Members beside \
    `$include` win over what is included; arrays are joined.";

/// Writes what the key means, in our words and then in those of the installed OpenClaw, if its schema is in use. What
/// OpenClaw does not know has no meaning.
pub(super) fn describe(card: &mut Card, place: &Place<'_>, rules: &Rules) {
    if place.path.iter().any(|step| *step == Step::Key("$include".into())) {
        card.paragraph(INCLUDE);
        return;
    }
    if rules.denied_for(place).is_some() {
        return;
    }
    in_our_words(card, place);
    in_the_words_of_openclaw(card, place, rules);
}

/// An element of an array is described by the array.
fn in_our_words(card: &mut Card, place: &Place<'_>) {
    let steps = place.steps();
    if let Some(text) =
        of_parameter(place, &steps).or_else(|| docs::lookup(&steps)).or_else(|| of_array(&steps))
    {
        card.paragraph(text);
        return;
    }
    let around = (1..steps.len()).rev().find_map(|len| Some((len, docs::lookup(&steps[..len])?)));
    if let Some((len, text)) = around {
        let parent = shown_path(&place.path[..len]);
        card.paragraph(&format!("No description of its own. About {}: {text}", code(&parent)));
    }
}

/// Only the schema of an installation holds prose: the embedded one holds facts.
fn in_the_words_of_openclaw(card: &mut Card, place: &Place<'_>, rules: &Rules) {
    let schema = &place.snapshot.world.schema;
    let Some(text) = rules.ids.iter().find_map(|id| schema.node(*id).description()) else { return };
    card.paragraph(&format!("OpenClaw {}: {}", schema.version(), text.trim()));
}

/// The effect of a known parameter where the descriptions have only the sentence for unknown ones.
fn of_parameter(place: &Place<'_>, steps: &[PathStep<'_>]) -> Option<&'static str> {
    let (_, bag) = steps.split_last()?;
    let known = params::key(place.last_key()?).filter(|_| !params_layers().lookup(bag).is_empty())?;
    let unknown: Vec<PathStep<'_>> = bag.iter().copied().chain([PathStep::Key("")]).collect();
    (docs::lookup(steps) == docs::lookup(&unknown)).then_some(known.effect)
}

/// The description of the array that an element belongs to.
fn of_array(steps: &[PathStep<'_>]) -> Option<&'static str> {
    let items = steps.iter().rev().take_while(|step| **step == PathStep::Item).count();
    (items > 0).then(|| docs::lookup(&steps[..steps.len() - items])).flatten()
}

/// What a key's description says about one of its values, such as "`lan` every interface".
pub(super) fn about_value(place: &Place<'_>, value: &str) -> Option<&'static str> {
    let steps = place.steps();
    let text = docs::lookup(&steps).or_else(|| of_array(&steps))?;
    let name = code(value);
    // A full stop inside a code span or a number ends no clause, since no blank follows it.
    let clauses =
        text.split(". ").flat_map(|sentence| sentence.split([',', ';'])).flat_map(|part| part.split(" and "));
    let mut clauses = clauses.map(|clause| {
        clause.trim().trim_end_matches('.').trim_start_matches("and ").trim_start_matches("or ")
    });
    clauses.find(|clause| {
        let rest = clause.strip_prefix(name.as_str()).map(str::trim_start).unwrap_or_default();
        rest.split_whitespace().count() >= 2 && !rest.starts_with("or ") && !rest.starts_with('`')
    })
}
