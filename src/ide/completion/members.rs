//! New objects with the members that they must have, and new lists with a first element.

use super::context::Site;
use super::insert::Style;
use super::layout::Layout;
use super::names;
use super::shape::{branches, facts, named_keys};
use super::snippet::{Body, CHOICES, as_string, choices, written};
use crate::schema::{PathStep, SchemaId, TypeSet};

/// Objects that must have more members are left to their user.
const MOST: usize = 4;

/// Objects inside of objects that are filled.
const DEEPEST: usize = 2;

/// An object to be filled, with a tab stop in each of the members that it must have.
pub(super) fn object(filler: &Filler<'_>, path: &[PathStep<'_>], ids: &[SchemaId]) -> Body {
    let mut stops = 0;
    match filler.filled(path, ids, &mut stops, 0) {
        Some(snippet) => begun("{}", snippet),
        None => Body::object(filler.style.layout),
    }
}

/// A list to be filled; one of objects with the first of them.
pub(super) fn list(filler: &Filler<'_>, path: &[PathStep<'_>], ids: &[SchemaId]) -> Body {
    let (schema, style) = (&filler.site.snapshot.world.schema, filler.style);
    let elements: Vec<SchemaId> =
        branches(schema, ids).into_iter().flat_map(|id| schema.item(id, 0).ids().to_vec()).collect();
    if elements.is_empty() || facts(schema, &elements).first_type != TypeSet::OBJECT {
        return Body::list().listing(true);
    }
    let inline = Filler { style: Style { layout: Layout::INLINE, ..style }, ..*filler };
    let path: Vec<PathStep<'_>> = path.iter().copied().chain([PathStep::Item]).collect();
    let first = inline.filled(&path, &elements, &mut 0, 0).unwrap_or_else(|| "{ $0 \\}".to_owned());
    let (into, out) = (style.layout.before(1, ""), style.layout.before(0, ""));
    begun("[]", format!("[{into}{first}{out}]"))
}

/// A value with a snippet, whose list opens unless there is but one text for the first stop: the editor shows that itself.
fn begun(text: &str, snippet: String) -> Body {
    let only = snippet.split_once("${1|").and_then(|(_, rest)| rest.split_once("|}"));
    let lists = only.is_none_or(|(words, _)| words.contains(','));
    Body::snippet(text, snippet).listing(lists)
}

/// Writes members for a site in a style.
#[derive(Clone, Copy)]
pub(super) struct Filler<'s> {
    /// Where the object is to stand, or something around it.
    pub site: &'s Site<'s>,
    /// How it is written.
    pub style: Style,
}

impl Filler<'_> {
    /// The members that an object must have, if there are any and all are of a kind that can be begun.
    fn filled(
        &self,
        path: &[PathStep<'_>],
        ids: &[SchemaId],
        stops: &mut usize,
        depth: usize,
    ) -> Option<String> {
        let schema = &self.site.snapshot.world.schema;
        let known = branches(schema, ids);
        let required: Vec<_> = named_keys(schema, &known).into_iter().filter(|key| key.required).collect();
        if required.is_empty() || required.len() > MOST || depth > DEEPEST {
            return None;
        }
        let inner = Self { style: Style { layout: Layout::INLINE, ..self.style }, ..*self };
        let member = |key: &super::shape::NamedKey<'_>, stops: &mut usize| {
            let path: Vec<PathStep<'_>> = path.iter().copied().chain([PathStep::Key(key.name)]).collect();
            let value = inner.value(&path, &key.schemas, stops, depth)?;
            Some(format!("{}: {value}", self.style.key(key.name)))
        };
        let members: Option<Vec<String>> = required.iter().map(|key| member(key, stops)).collect();
        let layout = if depth == 0 { self.style.layout } else { Layout::INLINE };
        let between = format!(",{}", layout.before(1, " "));
        Some(format!("{{{}{}{}\\}}", layout.before(1, " "), members?.join(&between), layout.before(0, " ")))
    }

    /// The value of a member with its tab stops.
    fn value(
        &self,
        path: &[PathStep<'_>],
        ids: &[SchemaId],
        stops: &mut usize,
        depth: usize,
    ) -> Option<String> {
        let facts = facts(&self.site.snapshot.world.schema, ids);
        let quote = self.style.string;
        if let [literal] = facts.constants[..] {
            return Some(written(literal, quote));
        }
        if facts.first_type == TypeSet::OBJECT {
            return self.filled(path, ids, stops, depth + 1);
        }
        *stops += 1;
        let words: Option<Vec<&str>> = facts.constants.iter().map(|literal| as_string(*literal)).collect();
        let words = words.filter(|words| facts.is_closed && !words.is_empty() && words.len() <= CHOICES);
        match (words, facts.first_type) {
            (Some(words), _) => Some(format!("{quote}{}{quote}", choices(*stops, &words))),
            (None, TypeSet::BOOLEAN) => Some(choices(*stops, &["true", "false"])),
            (None, TypeSet::NUMBER | TypeSet::INTEGER) => {
                Some(format!("${{{stops}:{}}}", facts.minimum.unwrap_or_default()))
            }
            (None, TypeSet::ARRAY) => Some(format!("[${stops}]")),
            (None, TypeSet::STRING) => Some(format!("{quote}{}{quote}", self.name(path, *stops))),
            _ => None,
        }
    }

    /// A tab stop for a text: with the names of the document that may be meant.
    fn name(&self, path: &[PathStep<'_>], stop: usize) -> String {
        let names = names::of_document(self.site, path);
        let names: Vec<&str> = names.iter().map(String::as_str).filter(|name| is_plain(name)).collect();
        match names[..] {
            [] => format!("${stop}"),
            _ => choices(stop, &names),
        }
    }
}

/// Whether a name means the same in quotes and in a snippet.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '/'))
}
