//! How OpenClaw compares agent ids (docs/openclaw/agents.md#ids).

/// The agent that exists where no other does, and the one that an unusable id stands for.
pub const MAIN: &str = "main";
/// The most characters of an id.
const LONGEST: usize = 64;

/// An agent id in the form that is compared: lower case, and where it is no valid id, with `-` for each run of other
/// characters and without `-` at its ends.
pub fn normalize(id: &str) -> String {
    canonical(id).unwrap_or_else(|| MAIN.to_owned())
}

/// The form that is compared; nothing where nothing is left of the text.
pub(super) fn canonical(id: &str) -> Option<String> {
    let lower = id.trim().to_lowercase();
    if is_valid(&lower) {
        return Some(lower);
    }
    let mut plain = String::with_capacity(lower.len());
    for letter in lower.chars() {
        if is_part(letter) {
            plain.push(letter);
        } else if !plain.ends_with('\u{0}') {
            plain.push('\u{0}');
        }
    }
    let plain = plain.replace('\u{0}', "-");
    let short: String = plain.trim_matches('-').chars().take(LONGEST).collect();
    Some(short).filter(|short| !short.is_empty())
}

fn is_valid(lower: &str) -> bool {
    lower.len() <= LONGEST
        && lower.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
        && lower.chars().all(is_part)
}

const fn is_part(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '_' | '-')
}

#[cfg(test)]
mod tests {
    use super::normalize;

    #[test]
    fn ids_as_openclaw_compares_them() {
        let pairs = [
            ("Main", "main"),
            (" ops ", "ops"),
            ("a-", "a-"),
            ("_a-", "_a"),
            ("-a", "a"),
            ("a b  c", "a-b-c"),
            ("127.0.0.1", "127-0-0-1"),
            ("", "main"),
            ("日本", "main"),
        ];
        for (written, expected) in pairs {
            assert_eq!(normalize(written), expected, "{written}");
        }
        assert_eq!(normalize(&"x".repeat(70)).len(), 64);
    }
}
