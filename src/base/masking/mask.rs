//! What stands in place of a secret.

/// What is shown in place of a secret; it says nothing about its length.
pub const MASK: &str = "********";
