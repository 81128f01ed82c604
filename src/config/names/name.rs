//! A name, and a place where it stands.

use crate::schema::overlay::NameKind;
use crate::text::TextRange;

/// A name, in the form in which it is compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    /// What is named.
    pub kind: NameKind,
    /// What it belongs to: the provider of a model, the channel of an account, the agent of an alias that only it has.
    pub scope: String,
    /// The text.
    pub text: String,
}

/// What a name does at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// It is made up there.
    Definition,
    /// Settings are made there for what it names, as in the key of a models map.
    Entry,
    /// It is meant there.
    Reference,
}

/// A place of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The name.
    pub name: Name,
    /// The bytes of the name, without quotes and without what stands before or behind it in the same text.
    pub range: TextRange,
    /// What it does there.
    pub role: Role,
    /// Whether the text is the name, and not another word for the same, such as an alias for its model.
    pub spelled: bool,
    /// The quote of the key or string that it stands in; a bare key has none.
    pub quote: Option<char>,
}
