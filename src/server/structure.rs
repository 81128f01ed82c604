//! The outline in the protocol's types.

use super::to_proto::Converter;
use super::view::View;
use crate::ide::{Symbol, SymbolKind};
use tower_lsp::ls_types as lsp;

/// The outline for clients that draw a tree.
pub(super) fn nested_symbols(view: &View, symbols: Vec<Symbol>) -> Vec<lsp::DocumentSymbol> {
    nested(&Converter::new(view), view.caps.all_symbol_kinds, symbols)
}

/// Recursion is safe: analysis keeps outlines shallow.
fn nested(converter: &Converter<'_>, all_kinds: bool, symbols: Vec<Symbol>) -> Vec<lsp::DocumentSymbol> {
    let symbols = symbols.into_iter().map(|symbol| {
        let children = nested(converter, all_kinds, symbol.children);
        #[expect(deprecated, reason = "the type has no other constructor")]
        lsp::DocumentSymbol {
            name: symbol.name,
            detail: symbol.detail,
            kind: kind(symbol.kind, all_kinds),
            tags: None,
            deprecated: None,
            range: converter.range(symbol.range),
            selection_range: converter.range(symbol.selection),
            children: (!children.is_empty()).then_some(children),
        }
    });
    symbols.collect()
}

/// The outline for clients that draw a list: each symbol names the one above it.
pub(super) fn flat_symbols(view: &View, symbols: Vec<Symbol>) -> Vec<lsp::SymbolInformation> {
    let mut list = Vec::new();
    flatten(&Converter::new(view), view, None, symbols, &mut list);
    list
}

fn flatten(
    converter: &Converter<'_>,
    view: &View,
    above: Option<&str>,
    symbols: Vec<Symbol>,
    list: &mut Vec<lsp::SymbolInformation>,
) {
    for symbol in symbols {
        #[expect(deprecated, reason = "the type has no other constructor")]
        list.push(lsp::SymbolInformation {
            name: symbol.name.clone(),
            kind: kind(symbol.kind, view.caps.all_symbol_kinds),
            tags: None,
            deprecated: None,
            location: lsp::Location::new(view.uri.clone(), converter.range(symbol.range)),
            container_name: above.map(str::to_owned),
        });
        flatten(converter, view, Some(&symbol.name), symbol.children, list);
    }
}

/// Clients that do not list the kinds that they know, know only those of LSP 1.0.
fn kind(kind: SymbolKind, all_kinds: bool) -> lsp::SymbolKind {
    match kind {
        SymbolKind::Object if all_kinds => lsp::SymbolKind::OBJECT,
        SymbolKind::Null if all_kinds => lsp::SymbolKind::NULL,
        SymbolKind::Key if all_kinds => lsp::SymbolKind::KEY,
        SymbolKind::Object => lsp::SymbolKind::MODULE,
        SymbolKind::Null => lsp::SymbolKind::CONSTANT,
        SymbolKind::Key => lsp::SymbolKind::PROPERTY,
        SymbolKind::Array => lsp::SymbolKind::ARRAY,
        SymbolKind::String => lsp::SymbolKind::STRING,
        SymbolKind::Number => lsp::SymbolKind::NUMBER,
        SymbolKind::Boolean => lsp::SymbolKind::BOOLEAN,
    }
}
