//! Sentences about one value of the document: they may quote it, or a part of it.

use super::clean::remembered;
use super::forms::spans;
use super::mask::MASK;
use super::places::{secret_at, stray};
use super::text;
use crate::syntax::{Entry, Tree};
use std::borrow::Cow;

/// No sentence repeats a part of a longer text, and looking through one takes time.
const LONGEST: usize = 4096;

/// Shorter texts are only masked between quotes: as a part of words they would tear our own apart.
const TELLING: usize = 6;

/// A sentence about the value at the end of a way, which leads from the document inward, without what is secret in it.
pub fn about(way: &[Entry<'_>], sentence: &str) -> String {
    if let Some(key) = stray(way) {
        return without(Cow::Borrowed(sentence), &key).into_owned();
    }
    let scalar = way.last().and_then(|entry| entry.value()?.scalar());
    let Some(scalar) = scalar else { return text(sentence).into_owned() };
    let is_secret = secret_at(way).is_some();
    if !is_secret && scalar.token.range.len() > LONGEST {
        return text(sentence).into_owned();
    }
    let mask = || {
        let decoded = scalar.as_str().unwrap_or_default();
        let masked = repeating(sentence, &decoded, is_secret);
        Cow::Owned(repeating(&masked, scalar.token.text, is_secret).into_owned())
    };
    remembered((is_secret, scalar.token.text), sentence, mask).into_owned()
}

/// The dotted path of something at the end of a way.
pub fn path(way: &[Entry<'_>], path: String) -> String {
    match stray(way) {
        Some(key) if !key.is_empty() => path.replace(&*key, MASK),
        _ => path,
    }
}

/// The same for the dotted path of what stands at an offset in bytes.
pub fn path_at(tree: &Tree, offset: usize, path: String) -> String {
    self::path(&way(tree, offset), path)
}

/// [`about`] the value at an offset in bytes.
pub fn about_place(tree: &Tree, offset: usize, sentence: &str) -> String {
    about(&way(tree, offset), sentence)
}

fn way(tree: &Tree, offset: usize) -> Vec<Entry<'_>> {
    let cursor = tree.cursor(offset);
    cursor.ancestors.into_iter().chain(cursor.entry).collect()
}

/// A sentence with a mask wherever it repeats a text that is secret, or the secret parts of one that is not.
fn repeating<'s>(sentence: &'s str, source: &str, is_secret: bool) -> Cow<'s, str> {
    let whole = [source, source.trim(), source.trim_matches(['"', '\'']).trim()];
    // A part may be cut off at the colon before a password, also of what is secret as a whole.
    let some = spans(source).into_iter().flat_map(|span| source[span.start..span.end].split(':'));
    let parts: Vec<&str> = whole.into_iter().filter(|_| is_secret).chain(some).collect();
    let masked = parts.into_iter().fold(Cow::Borrowed(sentence), |sentence, part| without(sentence, part));
    match text(&masked) {
        Cow::Owned(masked) => Cow::Owned(masked),
        Cow::Borrowed(_) => masked,
    }
}

fn without<'s>(sentence: Cow<'s, str>, hidden: &str) -> Cow<'s, str> {
    if hidden.is_empty() || !sentence.contains(hidden) {
        return sentence;
    }
    if sentence == hidden {
        return Cow::Borrowed(MASK);
    }
    if hidden.len() >= TELLING {
        return Cow::Owned(sentence.replace(hidden, MASK));
    }
    let quoted = |sentence: String, quote: &char| {
        sentence.replace(&format!("{quote}{hidden}{quote}"), &format!("{quote}{MASK}{quote}"))
    };
    Cow::Owned(['`', '"', '\''].iter().fold(sentence.into_owned(), quoted))
}

#[cfg(test)]
mod tests {
    use super::repeating;

    #[test]
    fn a_value_is_masked_where_a_sentence_quotes_it() {
        assert_eq!(repeating("`abc` is no number", "abc", true), "`********` is no number");
        assert_eq!(repeating("a number is wanted", "a", true), "a number is wanted");
        assert_eq!(repeating("not swordfish, please", "swordfish", true), "not ********, please");
        assert_eq!(repeating("write `https://swordfish`", " swordfish", true), "write `https://********`");
        assert_eq!(repeating("write `swordfish`", "swordfish", false), "write `swordfish`");
        let address = "https://me:swordfish@host.example";
        assert_eq!(
            repeating("it selects `https://me:swordfish`", address, false),
            "it selects `https://me:********`"
        );
        assert_eq!(repeating("the word swordfish", address, false), "the word ********");
        assert_eq!(
            repeating("the model `/me:swordfish@host`", address, true),
            "the model `/me:********@host`"
        );
    }
}
