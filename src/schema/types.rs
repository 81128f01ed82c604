//! The JSON types that a schema allows.

use super::layout::TYPES;
use std::fmt;
use std::ops::BitOr;

/// A set of JSON types. An empty set, as a schema without `type` has, allows every type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TypeSet(u8);

impl TypeSet {
    /// `null`.
    pub const NULL: Self = Self(1);
    /// `boolean`.
    pub const BOOLEAN: Self = Self(1 << 1);
    /// `integer`: a number without a fraction.
    pub const INTEGER: Self = Self(1 << 2);
    /// `number`.
    pub const NUMBER: Self = Self(1 << 3);
    /// `string`.
    pub const STRING: Self = Self(1 << 4);
    /// `array`.
    pub const ARRAY: Self = Self(1 << 5);
    /// `object`.
    pub const OBJECT: Self = Self(1 << 6);

    pub(super) const fn from_head(head: u32) -> Self {
        Self(head as u8 & 0x7f)
    }

    /// True when no type is named, so that all are allowed.
    pub const fn is_any(self) -> bool {
        self.0 == 0
    }

    /// True when a value whose types are `kind` is allowed: one named type suffices. A whole number is
    /// `INTEGER | NUMBER`, any other number is `NUMBER`.
    pub const fn allows(self, kind: Self) -> bool {
        self.is_any() || self.0 & kind.0 != 0
    }

    /// True when `kind` is named.
    pub const fn names(self, kind: Self) -> bool {
        self.0 & kind.0 != 0
    }

    /// The names of the types, in the order null, boolean, integer, number, string, array, object.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        TYPES.into_iter().enumerate().filter(move |(bit, _)| self.0 & 1 << bit != 0).map(|(_, name)| name)
    }
}

impl BitOr for TypeSet {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The names joined with " or ".
impl fmt::Display for TypeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, name) in self.iter().enumerate() {
            let separator = if position == 0 { "" } else { " or " };
            write!(f, "{separator}{name}")?;
        }
        Ok(())
    }
}
