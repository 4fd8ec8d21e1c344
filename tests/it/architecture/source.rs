//! Reads a source file's syntax: the modules it declares and the names it uses.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ExprMethodCall, ImplItem, Item, ItemMod, ItemUse, Lit, UseTree, Visibility};

/// How a name is used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Use {
    /// `use path;`
    Import,
    /// `pub use path;`: a re-export, which uses nothing itself.
    Export,
    /// In an expression, a type, a pattern, or the words of a macro.
    Path,
    /// `path!(…)`
    Macro,
    /// `value.name(…)`; the path is the name alone.
    Method,
}

/// A name as it is written, and where.
#[derive(Debug)]
pub(crate) struct Name {
    pub(crate) path: Vec<String>,
    pub(crate) used: Use,
    pub(crate) line: usize,
}

/// A module, without what is compiled for tests alone.
#[derive(Debug, Default)]
pub(crate) struct Source {
    /// The path of the file from the root of the repository.
    pub(crate) file: String,
    /// The crate's name, then those of the modules down to this one.
    pub(crate) module: Vec<String>,
    pub(crate) names: Vec<Name>,
    /// What `use` brings in: the name here, and the path it names; `*` for all of a module.
    pub(crate) imports: Vec<(String, Vec<String>)>,
    /// Names of the items that this file defines.
    pub(crate) defines: Vec<String>,
    /// Strings that the program may show, with their lines.
    pub(crate) strings: Vec<(String, usize)>,
    /// Files of modules that are compiled for tests alone.
    pub(crate) tests: Vec<String>,
    children: Vec<Child>,
    /// Modules whose code is in this file.
    inside: Vec<Source>,
}

/// A module in a file of its own.
#[derive(Debug)]
struct Child {
    name: String,
    /// The value of its `#[path]`.
    path: Option<String>,
    for_tests: bool,
}

/// Reads a crate from its root file on, asking `read` for the text of each file.
pub(crate) fn read_crate(name: &str, root: &str, read: &dyn Fn(&str) -> Option<String>) -> Vec<Source> {
    // Each with the folder in which its modules are looked for.
    let mut found = vec![];
    let mut waiting = vec![(root.to_owned(), vec![name.to_owned()], folder_of(root).to_owned())];
    while let Some((file, module, folder)) = waiting.pop() {
        let text = read(&file).unwrap_or_else(|| panic!("{file} cannot be read"));
        let mut sources = vec![(Source::read(&file, module, &text), folder)];
        while let Some((mut source, folder)) = sources.pop() {
            let within = |name: &String| format!("{folder}/{name}");
            for inside in std::mem::take(&mut source.inside) {
                let folder = inside.module.last().map(within).unwrap_or_default();
                sources.push((inside, folder));
            }
            for child in std::mem::take(&mut source.children) {
                let file = child.file(&file, &folder, read);
                // The modules of a file that `#[path]` names are looked for beside it.
                let folder = child.path.map_or_else(|| within(&child.name), |_| folder_of(&file).to_owned());
                if child.for_tests {
                    source.tests.push(file);
                } else {
                    let module = [&source.module[..], std::slice::from_ref(&child.name)].concat();
                    waiting.push((file, module, folder));
                }
            }
            found.push(source);
        }
    }
    found
}

