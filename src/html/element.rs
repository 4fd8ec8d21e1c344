//! An element as its tag opens it.

/// The attributes that are kept; a page may have any number of others.
const KEPT: [&str; 7] = ["autocomplete", "class", "hidden", "id", "name", "style", "type"];

/// Elements whose content no reader sees, or sees only when scripts are off.
const NEVER_SHOWN: [&str; 12] = [
    "audio", "canvas", "datalist", "iframe", "noembed", "noframes", "noscript", "script", "style",
    "template", "title", "video",
];

/// An element as its tag opens it: its name and the attributes that matter, in lower case.
#[derive(Debug, Default)]
pub struct Element {
    name: String,
    attributes: Vec<(&'static str, String)>,
    /// Whether the attribute whose value comes next is kept.
    keeps_next: bool,
}

impl Element {
    pub(super) fn new(name: &[u8]) -> Self {
        Self { name: lower(name), ..Self::default() }
    }

    /// Begins an attribute; of two with one name, browsers take the first.
    pub(super) fn begin_attribute(&mut self, name: &[u8]) {
        let kept = KEPT.into_iter().find(|kept| name.eq_ignore_ascii_case(kept.as_bytes()));
        let new = kept.filter(|kept| self.attribute(kept).is_none());
        self.attributes.extend(new.map(|name| (name, String::new())));
        self.keeps_next = new.is_some();
    }

    pub(super) fn end_attribute(&mut self, value: &[u8]) {
        if let Some((_, kept)) = self.attributes.last_mut().filter(|_| self.keeps_next) {
            *kept = lower(value);
        }
    }

    /// Returns the element's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the value of an attribute, empty if it has none; of those by which anything is told here.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
    }

    /// Whether the element itself says that nobody sees its content.
    pub(super) fn hides(&self) -> bool {
        let is_off = |style: &str| {
            style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
                let value = value.trim().trim_end_matches("!important").trim_end();
                matches!(
                    (property.trim(), value),
                    ("display", "none") | ("visibility", "hidden" | "collapse")
                )
            })
        };
        NEVER_SHOWN.contains(&self.name.as_str())
            || self.attribute("hidden").is_some()
            || self.attribute("style").is_some_and(is_off)
    }
}

fn lower(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).to_ascii_lowercase()
}
