//! Which module names which, and whether any of them comes back to itself.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use super::source::{Name, Source, Use};

/// The modules of the library and the program.
pub(crate) struct Tree {
    pub(crate) sources: Vec<Source>,
    /// The files of a module; more than one where a `cfg` chooses.
    modules: HashMap<Vec<String>, Vec<usize>>,
}

/// One module names another: the files, and the first line where it happens.
pub(crate) type Arrows = BTreeMap<(usize, usize), usize>;

/// Longer chains of `use` than this lead nowhere.
const DEPTH: usize = 12;

impl Tree {
    pub(crate) fn new(mut sources: Vec<Source>) -> Self {
        sources.sort_by(|one, other| one.file.cmp(&other.file));
        let mut modules: HashMap<_, Vec<_>> = HashMap::new();
        for (number, source) in sources.iter().enumerate() {
            modules.entry(source.module.clone()).or_default().push(number);
        }
        Self { sources, modules }
    }

    pub(crate) fn file(&self, number: usize) -> &str {
        &self.sources[number].file
    }

    /// Returns the path in full, as seen from a file: `io::stdout` after `use std::io` is `std::io::stdout`.
    pub(crate) fn expand(&self, source: &Source, path: &[String]) -> Vec<String> {
        self.expand_to(source, path, DEPTH)
    }

    fn expand_to(&self, source: &Source, path: &[String], depth: usize) -> Vec<String> {
        let Some((first, rest)) = path.split_first() else { return vec![] };
        let with = |front: &[String]| [front, rest].concat();
        if depth == 0 {
            return path.to_vec();
        }
        match first.as_str() {
            "crate" => return with(&source.module[..1]),
            "self" => return with(&source.module),
            "super" => {
                let above = rest.iter().take_while(|word| *word == "super").count() + 1;
                let kept = source.module.len().saturating_sub(above);
                return [&source.module[..kept], &path[above..]].concat();
            }
            _ => {}
        }
        let import = source.imports.iter().find(|(here, path)| here == first && path.first() != Some(here));
        if let Some((_, full)) = import {
            return self.expand_to(source, &with(full), depth - 1);
        }
        let child = [&source.module[..], std::slice::from_ref(first)].concat();
        if self.modules.contains_key(&child) {
            return with(&child);
        }
        if source.defines.contains(first) {
            return [&source.module[..], path].concat();
        }
        let from_glob = self.globs(source, depth).find(|module| self.holds(module, first));
        from_glob.map_or_else(|| path.to_vec(), |module| [&module[..], path].concat())
    }

    /// The modules of which everything is brought in.
    fn globs<'t>(&'t self, source: &'t Source, depth: usize) -> impl Iterator<Item = Vec<String>> + 't {
        let globs = source.imports.iter().filter(|(here, _)| here == "*");
        globs.map(move |(_, module)| self.expand_to(source, module, depth - 1))
    }

    fn holds(&self, module: &[String], item: &String) -> bool {
        self.files_of(module).any(|(_, source)| {
            source.defines.contains(item) || source.imports.iter().any(|(here, _)| here == item)
        })
    }

    fn files_of(&self, module: &[String]) -> impl Iterator<Item = (usize, &Source)> {
        self.modules.get(module).into_iter().flatten().map(|&number| (number, &self.sources[number]))
    }

    /// Returns the files that define what a full path names: behind every `pub use`, and none for a mere module.
    pub(crate) fn defining_files(&self, full: &[String]) -> Vec<usize> {
        self.defining_files_to(full, DEPTH)
    }

    fn defining_files_to(&self, full: &[String], depth: usize) -> Vec<usize> {
        let length = (1..=full.len()).rev().find(|&length| self.modules.contains_key(&full[..length]));
        let Some(length) = length.filter(|&length| length < full.len() && depth > 0) else { return vec![] };
        let (module, item) = (&full[..length], &full[length]);
        let defining = |(number, source): (usize, &Source)| {
            let import = source.imports.iter().find(|(here, _)| here == item);
            if source.defines.contains(item) || import.is_none() && !self.is_glob(source, item, depth) {
                return vec![number];
            }
            let expanded = self.expand_to(source, &full[length..], depth - 1);
            self.defining_files_to(&expanded, depth - 1)
        };
        self.files_of(module).flat_map(defining).collect()
    }

    fn is_glob(&self, source: &Source, item: &String, depth: usize) -> bool {
        self.globs(source, depth).any(|module| self.holds(&module, item))
    }

    /// Returns who names whom. A `pub use` is a signpost and names nobody.
    pub(crate) fn arrows(&self) -> Arrows {
        let mut arrows = Arrows::new();
        for (from, source) in self.sources.iter().enumerate() {
            let uses = |name: &&Name| !matches!(name.used, Use::Export | Use::Method);
            for name in source.names.iter().filter(uses) {
                for to in self.defining_files(&self.expand(source, &name.path)) {
                    // Two files may be one module, of which a cfg chooses; neither names the other.
                    if self.sources[to].module != source.module {
                        let line = arrows.entry((from, to)).or_insert(name.line);
                        *line = name.line.min(*line);
                    }
                }
            }
        }
        arrows
    }

    /// Tells whether a module names one that it is part of, which holds what its children share.
    fn is_to_parent(&self, from: usize, to: usize) -> bool {
        let (child, parent) = (&self.sources[from].module, &self.sources[to].module);
        parent.len() > 1 && parent.len() < child.len() && child.starts_with(parent)
    }

    /// Returns each circle, written as `a → b → a` with the line of every arrow. A module may name its parent.
    pub(crate) fn circles(&self, arrows: &Arrows) -> Vec<String> {
        let kept = arrows.iter().filter(|(pair, _)| !self.is_to_parent(pair.0, pair.1));
        let arrows: &Arrows = &kept.map(|(&pair, &line)| (pair, line)).collect();
        let mut found: BTreeMap<BTreeSet<usize>, String> = BTreeMap::new();
        for &(from, to) in arrows.keys() {
            let Some(back) = way(arrows, to, from) else { continue };
            let circle = [&[from][..], &back].concat();
            let description = circle.windows(2).map(|pair| {
                format!("\n  {}:{} → {}", self.file(pair[0]), arrows[&(pair[0], pair[1])], self.file(pair[1]))
            });
            let short: Vec<_> = circle.iter().map(|&number| self.sources[number].module.join("::")).collect();
            let description = format!("{}{}", short.join(" → "), description.collect::<String>());
            found.entry(circle.into_iter().collect()).or_insert(description);
        }
        found.into_values().collect()
    }
}

/// Returns a shortest way along the arrows, from its start to its end.
fn way(arrows: &Arrows, start: usize, end: usize) -> Option<Vec<usize>> {
    let mut before = BTreeMap::from([(start, start)]);
    let mut waiting = VecDeque::from([start]);
    while let Some(at) = waiting.pop_front() {
        if at == end {
            let mut way = vec![end];
            while way.last() != Some(&start) {
                way.push(before[way.last()?]);
            }
            way.reverse();
            return Some(way);
        }
        for (&(_, to), _) in arrows.range((at, 0)..=(at, usize::MAX)) {
            before.entry(to).or_insert_with(|| {
                waiting.push_back(to);
                at
            });
        }
    }
    None
}
