//! What each token means, for editors that colour by meaning.

use crate::base::masking::meeting;
use crate::base::{Snapshot, Tag};
use crate::check::diagnostics;
use crate::config::placeholder::placeholders;
use crate::schema::overlay::{self, ModelReference, ModelShape};
use crate::schema::{ChildSchemas, PathStep, PathTrie, Schema, SchemaId, State};
use crate::syntax::{ContainerKind, Entry, Node, Scalar, ScalarKind, TokenAt, TokenKind};
use crate::text::TextRange;
use rustc_hash::FxHashSet;

/// No configuration is nested half as deep; what lies deeper is coloured by its syntax alone.
const DEEPEST: usize = 64;

/// In larger documents nothing is marked as outdated: that takes all their diagnostics, for a screenful of colours.
const LARGE: usize = 1 << 20;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenMeaning {
    /// A key that OpenClaw knows, or one where any may stand.
    Property,
    /// A key that the user chose: the name of an agent, an account, a provider.
    Name,
    /// A model reference, as a value or as a key.
    Model,
    /// `${NAME}` in a string.
    Variable,
    /// Any other string that is a value.
    String,
    /// A number.
    Number,
    /// `true`, `false` or `null`.
    Keyword,
    /// A comment.
    Comment,
}

/// A token with its meaning. Keys that OpenClaw does not know have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SemanticToken {
    /// Its bytes; those of a comment or string may hold line breaks.
    pub range: TextRange,
    /// What it is.
    pub meaning: TokenMeaning,
    /// Whether it is outdated, as a diagnostic says.
    pub deprecated: bool,
}

/// The tokens that share a byte with a range, by position; they do not overlap.
pub fn semantic_tokens(snapshot: &Snapshot, within: TextRange) -> Vec<SemanticToken> {
    let schema = &snapshot.world.schema;
    let found = if snapshot.text.len() <= LARGE { diagnostics(snapshot) } else { Vec::new() };
    let outdated = found.iter().filter(|finding| finding.tags.contains(&Tag::Deprecated));
    let mut finder = Finder {
        schema,
        models: overlay::model_references(),
        outdated: outdated.map(|finding| finding.range).collect(),
        found: Vec::new(),
    };
    let state = finder.models.walk(&[]);
    let mut waiting =
        vec![Level { node: snapshot.tree.document(), ids: vec![schema.root()], state, depth: 0 }];
    while let Some(level) = waiting.pop() {
        finder.level(&level, within, &mut waiting);
    }
    finder.found.retain(|token| token.range.start < within.end && within.start < token.range.end);
    finder.found.sort_by_key(|token| token.range);
    finder.found
}

/// A container, with what is known about its place.
struct Level<'t> {
    node: Node<'t>,
    /// Every schema that may hold for it, branches of unions included. Empty where nothing is known.
    ids: Vec<SchemaId>,
    /// The place among those of model references.
    state: State,
    depth: usize,
}

struct Finder<'s> {
    schema: &'s Schema,
    models: &'static PathTrie<ModelReference>,
    outdated: FxHashSet<TextRange>,
    found: Vec<SemanticToken>,
}

