//! The name that was meant by one that is not known.

/// The name that a word most likely stands for: the closest one, where it is close enough to be a slip of the pen.
///
/// Letter case, `-` and `_` do not count against a name. Otherwise one edit is allowed in a word of up to four
/// characters, two up to eight, and beyond that a quarter of the word; swapped letters are one edit. Of equally close
/// names the first one is taken.
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let plain = plain(word);
    let limit = allowance(plain.chars().count());
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        let distance = distance(&plain, name, limit);
        if distance.is_some_and(|distance| best.is_none_or(|(least, _)| distance < least)) {
            best = distance.map(|distance| (distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// How many edits a word of this many characters may be away from what was meant.
const fn allowance(characters: usize) -> usize {
    match characters {
        0..=1 => 0,
        2..=4 => 1,
        5..=8 => 2,
        more => more / 4,
    }
}

/// The most similar name where a word was written from memory: of two long words the first letters count most, so one
/// that is cut short or ends differently is still found. For lists of long words that begin differently, such as providers.
///
/// Letter case does not count. Of equally similar names the first in the alphabet is taken.
pub fn similar<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    /// From here on two words are taken for one.
    const SIMILAR: f64 = 0.88;
    let word = word.to_lowercase();
    let scored = names.into_iter().map(|name| (strsim::jaro_winkler(&word, &name.to_lowercase()), name));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))?;
    (best.0 >= SIMILAR).then_some(best.1)
}

/// The number of edits between two texts, letter case aside; swapped letters are one edit.
pub fn edits(one: &str, other: &str) -> usize {
    strsim::osa_distance(&one.to_lowercase(), &other.to_lowercase())
}

fn distance(plain_word: &str, name: &str, limit: usize) -> Option<usize> {
    // A name whose length differs by more than the limit cannot be within it: the costly comparison is left out.
    if name.len().abs_diff(plain_word.len()) > limit + name.matches(['-', '_', '.']).count() {
        return None;
    }
    let distance = strsim::damerau_levenshtein(plain_word, &plain(name));
    (distance <= limit).then_some(distance)
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '-' | '_' | ' ' | '.')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: Option<&str>) {
        let names = ["port", "bind", "cacheRetention", "short", "long", "none", "timeoutSeconds", "auth"];
        assert_eq!(nearest(word, names), expected, "{word}");
    }

    #[test]
    fn slips_lead_to_the_name() {
        check("prot", Some("port"));
        check("ports", Some("port"));
        check("LONG", Some("long"));
        check("cache_retention", Some("cacheRetention"));
        check("cacheretension", Some("cacheRetention"));
        check("timeoutSecond", Some("timeoutSeconds"));
    }

    #[test]
    fn other_words_lead_nowhere() {
        check("x", None);
        check("", None);
        check("gateway", None);
        check("timeout", None);
        check("blog", None);
    }

    #[test]
    fn words_from_memory() {
        let names = ["anthropic", "openai", "openrouter", "cacheRetention"];
        assert_eq!(similar("antropic", names), Some("anthropic"));
        assert_eq!(similar("CacheRet", names), Some("cacheRetention"));
        assert_eq!(similar("qqqq", names), None);
        assert_eq!(similar("ab", ["abd", "abc"]), Some("abc"), "the first in the alphabet");
        assert_eq!((edits("Sonet", "sonnet"), edits("ab", "ba"), edits("", "abc")), (1, 1, 3));
    }

    #[test]
    fn the_closest_name_wins() {
        assert_eq!(nearest("entrys", ["entry", "entries", "entrys2"]), Some("entry"));
        assert_eq!(nearest("lon", ["long", "son"]), Some("long"));
    }
}
