//! The bindings of a document as far as they are all there to be read, and which of them never decide.

use super::binding::{Binding, Idle};
use super::unreachable::{Shadow, shadows};
use crate::syntax::Node;

/// The bindings of a document. Those that hold a variable or take members from another file are left out: nobody knows what
/// they are about.
#[derive(Debug, Default)]
pub struct Bindings {
    /// Those that take part, in their order.
    pub list: Vec<Binding>,
    /// The others, by their place.
    pub idle: Vec<(usize, Idle)>,
    /// Those that never decide, by their places in `list`.
    pub shadows: Vec<Shadow>,
}

impl Bindings {
    /// Reads the elements of `bindings`.
    pub fn read(elements: Node<'_>) -> Self {
        let (mut list, mut idle) = (Vec::new(), Vec::new());
        for (index, entry) in elements.entries().enumerate() {
            let Some(value) = entry.value() else { continue };
            let Some(node) = value.object() else { continue };
            let text = node.green().text();
            if text.contains("${") || text.contains("$include") {
                continue;
            }
            match Binding::read(&value, index) {
                Ok(binding) => list.push(binding),
                Err(why) => idle.push((index, why)),
            }
        }
        let shadows = shadows(&list);
        Self { list, idle, shadows }
    }
}
