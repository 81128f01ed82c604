//! The bindings of a document as far as they are all there to be read, and which of them never decide.

use super::binding::{Binding, Idle};
use super::message::Class;
use super::unreachable::{Shadow, shadows};
use crate::config::ConfigValue;
use crate::syntax::{Node, Value};

/// The members of a binding that decide what it means, whatever is noted beside them.
pub const MEANT: [&str; 5] = ["type", "agentId", "match", "session", "$include"];

/// The bindings of a document. Those that hold a variable or take members from another file are left out, since nobody knows
/// what they are about, and so are those that OpenClaw refuses.
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
            if !is_known(node) || !is_sound(value) {
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

/// Whether all that a binding means is written in it.
fn is_known(binding: Node<'_>) -> bool {
    let is_open = |value: Value<'_>| match value {
        Value::Node(node) => {
            let text = node.green().text();
            text.contains("${") || text.contains("$include")
        }
        Value::Scalar(scalar) => scalar.token.text.contains("${"),
    };
    !binding.has("$include") && !MEANT.iter().filter_map(|key| binding.get(key)).any(is_open)
}

/// Whether a binding has the form that OpenClaw asks for; what is wrong with others is told elsewhere.
fn is_sound(binding: Value<'_>) -> bool {
    let is_text = |path: &[&str]| binding.at(path).is_some_and(|value| value.as_str().is_some());
    let is_kind = binding.text_at(&["match", "peer", "kind"]).is_some_and(|kind| Class::of(&kind).is_some());
    let has_peer = binding.at(&["match", "peer"]).is_some();
    let is_peer = !has_peer || is_kind && is_text(&["match", "peer", "id"]);
    binding.text_at(&["agentId"]).is_some() && is_text(&["match", "channel"]) && is_peer
}
