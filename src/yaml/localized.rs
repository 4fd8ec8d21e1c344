//! Texts by language, as they are written in the files.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use crate::language::{Localized, Text};

/// A text written `{en: …}` or as a plain string.
#[derive(Clone)]
pub(super) struct RawLocalized(pub(super) Localized);

impl From<RawLocalized> for Localized {
    fn from(raw: RawLocalized) -> Self {
        raw.0
    }
}

impl<'de> Deserialize<'de> for RawLocalized {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LocalizedVisitor;

        impl<'de> Visitor<'de> for LocalizedVisitor {
            type Value = RawLocalized;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a sentence, or a map of language to sentence such as {en: …}")
            }

            fn visit_str<E: Error>(self, sentence: &str) -> Result<RawLocalized, E> {
                Ok(RawLocalized(Text::from(sentence.to_owned()).into()))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawLocalized, A::Error> {
                let mut english = None;
                while let Some(language) = map.next_key::<String>()? {
                    // A language that is not shown yet is passed over.
                    if language == "en" {
                        english = Some(Text::from(map.next_value::<String>()?));
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                let english =
                    english.ok_or_else(|| A::Error::custom("the English sentence (key `en`) is missing"))?;
                Ok(RawLocalized(english.into()))
            }
        }

        deserializer.deserialize_any(LocalizedVisitor)
    }
}
