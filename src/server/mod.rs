//! The language server: the only room that names LSP types.
