//! The beginning of a text, in any case.

/// What follows a prefix, whatever the case of its letters.
pub fn after<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

#[cfg(test)]
mod tests {
    use super::after;

    #[test]
    fn case_does_not_matter_and_characters_stay_whole() {
        assert_eq!(after("TG:12", "tg:"), Some("12"));
        assert_eq!(after("tg", "tg:"), None);
        assert_eq!(after("t\u{e9}: 12", "te"), None);
    }
}
