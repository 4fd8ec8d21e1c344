//! The text of a page that was saved in any character set.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How much of a page is searched for the name of its character set, in bytes.
const PRESCAN: usize = 4096;

/// Returns the text of a page, by its byte order mark, else as UTF-8, else as it says in its head, else as
/// Windows-1252, which browsers take too. Nothing for bytes that are no text.
pub fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let text = if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        encoding.decode_without_bom_handling(&bytes[mark..]).0
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        text.into()
    } else {
        said(bytes).unwrap_or(WINDOWS_1252).decode_without_bom_handling(bytes).0
    };
    (!text.contains('\0')).then_some(text)
}

/// The character set that the page names: `charset=` in a `meta` element, or `encoding=` in an XML declaration.
fn said(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN)]).to_ascii_lowercase();
    let after = |key: &str| {
        let rest = head.split_once(key)?.1.trim_start().strip_prefix('=')?;
        let rest = rest.trim_start().trim_start_matches(['"', '\'']).trim_start();
        let label = rest.split(|letter: char| letter.is_whitespace() || "\"'>;?/".contains(letter)).next();
        Encoding::for_label(label?.as_bytes())
    };
    // A page that could be searched for this name is not in UTF-16, whatever it says.
    let found = after("charset").or_else(|| after("encoding"))?;
    Some(if found.is_ascii_compatible() { found } else { UTF_8 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_the_character_set_it_has() {
        let umlauts = "<p>Größe";
        let (latin, _, _) = WINDOWS_1252.encode(umlauts);
        assert_eq!(decode(umlauts.as_bytes()).unwrap(), umlauts);
        assert_eq!(decode(&latin).unwrap(), umlauts);
        assert_eq!(decode(b"\xef\xbb\xbf<p>x").unwrap(), "<p>x");
        assert_eq!(decode(b"\xff\xfe<\0p\0>\0").unwrap(), "<p>");
        assert_eq!(decode(b"\xfe\xff\0<\0p\0>").unwrap(), "<p>");
        for (said, label) in [
            ("<meta charset=\"Shift_JIS\">", "shift_jis"),
            ("<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>", "windows-1251"),
            ("<META CHARSET = gb18030 >", "gb18030"),
            ("<?xml version='1.0' encoding='EUC-JP'?>", "euc-jp"),
            ("<meta charset=koi8-r/>", "koi8-r"),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let text = format!("{said}<p>Мир");
            assert_eq!(decode(&encoding.encode(&text).0).unwrap(), text, "{said}");
        }
        assert_eq!(decode(b"<meta charset=utf-16>\xe9").unwrap(), "<meta charset=utf-16>\u{fffd}");
        assert_eq!(decode(b"<meta charset=no-such-thing>\xe9").unwrap(), "<meta charset=no-such-thing>é");
    }

    #[test]
    fn what_is_no_text_is_none() {
        for bytes in [&b"\x1f\x8b\x08\0\0\0\0\0"[..], b"%PDF-1.7\n\0\xff", b"\xff\xfe\0\0"] {
            assert_eq!(decode(bytes), None);
        }
    }
}
