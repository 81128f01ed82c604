//! Where a closer is missing, as the indentation tells: only for documents whose brackets do not match.

use super::green::{Closer, ContainerKind};
use super::parser::{Frame, Mode, Parser};

impl Parser<'_> {
    /// A word that begins a line in the column of an outer container's items belongs to that container: those inside
    /// it have lost their closers.
    pub(super) fn close_by_indentation(&mut self) {
        if self.mode == Mode::Strict || !self.first_on_line || self.top().indent < self.line_indent {
            return;
        }
        let column = self.line_indent;
        let inner = self.stack.len() - 1;
        let owner = self.stack[..inner].iter().rposition(|frame| {
            frame.kind == ContainerKind::Object && frame.body_indent == Some(column) && frame.indent < column
        });
        let Some(owner) = owner else { return };
        while self.stack.len() > owner + 1 {
            self.finish_container(Closer::Missing);
        }
    }

    /// A closer that begins a line closes the container whose line has its column.
    pub(super) fn closer_by_indentation(&mut self, kind: ContainerKind) {
        if self.mode == Mode::Strict || !self.first_on_line || self.top().indent <= self.line_indent {
            return;
        }
        let column = self.line_indent;
        let is_owner = |frame: &Frame| {
            frame.kind == kind
                && frame.indent == column
                && frame.body_indent.is_some_and(|body| body > column)
        };
        let Some(owner) = self.stack.iter().rposition(is_owner) else { return };
        while self.stack.len() > owner + 1 {
            self.finish_container(Closer::Missing);
        }
    }
}
