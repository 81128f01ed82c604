//! Dotted paths as people type them: `agents.defaults.models["a/b"].params`, `agents.list[0].id`, `agents.list.0.id`.

use crate::syntax::{Entry, Value};

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyStep {
    /// A name between dots: a key, or part of a key that has dots itself, or the number of an element of an array.
    Bare(String),
    /// A key in quotes and brackets.
    Quoted(String),
    /// The number of an element, in brackets.
    Index(usize),
}

impl KeyStep {
    /// The step as a text, without brackets and quotes.
    pub fn text(&self) -> String {
        match self {
            Self::Bare(text) | Self::Quoted(text) => text.clone(),
            Self::Index(index) => index.to_string(),
        }
    }

    /// The number of an element that it can mean.
    pub fn index(&self) -> Option<usize> {
        match self {
            Self::Bare(text) => text.parse().ok(),
            Self::Quoted(_) => None,
            Self::Index(index) => Some(*index),
        }
    }
}

/// The member or element that steps lead to from a value, where it is written.
pub fn entry_at<'t>(mut value: Value<'t>, steps: &[KeyStep]) -> Option<Entry<'t>> {
    let (last, before) = steps.split_last()?;
    for step in before {
        value = part(value, step)?.value()?;
    }
    part(value, last)
}

fn part<'t>(value: Value<'t>, step: &KeyStep) -> Option<Entry<'t>> {
    match (value.object(), value.array(), step) {
        (Some(object), _, KeyStep::Bare(key) | KeyStep::Quoted(key)) => object.member(key),
        (None, Some(list), step) => list.entry(step.index()?),
        _ => None,
    }
}

/// Takes a path apart that is to name one place, and not be half typed: nothing in it is passed over.
///
/// # Errors
///
/// Says what the path lacks. That of the whole is none to whoever wants a key; `.` means it for everybody else.
pub fn named(path: &str) -> Result<Vec<KeyStep>, String> {
    let (steps, whole) = walk(path);
    let plain = path.trim();
    if plain.is_empty() {
        return Err("the key is empty: name one, such as `gateway.port`".to_owned());
    }
    if !steps.is_empty() && whole {
        return Ok(steps);
    }
    if matches!(plain, "." | "<root>") {
        return Ok(Vec::new());
    }
    let meant = plain.strip_prefix('.').filter(|rest| named(rest).is_ok_and(|steps| !steps.is_empty()));
    let hint = meant.map_or_else(
        || "; quote a key that holds signs of a path: `[\"a.b\"]`".to_owned(),
        |meant| format!("; did you mean `{meant}`?"),
    );
    Err(format!("`{plain}` is no path: a step of it is empty or its bracket is not closed{hint}"))
}

/// Takes a path apart. `.`, `<root>` and nothing at all are the root.
pub fn parse(path: &str) -> Vec<KeyStep> {
    walk(path).0
}

/// The steps of a path, and whether they are all that it says.
fn walk(path: &str) -> (Vec<KeyStep>, bool) {
    let (mut steps, mut whole) = (Vec::new(), true);
    let mut rest = path.trim();
    if rest == "<root>" {
        return (steps, whole);
    }
    while !rest.is_empty() {
        if let Some((step, after)) = bracket(rest) {
            whole &= !rest.starts_with("[]");
            steps.push(step);
            rest = after;
        } else {
            let end = rest.find(['.', '[']).filter(|end| *end > 0);
            let end = end.unwrap_or(if rest.starts_with(['.', '[']) { 0 } else { rest.len() });
            if end > 0 {
                steps.push(KeyStep::Bare(rest[..end].to_owned()));
            }
            whole &= end > 0;
            rest = &rest[end..];
            // A bracket that is never closed is part of a name.
            if rest.starts_with('[') && bracket(rest).is_none() {
                steps.push(KeyStep::Bare(rest.to_owned()));
                whole = false;
                break;
            }
        }
        whole &= rest != ".";
        rest = rest.strip_prefix('.').unwrap_or(rest);
    }
    (steps, whole)
}

/// A step in brackets at the start of a path, and what follows.
fn bracket(path: &str) -> Option<(KeyStep, &str)> {
    let inner = path.strip_prefix('[')?;
    for quote in ['"', '\''] {
        if let Some((key, after)) = inner.strip_prefix(quote).and_then(|rest| until(rest, quote)) {
            return Some((KeyStep::Quoted(key), after));
        }
    }
    let (inner, after) = inner.split_once(']')?;
    let step = inner.parse().map_or_else(|_| KeyStep::Quoted(inner.to_owned()), KeyStep::Index);
    Some((step, after))
}

/// A key up to its closing quote and bracket; a backslash takes the next character as it is.
fn until(text: &str, quote: char) -> Option<(String, &str)> {
    let (mut key, mut chars) = (String::new(), text.char_indices());
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => key.extend(chars.next().map(|(_, c)| c)),
            c if c == quote => {
                return text[at..].strip_prefix(quote)?.strip_prefix(']').map(|after| (key, after));
            }
            c => key.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{KeyStep, named, parse};

    fn check(path: &str, expected: &[KeyStep]) {
        assert_eq!(parse(path), expected, "{path}");
    }

    fn bare(text: &str) -> KeyStep {
        KeyStep::Bare(text.to_owned())
    }

    fn quoted(text: &str) -> KeyStep {
        KeyStep::Quoted(text.to_owned())
    }

    #[test]
    fn names_numbers_and_quoted_keys() {
        check("gateway.port", &[bare("gateway"), bare("port")]);
        check("agents.list[1].id", &[bare("agents"), bare("list"), KeyStep::Index(1), bare("id")]);
        check("m[\"a/b.c\"].params", &[bare("m"), quoted("a/b.c"), bare("params")]);
        check("m['it\\'s'][0]", &[bare("m"), quoted("it's"), KeyStep::Index(0)]);
        check("m[\"a]b\"]", &[bare("m"), quoted("a]b")]);
        check("m[name]", &[bare("m"), quoted("name")]);
    }

    #[test]
    fn the_root_has_no_steps() {
        for root in ["", " ", ".", "<root>"] {
            check(root, &[]);
        }
    }

    #[test]
    fn whoever_wants_a_place_gets_no_other_one() {
        for path in ["gateway.port", "a[0].b", "a.[0]", "a[\"\"]", "m[\"a..b\"].c", "a[\"x.\"]"] {
            assert_eq!(named(path), Ok(parse(path)), "{path}");
        }
        assert_eq!((named("."), named("<root>")), (Ok(Vec::new()), Ok(Vec::new())));
        for path in
            ["", " ", "..", "gateway.", "a..b", ".gateway.port", "a[", "a[\"b", "a[]", "a[0].", "a[0]..b"]
        {
            let said = named(path).unwrap_err();
            assert!(said.contains("empty"), "{path}: {said}");
        }
        assert!(named(".gateway.port").unwrap_err().ends_with("did you mean `gateway.port`?"));
    }

    #[test]
    fn what_is_half_typed_is_still_a_path() {
        check("a[", &[bare("a"), bare("[")]);
        check("a[\"b", &[bare("a"), bare("[\"b")]);
        check("a..b.", &[bare("a"), bare("b")]);
    }
}
