//! Values: what the schema lists, and what else is known about the place.

use super::begun::value_body;
use super::context::Site;
use super::insert::Writer;
use super::members::Filler;
use super::shape::{Facts, facts, value_schemas};
use super::snippet::{Body, written};
use super::{
    CompletionItem, CompletionKind, members, models, moments, params, references, retention, templates,
    variables,
};
use crate::base::DocumentKind;
use crate::schema::{Literal, TypeSet, overlay};

/// The values that could stand at a site.
pub(super) fn items(site: &Site<'_>, writer: &Writer<'_>) -> Vec<CompletionItem> {
    if let Some(items) = variables::begun(site, writer) {
        return items;
    }
    let facts = facts(&site.snapshot.world.schema, &value_schemas(site));
    let mut items = retention::values(site, writer);
    if items.is_empty() {
        items = params::values(site, writer);
    }
    items.extend(moments::values(site, writer));
    items.extend(references::values(site, writer));
    items.extend(models::values(site, writer));
    items.extend(constants(site, writer, &facts));
    items.extend(variables::secrets(site, writer, &facts));
    if !site.slot.is_string() && site.slot.typed.is_empty() {
        items.extend(structures(site, writer, &facts, items.is_empty()));
    }
    items.extend(templates::items(site, writer));
    let mut labels = rustc_hash::FxHashSet::default();
    items.retain(|item| labels.insert(item.label.clone()));
    items
}

/// The constants of the schema, both booleans, and the default.
fn constants(site: &Site<'_>, writer: &Writer<'_>, facts: &Facts<'_>) -> Vec<CompletionItem> {
    let mut all = facts.constants.clone();
    if facts.types.names(TypeSet::BOOLEAN) && !all.iter().any(|one| matches!(one, Literal::Bool(_))) {
        all.extend([Literal::Bool(true), Literal::Bool(false)]);
    }
    if facts.types.names(TypeSet::NULL) || site.snapshot.kind == DocumentKind::Patch {
        all.push(Literal::Null);
    }
    let default = facts.default.filter(|default| !matches!(default, Literal::Json(_)));
    all.extend(default.filter(|default| !all.contains(default)));
    let usual = overlay::usual_value(&site.value_path()).filter(|usual| fits(*usual, facts));
    all.extend(usual.filter(|usual| !all.contains(usual)));
    let mut seen = Vec::new();
    all.retain(|literal| {
        !seen.contains(literal) && {
            seen.push(*literal);
            true
        }
    });
    // Nobody has to write the default, and most want what most others have.
    all.sort_by_key(|literal| {
        (usual != Some(*literal), matches!(literal, Literal::Bool(_)) && default == Some(*literal))
    });
    all.into_iter().filter_map(|literal| constant(site, writer, facts, literal, usual)).collect()
}

/// Whether a value that most people write is one here: the schema may be another than theirs.
fn fits(usual: Literal<'_>, facts: &Facts<'_>) -> bool {
    if facts.is_closed && !facts.constants.is_empty() {
        return facts.constants.contains(&usual);
    }
    match usual {
        Literal::Number(_) => facts.types.names(TypeSet::NUMBER) || facts.types.names(TypeSet::INTEGER),
        Literal::String(_) => facts.types.names(TypeSet::STRING),
        _ => false,
    }
}

fn constant(
    site: &Site<'_>,
    writer: &Writer<'_>,
    facts: &Facts<'_>,
    literal: Literal<'_>,
    usual: Option<Literal<'_>>,
) -> Option<CompletionItem> {
    let listed = facts.constants.contains(&literal);
    let kind = if listed { CompletionKind::EnumMember } else { CompletionKind::Value };
    let item = match literal {
        Literal::String(text) => writer.string(text, kind),
        Literal::Json(_) => return None,
        _ if site.slot.is_string() => return None,
        other => {
            let text = written(other, writer.style.string);
            writer.literal(&text, kind, Body::plain(text.clone()))
        }
    };
    let is_default = facts.default == Some(literal);
    let detail = match literal {
        _ if is_default => "default",
        _ if usual == Some(literal) && !listed => "usual value",
        Literal::Null if site.snapshot.kind == DocumentKind::Patch => "deletes the key",
        _ => "",
    };
    let preselect =
        usual.map_or(is_default && !matches!(literal, Literal::Bool(_)), |usual| usual == literal);
    Some(CompletionItem { preselect, ..item.with_detail(detail) })
}

/// An empty object, array, string or number, where nothing better is known.
fn structures(site: &Site<'_>, writer: &Writer<'_>, facts: &Facts<'_>, alone: bool) -> Vec<CompletionItem> {
    let quote = writer.style.string;
    let names = |kind| facts.types.names(kind);
    let (ids, path) = (value_schemas(site), site.value_path());
    let filler = Filler { site, style: writer.style };
    let mut found = Vec::new();
    let mut add = |label: &str, detail: &str, body: Body| {
        found.push(writer.literal(label, CompletionKind::Value, body).with_detail(detail));
    };
    if names(TypeSet::OBJECT) {
        add("{ }", "object", members::object(&filler, &path, &ids));
    }
    if names(TypeSet::ARRAY) {
        add("[ ]", "list", members::list(&filler, &path, &ids));
    }
    if alone && names(TypeSet::STRING) {
        let label = format!("{quote}{quote}");
        add(&label, "string", Body::empty_string(quote));
    }
    let is_number = names(TypeSet::INTEGER) || names(TypeSet::NUMBER);
    if alone && is_number && facts.default.is_none() && found.is_empty() {
        let body = value_body(site, writer.style, &path, &ids);
        found.push(writer.literal(&body.text.clone(), CompletionKind::Value, body).with_detail("number"));
    }
    found
}
