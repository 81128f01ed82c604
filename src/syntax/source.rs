//! What the parser reads: tokens of one text, and containers that an edit has left alone.

use super::green::Container;
use super::token::{Token, TokenKind, first_token};
use std::sync::Arc;

/// One thing for the parser to take.
#[derive(Clone, Debug)]
pub(super) enum Lexeme {
    /// A token of the text.
    Token(Token),
    /// A container as it is.
    Whole(Arc<Container>),
}

/// Tokens and containers in order, with the text of the tokens.
#[derive(Debug, Default)]
pub(super) struct Source {
    pub(super) text: String,
    pub(super) lexemes: Vec<Lexeme>,
    lexed: usize,
}

impl Source {
    /// The tokens of a whole document.
    pub(super) fn of(text: String) -> Self {
        let mut source = Self { text, ..Self::default() };
        source.lex();
        source
    }

    /// Adds text. It is cut into tokens when the next container comes, or by [`Source::lex`].
    pub(super) fn push_text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds a container. `false` when a token of the text before it would reach into it.
    pub(super) fn push_whole(&mut self, container: &Arc<Container>) -> bool {
        let before = self.lexemes.len();
        self.lex();
        let clean = self.lexemes.len() == before || self.ends_cleanly();
        self.lexemes.push(Lexeme::Whole(Arc::clone(container)));
        clean
    }

    pub(super) fn lex(&mut self) {
        super::cost::bytes(self.text.len() - self.lexed);
        while self.lexed < self.text.len() {
            let token = first_token(&self.text[self.lexed..]);
            self.lexed += token.len as usize;
            self.lexemes.push(Lexeme::Token(token));
        }
    }

    /// Whether the last token ends where it is, whatever follows it.
    pub(super) fn ends_cleanly(&self) -> bool {
        match self.lexemes.last() {
            Some(Lexeme::Token(token)) => token.kind != TokenKind::LineComment && !token.unclosed,
            _ => true,
        }
    }

    /// The kind of the first token that is no trivia, from an index on.
    pub(super) fn significant(&self, from: usize) -> Option<TokenKind> {
        self.lexemes[from.min(self.lexemes.len())..].iter().find_map(|lexeme| match lexeme {
            Lexeme::Token(token) if token.kind.is_trivia() => None,
            Lexeme::Token(token) => Some(token.kind),
            Lexeme::Whole(container) => Some(match container.kind() {
                super::ContainerKind::Array => TokenKind::LeftBracket,
                _ => TokenKind::LeftBrace,
            }),
        })
    }
}