fn folder_of(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

impl Child {
    /// Returns its file, declared in a file whose modules are looked for in this folder.
    fn file(&self, parent: &str, folder: &str, read: &dyn Fn(&str) -> Option<String>) -> String {
        if let Some(path) = &self.path {
            return format!("{}/{path}", folder_of(parent));
        }
        let usual = ["", "/mod"].map(|end| format!("{folder}/{}{end}.rs", self.name));
        let found = usual.into_iter().find(|file| read(file).is_some());
        found.unwrap_or_else(|| panic!("{parent} declares {}, which has no file", self.name))
    }
}

impl Source {
    fn read(file: &str, module: Vec<String>, text: &str) -> Self {
        let syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let mut source = Self { file: file.to_owned(), module, ..Self::default() };
        source.visit_file(&syntax);
        source
    }

    fn declare(&mut self, item: &ItemMod, for_tests: bool) {
        if item.content.is_none() {
            let (name, path) = (item.ident.to_string(), path_attribute(&item.attrs));
            self.children.push(Child { name, path, for_tests });
        }
    }

    fn name(&mut self, path: Vec<String>, used: Use, span: Span) {
        self.names.push(Name { path, used, line: span.start().line });
    }

    fn string(&mut self, literal: &Lit) {
        if let Lit::Str(text) = literal {
            self.strings.push((text.value(), text.span().start().line));
        }
    }

    fn import(&mut self, tree: &UseTree, above: &[String], used: Use) {
        let (ident, here) = match tree {
            UseTree::Path(path) => {
                let above = [above, &[path.ident.to_string()]].concat();
                return self.import(&path.tree, &above, used);
            }
            UseTree::Group(group) => {
                return group.items.iter().for_each(|item| self.import(item, above, used));
            }
            UseTree::Name(name) => (name.ident.to_string(), name.ident.to_string()),
            UseTree::Rename(name) => (name.ident.to_string(), name.rename.to_string()),
            UseTree::Glob(_) => ("self".to_owned(), "*".to_owned()),
        };
        let path = if ident == "self" { above.to_vec() } else { [above, &[ident]].concat() };
        let here = if here == "self" { path.last().cloned().unwrap_or_default() } else { here };
        self.imports.push((here, path.clone()));
        self.name(path, used, tree.span());
    }

    /// Reads what a macro or an attribute is given: paths, methods, macros and strings in whatever order.
    fn tokens(&mut self, tokens: TokenStream, silent: bool) {
        let mut tokens = tokens.into_iter().peekable();
        let (mut after_dot, mut expect) = (false, false);
        while let Some(token) = tokens.next() {
            let (dot, expected) = (std::mem::take(&mut after_dot), std::mem::take(&mut expect));
            match token {
                TokenTree::Group(group) => {
                    let expected = expected && group.delimiter() == Delimiter::Parenthesis;
                    self.tokens(group.stream(), silent || expected || is_doc(&group));
                }
                TokenTree::Literal(literal) if !silent => self.string(&Lit::new(literal)),
                TokenTree::Punct(mark) => after_dot = mark.as_char() == '.' && !dot,
                TokenTree::Ident(ident) if dot => {
                    expect = ident == "expect";
                    self.name(vec![ident.to_string()], Use::Method, ident.span());
                }
                TokenTree::Ident(ident) => {
                    let mut path = vec![ident.to_string()];
                    while let Some(next) = after_colons(&mut tokens) {
                        path.push(next);
                    }
                    let is_macro = matches!(tokens.peek(), Some(TokenTree::Punct(mark)) if mark.as_char() == '!'
                        && mark.spacing() == proc_macro2::Spacing::Alone);
                    self.name(path, if is_macro { Use::Macro } else { Use::Path }, ident.span());
                }
                TokenTree::Literal(_) => {}
            }
        }
    }
}

/// Tells whether this is `[doc = "…"]`, as which a macro gets a doc comment.
fn is_doc(group: &proc_macro2::Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket && first.is_some_and(|token| token.to_string() == "doc")
}

/// Takes `::name` from the front, if it is there.
fn after_colons(tokens: &mut std::iter::Peekable<proc_macro2::token_stream::IntoIter>) -> Option<String> {
    let mut ahead = tokens.clone();
    for _ in 0..2 {
        ahead.next().filter(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':'))?;
    }
    let Some(TokenTree::Ident(ident)) = ahead.next() else { return None };
    *tokens = ahead;
    Some(ident.to_string())
}

fn segments(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}

/// Tells whether this is compiled for tests alone.
fn for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}

/// Returns the file that `#[path = "…"]` names.
fn path_attribute(attributes: &[Attribute]) -> Option<String> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("path"))?;
    let Expr::Lit(value) = &attribute.meta.require_name_value().ok()?.value else { return None };
    if let Lit::Str(text) = &value.lit { Some(text.value()) } else { None }
}

impl<'ast> Visit<'ast> for Source {
    fn visit_item(&mut self, item: &'ast Item) {
        let (attributes, ident) = match item {
            Item::Const(item) => (&item.attrs, Some(&item.ident)),
            Item::Enum(item) => (&item.attrs, Some(&item.ident)),
            Item::Fn(item) => (&item.attrs, Some(&item.sig.ident)),
            Item::Macro(item) => (&item.attrs, item.ident.as_ref()),
            Item::Static(item) => (&item.attrs, Some(&item.ident)),
            Item::Struct(item) => (&item.attrs, Some(&item.ident)),
            Item::Trait(item) => (&item.attrs, Some(&item.ident)),
            Item::Type(item) => (&item.attrs, Some(&item.ident)),
            Item::Union(item) => (&item.attrs, Some(&item.ident)),
            Item::Impl(item) => (&item.attrs, None),
            Item::Mod(item) => (&item.attrs, None),
            Item::Use(item) => (&item.attrs, None),
            _ => return visit::visit_item(self, item),
        };
        if for_tests(attributes) {
            if let Item::Mod(item) = item {
                self.declare(item, true);
            }
        } else {
            self.defines.extend(ident.map(ToString::to_string));
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        if !matches!(item, ImplItem::Fn(method) if for_tests(&method.attrs)) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if let Some((_, items)) = &item.content {
            let module = [&self.module[..], &[item.ident.to_string()]].concat();
            let mut inside = Self { file: self.file.clone(), module, ..Self::default() };
            for item in items {
                inside.visit_item(item);
            }
            self.inside.push(inside);
        } else {
            self.declare(item, false);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let used = if matches!(item.vis, Visibility::Inherited) { Use::Import } else { Use::Export };
        self.import(&item.tree, &[], used);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.name(segments(path), Use::Path, path.span());
        visit::visit_path(self, path);
    }

    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.name(segments(&call.path), Use::Macro, call.path.span());
        self.tokens(call.tokens.clone(), false);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        let silent = ["allow", "cfg", "doc", "expect", "path"];
        if !silent.iter().any(|name| attribute.path().is_ident(name)) {
            match &attribute.meta {
                syn::Meta::List(list) => self.tokens(list.tokens.clone(), false),
                other => visit::visit_meta(self, other),
            }
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        self.name(vec![call.method.to_string()], Use::Method, call.method.span());
        // What `expect` says is for developers.
        if call.method == "expect" {
            self.visit_expr(&call.receiver);
        } else {
            visit::visit_expr_method_call(self, call);
        }
    }

    fn visit_lit(&mut self, literal: &'ast Lit) {
        self.string(literal);
    }
}
