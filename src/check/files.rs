//! What depends on files that the document names: plugins that OpenClaw cannot look at, and programs that it does not run
//! (docs/openclaw/validation.md#files). The host answers the questions; without answers nothing is said.

use super::rules::plain::is_absolute;
use super::{texts, unchecked};
use crate::base::{Diagnostic, DocumentKind, FileFault, FileQuestion, FileUse, Severity, Snapshot};
use crate::config::placeholder::placeholders;
use crate::release::{self, Deed};
use crate::schema::format::trim;
use crate::syntax::{Entry, Node, Scalar, Value};
use std::path::{Component, Path, PathBuf};

/// The files that the verdict on a document depends on.
pub fn file_questions(snapshot: &Snapshot) -> Vec<FileQuestion> {
    let mut asked: Vec<FileQuestion> = named(snapshot).into_iter().map(|named| named.question).collect();
    asked.sort_unstable();
    asked.dedup();
    asked
}

/// Whether a document names folders of plugins, which only their manifests describe.
pub fn loads_plugins(snapshot: &Snapshot) -> bool {
    let paths =
        snapshot.tree.value().and_then(|root| root.get("plugins")?.get("load")?.get("paths")?.array());
    snapshot.kind == DocumentKind::Main && paths.is_some_and(|paths| paths.count() > 0)
}

/// Adds what is wrong with the files, and drops what OpenClaw does not look at because of that.
pub(super) fn judge(snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    let mut missing: Vec<String> = Vec::new();
    let is_fatal = deed(snapshot, FileUse::PluginPath).is_some_and(Deed::refused);
    for named in named(snapshot) {
        let fault = snapshot.files.fault(&named.question);
        match named.question.used {
            FileUse::PluginPath => {
                let path = &named.question.path;
                let fault = fault.filter(|_| !missing.contains(path));
                missing.extend(fault.map(|_| path.clone()));
                found.extend(fault.map(|fault| unreachable(&named, fault, is_fatal)));
            }
            FileUse::SecretCommand => {
                let outside = named.is_outside.then_some("it lies outside `trustedDirs`");
                let fault = fault.filter(|fault| !named.is_allowed(*fault));
                let reason = fault.map(command_fault).or(outside);
                let deed = deed(snapshot, FileUse::SecretCommand);
                found.extend(reason.and_then(|reason| unusable(&named, reason, deed?)));
            }
        }
    }
    if let Some(path) = missing.first().filter(|_| !is_fatal) {
        found.retain(|one| !is_unseen(one) || is_blank_name(snapshot, one));
        unchecked::add(snapshot, path, found);
    }
}

/// What the release that reads makes of a file that it cannot use.
fn deed(snapshot: &Snapshot, used: FileUse) -> Option<Deed> {
    let rule = match used {
        FileUse::PluginPath => "plugins/load-path",
        FileUse::SecretCommand => "secrets/provider-missing",
    };
    release::rule(rule)?.at(snapshot.release())
}

/// A file, and the place that names it.
struct Named<'t> {
    question: FileQuestion,
    value: Value<'t>,
    path: String,
    /// Whether it lies outside of the folders that are trusted.
    is_outside: bool,
    /// Whether a link will do, as releases take it that know the flag.
    allows_links: bool,
    /// Whether anybody's will do, likewise.
    allows_others: bool,
}

impl<'t> Named<'t> {
    fn new(used: FileUse, path: String, value: Value<'t>, place: String) -> Self {
        let question = FileQuestion { used, path };
        Self { question, value, path: place, is_outside: false, allows_links: false, allows_others: false }
    }

    const fn is_allowed(&self, fault: FileFault) -> bool {
        match fault {
            FileFault::Link => self.allows_links,
            FileFault::TooOpen | FileFault::Foreign => self.allows_others,
            FileFault::Missing | FileFault::Unreadable | FileFault::NotAFile => false,
        }
    }
}

fn named(snapshot: &Snapshot) -> Vec<Named<'_>> {
    let root = snapshot.tree.value().and_then(Value::object);
    let Some(root) = root.filter(|_| snapshot.kind == DocumentKind::Main) else { return Vec::new() };
    let mut all = Vec::new();
    let at = |path: &[&str]| {
        let (first, rest) = path.split_first()?;
        rest.iter().try_fold(root.get(first)?, |value, key| value.get(key))
    };
    let paths = at(&["plugins", "load", "paths"]).and_then(Value::array).into_iter().flat_map(Node::entries);
    all.extend(paths.filter_map(|entry| load_path(snapshot, root, entry)));
    let providers = at(&["secrets", "providers"]).and_then(Value::object).into_iter().flat_map(Node::members);
    all.extend(providers.filter_map(|entry| command(snapshot, root, entry)));
    all
}

fn load_path<'t>(snapshot: &Snapshot, root: Node<'t>, entry: Entry<'t>) -> Option<Named<'t>> {
    let value = entry.value()?;
    let path = known(snapshot, root, value)?;
    Some(Named::new(FileUse::PluginPath, path, value, "plugins.load.paths".to_owned()))
}

fn command<'t>(snapshot: &Snapshot, root: Node<'t>, entry: Entry<'t>) -> Option<Named<'t>> {
    let provider = entry.child().filter(|node| node.is_object())?;
    provider.get("source")?.as_str().filter(|source| source == "exec")?;
    let value = provider.get("command")?;
    let path = known(snapshot, root, value).filter(|path| is_absolute(path))?;
    // A text with blanks around it is refused for that.
    value.as_str().filter(|text| *text == path)?;
    // Paths of another system are compared by its rules, which are not those of this machine.
    let is_outside = path.starts_with('/') && is_outside(snapshot, root, provider, &path);
    let place = format!("secrets.providers.{}.command", entry.key()?);
    let says =
        |flag: &str| provider.get(flag).and_then(Value::scalar).and_then(Scalar::as_bool) == Some(true);
    let (allows_links, allows_others) = (says("allowSymlinkCommand"), says("allowInsecurePath"));
    let named = Named::new(FileUse::SecretCommand, path, value, place);
    Some(Named { is_outside, allows_links, allows_others, ..named })
}

