//! Values that become others: `old=new` pairs between spaces, `else` for all other texts and booleans.

use crate::syntax::Value;
use std::borrow::Cow;

/// A text or boolean as the value maps write it.
pub fn word(value: Value<'_>) -> Option<Cow<'_, str>> {
    let scalar = value.scalar()?;
    let boolean = scalar.as_bool().map(|on| Cow::Borrowed(if on { "true" } else { "false" }));
    boolean.or_else(|| scalar.as_str())
}

/// What a value map makes of a text or boolean; none where the map does not know it.
pub fn mapped(map: &'static str, value: &str) -> Option<&'static str> {
    let pairs = || map.split(' ').filter_map(|pair| pair.rsplit_once('='));
    let value = value.trim().to_lowercase();
    let exact = pairs().find(|(old, _)| *old == value);
    exact.or_else(|| pairs().find(|(old, _)| *old == "else")).map(|(_, new)| new)
}

#[cfg(test)]
mod tests {
    use super::mapped;

    #[test]
    fn maps() {
        assert_eq!(mapped("true=session false=shared", "false"), Some("shared"));
        assert_eq!(mapped("a=b", "c"), None);
        assert_eq!(mapped("a=b else=d", "c"), Some("d"));
    }
}
