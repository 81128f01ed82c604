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
        _ => true,
    }
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
