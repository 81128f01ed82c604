//! The document that a request is answered from: the open one itself, or its project with it in the middle.

use super::focused::Focused;
use super::view::View;
use crate::base::Snapshot;
use crate::project::Focus;
use crate::text::TextRange;
use std::sync::Arc;

/// What a request is answered from, with the way in and the way back.
///
/// Where nothing is included both are the same document, and nothing is led anywhere.
pub(super) struct Scope<'v> {
    view: &'v View,
    focused: Option<Arc<Focused>>,
}

impl<'v> Scope<'v> {
    /// The scope of a whole document.
    pub(super) fn of(view: &'v View) -> Self {
        Self { view, focused: view.focused() }
    }

    /// The scope of a whole document for which only its place counts, and not what others say: the document itself
    /// where it is a main configuration.
    pub(super) fn of_fragment(view: &'v View) -> Self {
        Self { view, focused: view.focused().filter(|focused| focused.focus.file() > 0) }
    }

    /// The scope of a place; the document itself where its project does not know the place: in what another file wins
    /// over, or behind the end of the value.
    pub(super) fn at(view: &'v View, offset: usize) -> (Self, usize) {
        let scope = Self::of(view);
        match scope.focus().map(|focus| focus.inward(offset)) {
            None => (scope, offset),
            Some(Some(inside)) => (scope, inside),
            Some(None) => (Self { view, focused: None }, offset),
        }
    }

    /// The same with a range of the document.
    pub(super) fn within(self, range: TextRange) -> (Self, TextRange) {
        match self.focus().map(|focus| focus.inward_range(range)) {
            None => (self, range),
            Some(Some(inside)) => (self, inside),
            Some(None) => (Self { view: self.view, focused: None }, range),
        }
    }

    /// The project, where the document is part of one.
    pub(super) fn focused(&self) -> Option<&Focused> {
        self.focused.as_deref()
    }

    fn focus(&self) -> Option<&Focus> {
        Some(&self.focused.as_ref()?.focus)
    }

    /// The document to ask.
    pub(super) fn snapshot(&self) -> &Snapshot {
        self.focus().map_or_else(|| self.view.snapshot(), Focus::snapshot)
    }

    /// The place in the open document that a place of the document to ask stands for; nothing for what lies elsewhere.
    pub(super) fn own(&self, range: TextRange) -> Option<TextRange> {
        self.focus().map_or(Some(range), |focus| focus.own_range(range))
    }
}
