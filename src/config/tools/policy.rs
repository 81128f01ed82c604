//! A list of what is allowed and one of what is denied, as a layer means them (docs/openclaw/tools.md#lists).

use crate::config::ConfigValue;

/// What a layer lets through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// What is allowed, as written; everything where there is no list, or nothing in it.
    pub allow: Option<Vec<String>>,
    /// What is denied, as written. It stands above what is allowed.
    pub deny: Vec<String>,
}

impl Policy {
    /// What `allow`, `alsoAllow` and `deny` of a section mean; nothing where they restrict nothing.
    pub fn picked<V: ConfigValue>(section: &V) -> Option<Self> {
        let allow = texts(section, "allow");
        let more = texts(section, "alsoAllow").filter(|more| !more.is_empty());
        let deny = texts(section, "deny");
        let all = |more: Vec<String>| std::iter::once("*".to_owned()).chain(more).collect();
        let allow = match (allow, more) {
            (Some(allow), None) => Some(allow),
            (Some(allow), Some(more)) if allow.is_empty() => Some(all(more)),
            (Some(allow), Some(more)) => Some(allow.into_iter().chain(more).collect()),
            (None, more) => more.map(all),
        };
        (allow.is_some() || deny.is_some()).then(|| Self { allow, deny: deny.unwrap_or_default() })
    }

    /// One that allows a list and denies nothing.
    pub fn allowing(tools: impl IntoIterator<Item = String>) -> Self {
        Self { allow: Some(tools.into_iter().collect()), deny: Vec::new() }
    }

    /// One that denies a list.
    pub fn denying(tools: impl IntoIterator<Item = String>) -> Self {
        Self { allow: None, deny: tools.into_iter().collect() }
    }
}

/// The texts of a list; nothing where there is no list.
pub(super) fn texts<V: ConfigValue>(section: &V, key: &str) -> Option<Vec<String>> {
    let list = section.get(key).filter(V::is_list)?;
    let items = list.items();
    Some(items.iter().filter_map(|item| Some(item.as_str()?.into_owned())).collect())
}