/// The text of a path, unless a variable that is set somewhere makes another one of it.
fn known(snapshot: &Snapshot, root: Node<'_>, value: Value<'_>) -> Option<String> {
    let text = value.as_str()?;
    let text = trim(&text);
    let names = &snapshot.world.options.env_names;
    let is_set = |name: &str| names.iter().any(|known| known == name) || texts::is_set(root, name);
    let open = text.contains("$${") || placeholders(text).iter().any(|variable| is_set(variable.name));
    (!text.is_empty() && !open).then(|| text.to_owned())
}

/// Whether a program lies outside of the folders that are trusted, where there are any.
fn is_outside(snapshot: &Snapshot, root: Node<'_>, provider: Node<'_>, path: &str) -> bool {
    let Some(folders) = provider.get("trustedDirs").and_then(Value::array).filter(|all| all.count() > 0)
    else {
        return false;
    };
    let program = normal(path);
    let is_around = |entry: Entry<'_>| {
        let folder = entry.value().and_then(|value| known(snapshot, root, value));
        // What is not known, counts from a home, or is refused for being relative, may be around it.
        folder.is_none_or(|folder| !is_absolute(&folder) || program.starts_with(normal(&folder)))
    };
    !folders.entries().any(is_around)
}

fn normal(path: &str) -> PathBuf {
    Path::new(path).components().fold(PathBuf::new(), |mut whole, part| {
        match part {
            Component::ParentDir => drop(whole.pop()),
            Component::CurDir => {}
            part => whole.push(part),
        }
        whole
    })
}

fn unreachable(named: &Named<'_>, fault: FileFault, is_fatal: bool) -> Diagnostic {
    let reason = match fault {
        FileFault::Missing => "does not exist",
        FileFault::NotAFile => "is neither a file nor a folder",
        _ => "cannot be read",
    };
    let (severity, outcome) = if is_fatal {
        (Severity::Error, "this release refuses the configuration for it")
    } else {
        (Severity::Warning, "OpenClaw starts, but checks no channel and no settings of plugins")
    };
    let message =
        format!("`{}` {reason} here: {outcome}; correct the path or remove it", named.question.path);
    diagnostic("unreachable-plugin-path", severity, named, message)
}

const fn command_fault(fault: FileFault) -> &'static str {
    match fault {
        FileFault::Missing => "there is no such file",
        FileFault::Unreadable => "it cannot be read",
        FileFault::NotAFile => "it is not a regular file",
        FileFault::Link => "it is a symbolic link, so name what it points to",
        FileFault::TooOpen => "other users may write to it",
        FileFault::Foreign => "it does not belong to the user who runs this",
    }
}

/// Older releases look at the program when they first want a secret of it, and start with the others.
fn unusable(named: &Named<'_>, reason: &str, deed: Deed) -> Option<Diagnostic> {
    let (severity, when) = match deed {
        Deed::Refuses | Deed::Mends => (Severity::Error, ""),
        Deed::Reads | Deed::Migrates => (Severity::Warning, " when it wants one"),
        Deed::Unknown => return None,
    };
    let message = format!("OpenClaw refuses to run `{}` for secrets{when}: {reason}", named.question.path);
    Some(diagnostic("unusable-command", severity, named, message))
}

fn diagnostic(code: &'static str, severity: Severity, named: &Named<'_>, message: String) -> Diagnostic {
    Diagnostic {
        code,
        severity,
        range: named.value.range(),
        path: named.path.clone(),
        message,
        tags: Vec::new(),
        related: Vec::new(),
        meant: None,
    }
}

/// Whether a finding is about a name that no plugin can bring, as nothing is written.
fn is_blank_name(snapshot: &Snapshot, one: &Diagnostic) -> bool {
    let text = snapshot.text.slice(one.range);
    let is_name = matches!(one.code, "unknown-channel" | "unknown-web-search-provider");
    is_name && text.trim_matches(['"', '\'']).trim().is_empty()
}

/// Whether OpenClaw does not come to see what a finding is about.
fn is_unseen(one: &Diagnostic) -> bool {
    match one.code {
        "unknown-plugin" | "disabled-plugin" | "unknown-web-search-provider" => true,
        "unknown-channel" => is_of_plugins(one),
        _ => one.severity == Severity::Error && is_of_plugins(one),
    }
}

/// Whether a finding is about what only plugins know: the settings of channels and of plugins, and names that plugins bring.
fn is_of_plugins(one: &Diagnostic) -> bool {
    let parts: Vec<&str> = one.path.split('.').collect();
    match parts[..] {
        ["channels", "defaults" | "modelByChannel", ..] => false,
        // References to secrets and bindings are checked in any case.
        ["channels", _, ..] => !matches!(
            one.code,
            "secret-source-mismatch" | "misplaced-secret-reference" | "legacy-channel-binding"
        ),
        ["channels"] | ["agents", .., "heartbeat", "target"] => one.code == "unknown-channel",
        // That they are an object is not the plugin's to say.
        ["plugins", "entries", _, "config"] => one.code != "wrong-type",
        ["plugins", "entries", _, "config", ..] => one.code != "secret-source-mismatch",
        ["plugins", "slots", ..] => one.code == "unknown-plugin",
        ["tools", "web", "search", ..] => one.code == "unknown-web-search-provider",
        _ => false,
    }
}
