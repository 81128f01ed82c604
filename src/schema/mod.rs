//! JSON Schema draft-07, compiled to an arena.
