//! The modules of the crate, read from their sources: what each defines, passes on and names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use syn::visit::{self, Visit};
use syn::{Item, ItemUse, UseTree, Visibility};

/// The path of a module: `["check", "rules"]`; empty for the crate.
pub type ModulePath = Vec<String>;

/// A path of a `use` declaration or in the code.
#[derive(Debug)]
pub struct Import {
    /// The steps as they are written, `*` for a glob.
    pub path: Vec<String>,
    /// The name that it brings, where it is a declaration.
    pub name: Option<String>,
    /// Whether other modules see the name here.
    pub passed_on: bool,
}

/// One module.
#[derive(Debug, Default)]
pub struct Module {
    /// The names that it defines.
    pub defines: BTreeSet<String>,
    /// What it imports, and the paths in its code.
    pub imports: Vec<Import>,
}

/// All modules below a folder of sources, by their paths; a module within a file is one of its own.
pub fn read(src: &Path) -> BTreeMap<ModulePath, Module> {
    let mut modules = BTreeMap::new();
    folder(src, &Vec::new(), &mut modules);
    modules
}

fn folder(at: &Path, path: &ModulePath, modules: &mut BTreeMap<ModulePath, Module>) {
    for entry in fs::read_dir(at).expect("a folder of sources") {
        let file = entry.expect("an entry").path();
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let below = path.iter().cloned().chain([name.clone()]).collect();
        if file.is_dir() {
            folder(&file, &below, modules);
        } else if name != "main" && file.extension().is_some_and(|extension| extension == "rs") {
            let own = if ["mod", "lib"].contains(&name.as_str()) { path.clone() } else { below };
            let text = fs::read_to_string(&file).expect("a source file");
            let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            items(&parsed.items, own, modules);
        }
    }
}

fn items(items: &[Item], path: ModulePath, modules: &mut BTreeMap<ModulePath, Module>) {
    let mut reader = Reader::default();
    for item in items {
        match item {
            Item::Mod(inner) => {
                if let Some((_, content)) = &inner.content {
                    let below = path.iter().cloned().chain([inner.ident.to_string()]).collect();
                    self::items(content, below, modules);
                }
            }
            Item::Use(item) => reader.declaration(item),
            item => {
                reader.module.defines.extend(name_of(item));
                reader.visit_item(item);
            }
        }
    }
    modules.insert(path, reader.module);
}

fn name_of(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

#[derive(Default)]
struct Reader {
    module: Module,
}

impl Reader {
    fn declaration(&mut self, item: &ItemUse) {
        let passed_on = !matches!(item.vis, Visibility::Inherited);
        self.tree(&item.tree, &mut Vec::new(), passed_on);
    }

    fn tree(&mut self, tree: &UseTree, path: &mut Vec<String>, passed_on: bool) {
        let last = path.last().cloned();
        let mut add = |step: Option<String>, name: Option<String>| {
            let path = path.iter().cloned().chain(step).collect();
            self.module.imports.push(Import { path, name, passed_on });
        };
        match tree {
            UseTree::Path(inner) => {
                path.push(inner.ident.to_string());
                self.tree(&inner.tree, path, passed_on);
                path.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.tree(tree, path, passed_on)),
            UseTree::Name(name) if name.ident == "self" => add(None, last),
            UseTree::Name(name) => add(Some(name.ident.to_string()), Some(name.ident.to_string())),
            UseTree::Rename(name) => add(Some(name.ident.to_string()), Some(name.rename.to_string())),
            UseTree::Glob(_) => add(Some("*".to_owned()), None),
        }
    }
}

impl Visit<'_> for Reader {
    fn visit_path(&mut self, path: &syn::Path) {
        if path.segments.len() > 1 && path.leading_colon.is_none() {
            let path = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.module.imports.push(Import { path, name: None, passed_on: false });
        }
        visit::visit_path(self, path);
    }

    fn visit_item_use(&mut self, item: &ItemUse) {
        self.declaration(item);
    }

    /// `pub(in a::b)` names a module, and imports nothing.
    fn visit_visibility(&mut self, _: &Visibility) {}
}
