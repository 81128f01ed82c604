//! A finding that a fix is looked for, and how one is offered.

use crate::base::Diagnostic;
use crate::edit::Plan;
use crate::ide::action::offer::Offers;
use crate::ide::action::spot::Spot;
use crate::syntax::{Entry, Node};
use std::ops::Deref;

/// A finding and the member or element that it is about.
pub(super) struct Case<'t> {
    pub(super) spot: Spot<'t>,
    pub(super) finding: &'t Diagnostic,
    /// All findings of the document.
    pub(super) all: &'t [Diagnostic],
}

impl<'t> Deref for Case<'t> {
    type Target = Spot<'t>;

    fn deref(&self) -> &Spot<'t> {
        &self.spot
    }
}

impl<'t> Case<'t> {
    /// Offers a change. Says whether it mends the finding.
    pub(super) fn offer(
        &self,
        offers: &mut Offers<'t>,
        title: impl Into<String>,
        preferred: bool,
        change: impl FnOnce(&mut Plan<'t>),
    ) -> bool {
        offers.mend(self.finding, title, preferred, change)
    }

    /// Offers to write a text as the value.
    pub(super) fn offer_text(&self, offers: &mut Offers<'t>, text: &str, preferred: bool) -> bool {
        let Some(value) = self.value() else { return false };
        let title = format!("Write `\"{text}\"`");
        self.offer(offers, title, preferred, |plan| plan.set_text(self.object, value, text))
    }

    /// Offers to write something else than a text as the value.
    pub(super) fn offer_source(&self, offers: &mut Offers<'t>, source: &str, preferred: bool) -> bool {
        let Some(value) = self.value() else { return false };
        let title = format!("Write `{source}`");
        self.offer(offers, title, preferred, |plan| plan.set_source(value, source))
    }

    /// Offers to give the member another key, unless that is taken.
    pub(super) fn offer_key(&self, offers: &mut Offers<'t>, key: &str, preferred: bool) -> bool {
        let title = format!("Rename `{}` to `{key}`", self.key());
        !self.object.has(key) && self.offer(offers, title, preferred, |plan| plan.rename(self.entry, key))
    }

    /// Offers to remove a member or element.
    pub(super) fn offer_removal(
        &self,
        offers: &mut Offers<'t>,
        title: impl Into<String>,
        (object, entry): (Node<'t>, Entry<'t>),
        preferred: bool,
    ) -> bool {
        self.offer(offers, title, preferred, |plan| plan.delete(object, entry))
    }

    /// Whether the finding is drawn over the key.
    pub(super) fn is_on_key(&self) -> bool {
        self.entry.key_token().is_some_and(|token| token.range == self.finding.range)
    }
}
