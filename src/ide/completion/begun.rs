//! The value of a new member: by its type, what its schema lists, and what most people write.

use super::context::Site;
use super::insert::Style;
use super::members::{self, Filler};
use super::moments;
use super::quote::snippet_escaped;
use super::shape::{Facts, facts};
use super::snippet::{Body, CHOICES, as_string, choices, written};
use crate::schema::overlay::ModelShape;
use crate::schema::{Literal, PathStep, SchemaId, TypeSet, overlay};

/// The value of a new member at a path, by what its schema says and what most people write.
pub(super) fn value_body(site: &Site<'_>, style: Style, path: &[PathStep<'_>], ids: &[SchemaId]) -> Body {
    let usual = overlay::usual_value(path);
    let facts = facts(&site.snapshot.world.schema, ids);
    let quote = style.string;
    if let [literal] = facts.constants[..] {
        return Body::plain(written(literal, quote));
    }
    if !facts.constants.is_empty() && facts.is_closed {
        return choice(&facts, quote, usual);
    }
    match facts.first_type {
        TypeSet::BOOLEAN => {
            // Nobody has to write the default.
            let first = !matches!(facts.default, Some(Literal::Bool(true)));
            Body::snippet(first.to_string(), format!("${{1|{first},{}|}}", !first))
        }
        TypeSet::OBJECT => members::object(&Filler { site, style }, path, ids),
        TypeSet::ARRAY => members::list(&Filler { site, style }, path, ids),
        TypeSet::NUMBER | TypeSet::INTEGER => number(&facts, usual),
        TypeSet::NULL => Body::plain("null"),
        _ => match usual {
            Some(Literal::String(word)) => Body::snippet(
                format!("{quote}{quote}"),
                format!("{quote}${{1:{}}}{quote}", snippet_escaped(word)),
            ),
            _ => Body::empty_string(quote).listing(proposes(path, &facts)),
        },
    }
}

/// Whether something can be proposed for a text at a path.
fn proposes(path: &[PathStep<'_>], facts: &Facts<'_>) -> bool {
    let is_named = || overlay::name_places().lookup(path).iter().any(|place| !place.is_key);
    let is_model =
        || overlay::model_references().lookup(path).iter().any(|place| place.shape != ModelShape::Key);
    !facts.constants.is_empty()
        || moments::are_known(path)
        || overlay::is_secret(path)
        || is_named()
        || is_model()
}

fn number(facts: &Facts<'_>, usual: Option<Literal<'_>>) -> Body {
    let first = match (usual, facts.default) {
        (Some(Literal::Number(number)), _) | (_, Some(Literal::Number(number))) => number,
        _ => facts.minimum.unwrap_or_default(),
    };
    Body::snippet(first.to_string(), format!("${{1:{first}}}"))
}

fn choice(facts: &Facts<'_>, quote: char, usual: Option<Literal<'static>>) -> Body {
    let preferred = usual.or(facts.default).filter(|literal| facts.constants.contains(literal));
    let first = preferred.or_else(|| facts.constants.first().copied()).unwrap_or(Literal::Null);
    let others = facts.constants.iter().copied().filter(|literal| *literal != first);
    let all: Vec<Literal<'_>> = std::iter::once(first).chain(others).collect();
    let text = written(first, quote);
    let strings: Option<Vec<&str>> = all.iter().map(|literal| as_string(*literal)).collect();
    match strings {
        _ if all.len() > CHOICES => match as_string(first) {
            Some(_) => Body::snippet(text, format!("{quote}$0{quote}")).listing(true),
            None => Body::plain(text),
        },
        Some(words) => Body::snippet(text, format!("{quote}{}{quote}", choices(1, &words))),
        None => {
            let words: Vec<String> = all.iter().map(|literal| written(*literal, quote)).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            Body::snippet(text, choices(1, &words))
        }
    }
}