impl Finder<'_> {
    fn level<'t>(&mut self, level: &Level<'t>, within: TextRange, waiting: &mut Vec<Level<'t>>) {
        for entry in meeting(level.node, within) {
            let (ids, state) = self.entry(level, entry);
            let ids = if level.depth < DEEPEST { ids } else { Vec::new() };
            waiting.extend(entry.child().map(|node| Level { node, ids, state, depth: level.depth + 1 }));
        }
        self.comments(level.node.tail_tokens());
    }

    /// Adds the tokens of an entry, and says what holds for its value.
    fn entry(&mut self, level: &Level<'_>, entry: Entry<'_>) -> (Vec<SchemaId>, State) {
        self.comments(entry.tokens());
        let key = entry.key();
        let (ids, state) = match (level.node.kind(), &key) {
            (ContainerKind::Root, _) => (level.ids.clone(), level.state),
            (ContainerKind::Array, _) => {
                let items = level.ids.iter().flat_map(|id| self.schema.items_through_unions(*id));
                (items.collect(), self.models.step(level.state, PathStep::Item))
            }
            (ContainerKind::Object, Some(key)) => {
                let state = self.models.step(level.state, PathStep::Key(key));
                let (ids, meaning) = self.member(&level.ids, key);
                let model = self.models.values(state).iter().any(|model| model.shape == ModelShape::Key);
                let meaning = if model { Some(TokenMeaning::Model) } else { meaning };
                self.key(entry.key_token(), meaning);
                (ids, state)
            }
            (ContainerKind::Object, None) => (Vec::new(), level.state),
        };
        if let Some(scalar) = entry.value().and_then(crate::syntax::Value::scalar) {
            let model = self.models.values(state).iter().any(|model| model.shape != ModelShape::Key);
            self.scalar(scalar, model);
        }
        let mut ids: Vec<SchemaId> = ids.into_iter().flat_map(|id| self.schema.branches(id)).collect();
        ids.sort_unstable();
        ids.dedup();
        (ids, state)
    }

    /// The schemas of a member, and what its key is.
    fn member(&self, ids: &[SchemaId], key: &str) -> (Vec<SchemaId>, Option<TokenMeaning>) {
        let mut found = Vec::new();
        let mut meaning = ids.is_empty().then_some(TokenMeaning::Property);
        for id in ids {
            let child = self.schema.child(*id, key);
            found.extend_from_slice(child.ids());
            let known = self.schema.node(*id).property(key).is_some();
            meaning = match child {
                _ if known || meaning == Some(TokenMeaning::Property) => Some(TokenMeaning::Property),
                // Open bags such as `params`: their keys are no names that the user makes up.
                ChildSchemas::One(id) if self.schema.node(id).is_anything() => Some(TokenMeaning::Property),
                ChildSchemas::One(_) | ChildSchemas::Several(_) => Some(TokenMeaning::Name),
                // Every branch of a union that is no object says nothing about its members.
                ChildSchemas::Any if self.schema.node(*id).is_anything() => Some(TokenMeaning::Property),
                ChildSchemas::Any | ChildSchemas::Denied => meaning,
            };
        }
        (found, meaning)
    }

    fn key(&mut self, token: Option<TokenAt<'_>>, meaning: Option<TokenMeaning>) {
        let Some(token) = token else { return };
        let outdated = self.outdated.contains(&token.range).then_some(TokenMeaning::Property);
        if let Some(meaning) = meaning.or(outdated) {
            self.add(token.range, meaning);
        }
    }

    fn scalar(&mut self, scalar: Scalar<'_>, model: bool) {
        let range = scalar.token.range;
        match scalar.kind() {
            ScalarKind::String if model => self.add(range, TokenMeaning::Model),
            ScalarKind::String => self.string(scalar),
            ScalarKind::Number => self.add(range, TokenMeaning::Number),
            ScalarKind::Boolean | ScalarKind::Null => self.add(range, TokenMeaning::Keyword),
            ScalarKind::Malformed => {}
        }
    }

    /// A string, cut where it names variables. One with escapes stays whole: its variables have other places there.
    fn string(&mut self, scalar: Scalar<'_>) {
        let range = scalar.token.range;
        let text = scalar.as_str().filter(|_| !scalar.token.token.special).unwrap_or_default();
        let mut at = range.start;
        for variable in placeholders(&text) {
            let variable = variable.range.shifted(range.start + 1);
            self.add(TextRange::new(at, variable.start), TokenMeaning::String);
            self.add(variable, TokenMeaning::Variable);
            at = variable.end;
        }
        self.add(TextRange::new(at, range.end), TokenMeaning::String);
    }

    fn comments<'t>(&mut self, tokens: impl Iterator<Item = TokenAt<'t>>) {
        for token in tokens {
            if matches!(token.kind(), TokenKind::LineComment | TokenKind::BlockComment) {
                self.add(token.range, TokenMeaning::Comment);
            }
        }
    }

    fn add(&mut self, range: TextRange, meaning: TokenMeaning) {
        if !range.is_empty() {
            self.found.push(SemanticToken { range, meaning, deprecated: self.outdated.contains(&range) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{DocumentKind, World};
    use expect_test::{Expect, expect};
    use proptest::prelude::*;
    use std::sync::{Arc, LazyLock};

    static WORLD: LazyLock<Arc<World>> = LazyLock::new(Arc::default);

    fn found(text: &str, within: TextRange) -> Vec<SemanticToken> {
        semantic_tokens(&Snapshot::new(text, DocumentKind::Main, Arc::clone(&WORLD)), within)
    }

    #[expect(clippy::needless_pass_by_value, reason = "snapshots are given by value")]
    fn check(text: &str, expected: Expect) {
        let lines = found(text, TextRange::new(0, text.len())).into_iter().flat_map(|token| {
            let mark = if token.deprecated { " deprecated" } else { "" };
            [
                format!("{:?}{mark} ", token.meaning),
                text[token.range.start..token.range.end].to_owned(),
                "\n".to_owned(),
            ]
        });
        expected.assert_eq(&lines.collect::<String>());
    }

    #[test]
    fn keys_are_known_or_named_or_nothing() {
        check(
            "{ /* x */ gateway: { port: 1, bogus: true }, agents: { entries: { main: { 'name': null } } } } // end",
            expect![[r#"
                Comment /* x */
                Property gateway
                Property port
                Number 1
                Keyword true
                Property agents
                Property entries
                Name main
                Property 'name'
                Keyword null
                Comment // end
            "#]],
        );
    }

    #[test]
    fn models_are_marked_as_values_and_as_keys() {
        check(
            "{ agents: { defaults: { model: { primary: 'a/b', fallbacks: ['c'] }, models: { 'x/y': { params: { q: 1 } } } } } }",
            expect![[r#"
                Property agents
                Property defaults
                Property model
                Property primary
                Model 'a/b'
                Property fallbacks
                Model 'c'
                Property models
                Model 'x/y'
                Property params
                Property q
                Number 1
            "#]],
        );
    }

    #[test]
    fn variables_are_cut_out_of_strings() {
        check(
            "{ env: { vars: { A: 'x${B}y', C: '${D}', E: '\\n${F}', G: '$${H}' } } }",
            expect![[r#"
            Property env
            Property vars
            Name A
            String 'x
            Variable ${B}
            String y'
            Name C
            String '
            Variable ${D}
            String '
            Name E
            String '\n${F}'
            Name G
            String '$${H}'
        "#]],
        );
    }

    #[test]
    fn legacy_keys_are_deprecated() {
        check(
            "{ agents: { defaults: { params: { cacheControlTtl: '1h' } } } }",
            expect![[r#"
            Property agents
            Property defaults
            Property params
            Property deprecated cacheControlTtl
            String '1h'
        "#]],
        );
    }

    #[test]
    fn no_depth_is_too_much() {
        let text = "[".repeat(100_000) + "1";
        assert_eq!(found(&text, TextRange::new(0, text.len())).len(), 1);
    }

    proptest! {
        #[test]
        fn a_range_gives_its_part_of_all(text in "[{}\\[\\]:,'a1 /*\n\"$]{0,40}", from in 0..41_usize, len in 0..20_usize) {
            let from = from.min(text.len());
            let within = TextRange::new(from, (from + len).min(text.len()));
            let mut all = found(&text, TextRange::new(0, text.len()));
            prop_assert!(all.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start), "{all:?}");
            all.retain(|token| token.range.start < within.end && within.start < token.range.end);
            prop_assert_eq!(found(&text, within), all);
        }
    }
}
