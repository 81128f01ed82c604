//! What rules may know about the rest of the document. Each part has a hash: a finding that depends on it is
//! remembered under that hash, so it is found anew when the part changes, and only then.

use crate::analysis::{DocumentKind, World};
use crate::syntax::{Node, Tree, Value, hash_key};

/// A part of the document that rules elsewhere depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fact {
    /// The ids of the agents.
    Agents,
    /// Names and sources of the secret providers.
    SecretProviders,
    /// The ids of the custom providers.
    Providers,
    /// Keys and aliases of the models maps.
    Models,
    /// The `gateway` section.
    Gateway,
    /// The `hooks` section.
    Hooks,
    /// The `plugins` section.
    Plugins,
    /// The names that `env` sets.
    Environment,
}

impl Fact {
    /// All parts.
    pub const ALL: [Self; 8] = [
        Self::Agents,
        Self::SecretProviders,
        Self::Providers,
        Self::Models,
        Self::Gateway,
        Self::Hooks,
        Self::Plugins,
        Self::Environment,
    ];

    pub(super) const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// The rest of the document, as a rule sees it.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'t> {
    root: Option<Node<'t>>,
    /// What the document is judged by.
    pub world: &'t World,
    /// What the document is.
    pub kind: DocumentKind,
}

impl<'t> Facts<'t> {
    /// The facts of a document.
    pub fn new(tree: &'t Tree, world: &'t World, kind: DocumentKind) -> Self {
        Self { root: tree.value().and_then(Value::object), world, kind }
    }

    /// The value at a path of keys from the top.
    pub fn get(&self, path: &[&str]) -> Option<Value<'t>> {
        let (first, rest) = path.split_first()?;
        rest.iter().try_fold(self.root?.get(first)?, |value, key| value.get(key))
    }

    /// The object at a path of keys from the top.
    pub fn object(&self, path: &[&str]) -> Option<Node<'t>> {
        self.get(path)?.object()
    }

    /// Whether some of the objects on the way to a path come from an `$include`, so that more may be there than is seen.
    pub fn is_open(&self, path: &[&str]) -> bool {
        let mut node = self.root;
        for key in path {
            let Some(current) = node else { return false };
            if current.has("$include") {
                return true;
            }
            node = current.get(key).and_then(Value::object);
        }
        node.is_some_and(|node| node.has("$include"))
    }

    /// A hash of a part: equal hashes mean that rules about it find the same.
    pub(super) fn hash(&self, fact: Fact) -> u64 {
        match fact {
            Fact::Agents => {
                self.names(&["agents", "entries"]) ^ self.content(&["agents", "list"]).rotate_left(1)
            }
            Fact::SecretProviders => self.content(&["secrets", "providers"]),
            Fact::Providers => self.names(&["models", "providers"]),
            Fact::Models => self.content(&["agents", "defaults", "models"]),
            Fact::Gateway => self.content(&["gateway"]),
            Fact::Hooks => self.names(&["hooks"]) ^ self.content(&["hooks", "defaultSessionKey"]),
            Fact::Plugins => self.content(&["plugins"]),
            Fact::Environment => self.names(&["env", "vars"]) ^ self.names(&["env"]).rotate_left(1),
        }
    }

    /// A hash of the keys of an object. Costs O(1).
    fn names(&self, path: &[&str]) -> u64 {
        let open = u64::from(self.is_open(path));
        self.object(path).map_or(0, |node| node.green().items().hash().wrapping_add(node.count() as u64))
            ^ (open << 63)
    }

    /// A hash of all text at a path, remembered with the tree.
    fn content(&self, path: &[&str]) -> u64 {
        match self.get(path) {
            Some(Value::Node(node)) => {
                *node.green().memo().get_or(0x636f_6e74, || hash_key(&node.green().text()))
            }
            Some(Value::Scalar(scalar)) => hash_key(scalar.token.text),
            None => 0,
        }
    }
}
