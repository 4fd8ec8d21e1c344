//! Fills the placeholders of the data's texts for a group: `{to}` becomes "Signal".

use std::collections::BTreeMap;

/// The value of each placeholder.
pub type Names = BTreeMap<&'static str, String>;

/// Fills in the names; a placeholder without a name stays in braces, to fill in by hand.
pub fn fill(text: &str, names: &Names) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        match names.get(name) {
            Some(value) => filled.push_str(value),
            None => filled.extend(["{", name, "}"]),
        }
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_put_in_and_unknown_ones_stay() {
        let names = Names::from([("to", "Signal".to_owned())]);
        assert_eq!(fill("From {from} to {to}.", &names), "From {from} to Signal.");
        assert_eq!(fill("open {", &names), "open {}");
    }
}
