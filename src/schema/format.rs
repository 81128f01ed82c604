//! The `format`s that OpenClaw's schema uses.

use url::Url;

/// Whether `text` has the format. Unknown formats, such as `starts_with`, accept everything: the schema says beside
/// them, as `pattern`, what they mean.
pub fn is_valid(format: &str, text: &str) -> bool {
    match format {
        // OpenClaw asks `new URL(text)`, which follows the WHATWG standard and is laxer than RFC 3986.
        "uri" => Url::parse(text).is_ok(),
        "email" => is_email(text),
        "date-time" => is_date_time(text),
        "secret-file-id" => is_secret_file_id(text),
        "secret-exec-id" => is_secret_exec_id(text),
        _ => true,
    }
}

/// What a text of a format is, in words.
pub fn describe(format: &str) -> &str {
    match format {
        "uri" => "URL",
        "email" => "e-mail address",
        "date-time" => "date and time such as `2026-01-31T08:00:00Z`",
        "secret-file-id" => {
            "id of a file secret: write `value` or a JSON pointer such as `/providers/openai/key`"
        }
        "secret-exec-id" => {
            "id of an exec secret: write letters, digits and `._:/#-`, without `.` and `..` as parts"
        }
        other => other,
    }
}

/// Cuts what JavaScript takes for white space at both ends: that of Unicode and the byte order mark, without U+0085.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_white)
}

/// Whether JavaScript takes a character for white space.
pub fn is_white(one: char) -> bool {
    one == '\u{feff}' || one.is_whitespace() && one != '\u{85}'
}

/// `value`, or an absolute JSON pointer, in which `~` stands only as `~0` and `~1`
/// (docs/openclaw/secrets.md#references).
pub fn is_secret_file_id(text: &str) -> bool {
    let escaped = |rest: &str| rest.starts_with(['0', '1']);
    text == "value" || text.starts_with('/') && text.split('~').skip(1).all(escaped)
}

/// Up to 256 characters of a small set, beginning with a letter or digit, none of the parts `.` or `..`
/// (docs/openclaw/secrets.md#references).
pub fn is_secret_exec_id(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._:/#-".contains(&byte);
    text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text.len() <= 256
        && text.bytes().all(allowed)
        && !text.split('/').any(|part| matches!(part, "." | ".."))
}

/// A part before the last `@`, a dotted name after it, no white space.
fn is_email(text: &str) -> bool {
    let dotted = |domain: &str| domain.contains('.') && domain.split('.').all(|label| !label.is_empty());
    text.rsplit_once('@').is_some_and(|(user, domain)| !user.is_empty() && dotted(domain))
        && !text.contains(char::is_whitespace)
}

/// RFC 3339: date, `T`, time with optional fraction, `Z` or an offset.
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't']) else { return false };
    let (clock, zone) = time.split_at(time.find(['Z', 'z', '+', '-']).unwrap_or(time.len()));
    let (whole, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let offset = zone.strip_prefix(['+', '-']).is_some_and(|offset| fields(offset, ':', &[(0, 23), (0, 59)]));
    fields(date, '-', &[(0, 9999), (1, 12), (1, 31)])
        && fields(whole, ':', &[(0, 23), (0, 59), (0, 60)])
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
        && (offset || matches!(zone, "Z" | "z"))
}

/// Whether `text` is one number per range, all of two digits except a year.
fn fields(text: &str, separator: char, ranges: &[(u32, u32)]) -> bool {
    let width = |&(_, high): &(u32, u32)| if high == 9999 { 4 } else { 2 };
    let good = |(part, range): (&str, &(u32, u32))| {
        part.len() == width(range)
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && part.parse().is_ok_and(|number| (range.0..=range.1).contains(&number))
    };
    text.split(separator).count() == ranges.len() && text.split(separator).zip(ranges).all(good)
}
