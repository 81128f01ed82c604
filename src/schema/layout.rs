//! The binary form of a compiled schema, shared by its writer and its reader.
//!
//! A blob is a run of little-endian `u32` words plus one text that holds every string back to back. Being flat, it can be
//! embedded with `include_bytes!` and read in place: nothing is parsed when the server starts.
//!
//! Words, in order: the header ([`Header`] names its words), then records and lists that refer to each other by word
//! offset, then the tables of nodes, strings and patterns.
//!
//! A node is `[head, mask, slot...]`: `head` holds the type bits and flags, bit `n` of `mask` says that [`Field`] `n` is
//! present, and the slots follow in the order of their fields.

/// The words of the header.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Header {
    /// Number of releases.
    ReleaseCount,
    /// Offset of the release table: `[version string, root node id, digest string]` per release, oldest first.
    Releases,
    /// Number of nodes.
    NodeCount,
    /// Offset of the node table: one record offset per node id.
    Nodes,
    /// Offset of the string table: the end of each string in the text, in bytes.
    Strings,
    /// Number of patterns.
    PatternCount,
    /// Offset of the pattern table: `[source string, flags]` per pattern.
    Patterns,
    /// Number of header words; not a word itself.
    Len,
}

/// The optional parts of a node. The comment says what the slot holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Field {
    /// Offset of `[n, (name, id) sorted by name.., index in source order..]`.
    Properties,
    /// Offset of `[n, (pattern, id)..]`.
    PatternProperties,
    /// [`DENIED`], else node id + 1.
    Additional,
    /// Node id.
    PropertyNames,
    /// Node id that holds for every item.
    Items,
    /// Offset of an id list, one per position.
    TupleItems,
    /// [`DENIED`], else node id + 1.
    AdditionalItems,
    /// Offset of `[n, name..]`.
    Required,
    /// Offset of an id list.
    AnyOf,
    /// Offset of an id list.
    OneOf,
    /// Offset of an id list.
    AllOf,
    /// Node id.
    Not,
    /// Node id.
    If,
    /// Node id.
    Then,
    /// Node id.
    Else,
    /// Offset of `[n, (tag, payload)..]`.
    Enum,
    /// Offset of `[tag, payload]`.
    Const,
    /// Offset of `[tag, payload]`.
    Default,
    /// Offset of the two halves of an `f64`.
    Minimum,
    /// Offset of the two halves of an `f64`.
    Maximum,
    /// Offset of the two halves of an `f64`.
    ExclusiveMinimum,
    /// Offset of the two halves of an `f64`.
    ExclusiveMaximum,
    /// Count.
    MinLength,
    /// Count.
    MaxLength,
    /// Count.
    MinItems,
    /// Count.
    MaxItems,
    /// Count.
    MinProperties,
    /// Count.
    MaxProperties,
    /// Pattern index.
    Pattern,
    /// String.
    Format,
    /// String; only in the schema of an installation, since the embedded one holds facts alone.
    Title,
    /// String; only in the schema of an installation.
    Description,
}

/// Slot value of `additionalProperties: false` and `additionalItems: false`.
pub(crate) const DENIED: u32 = 0;

/// The types of draft-07, in the order of their bits in a node's head.
pub(crate) const TYPES: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];

/// Head flag: `uniqueItems`.
pub(crate) const UNIQUE_ITEMS: u32 = 1 << 8;
/// Head flag: outer white space is cut before the string is judged (our own keyword `x-trim`).
pub(crate) const TRIM: u32 = 1 << 9;
/// Head flag: the schema `false`, which nothing satisfies.
pub(crate) const NEVER: u32 = 1 << 10;

/// Pattern flag: case is ignored as a regex without the `u` flag ignores it (our own keyword `x-ignore-case`).
pub(crate) const IGNORE_CASE: u32 = 1;

/// Tags of a literal; the payload word is described per tag.
pub(crate) mod tag {
    /// `null`, no payload.
    pub(crate) const NULL: u32 = 0;
    /// 0 or 1.
    pub(crate) const BOOL: u32 = 1;
    /// Offset of the two halves of an `f64`.
    pub(crate) const NUMBER: u32 = 2;
    /// String.
    pub(crate) const STRING: u32 = 3;
    /// String: an array or object as compact JSON.
    pub(crate) const JSON: u32 = 4;
}
