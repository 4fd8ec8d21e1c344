//! Sentences shown to people, by language.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

/// A sentence in English and perhaps other languages, written `{en: …}` or as a plain string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(BTreeMap<String, String>);

impl Text {
    /// Returns the English wording, which every text read has.
    ///
    /// # Panics
    /// Never on a text that was read or made from a string: both hold English.
    pub fn english(&self) -> &str {
        self.0.get("en").expect("a text without English is refused when read")
    }
}

impl From<&str> for Text {
    fn from(english: &str) -> Self {
        Self(BTreeMap::from([("en".to_owned(), english.to_owned())]))
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.english())
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a sentence, or a map of language to sentence such as {en: …}")
            }

            fn visit_str<E: de::Error>(self, sentence: &str) -> Result<Text, E> {
                Ok(Text::from(sentence))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
                let mut languages = BTreeMap::new();
                while let Some((language, sentence)) = map.next_entry::<String, String>()? {
                    languages.insert(language, sentence);
                }
                if languages.contains_key("en") {
                    Ok(Text(languages))
                } else {
                    Err(de::Error::custom("the English sentence (key `en`) is missing"))
                }
            }
        }

        deserializer.deserialize_any(TextVisitor)
    }
}
