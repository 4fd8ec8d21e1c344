//! From the bytes of a file to its lines.

use super::error::ListError;

/// Returns the text of a file in UTF-8, without its byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, ListError> {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, ..] | [_, 0, ..] => return Err(ListError::Utf16),
        _ => {}
    }
    let text = str::from_utf8(bytes).map_err(|error| {
        let before = str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
        ListError::NotUtf8 { line: lines(before).count() }
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Returns the lines of a text, whether they end as on Unix, Windows or the old Macintosh.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_three_ways_also_in_one_file() {
        let found: Vec<_> = lines("a\nb\r\nc\rd\r\n\r\ne").collect();
        assert_eq!(found, ["a", "b", "c", "d", "", "e"]);
    }

    #[test]
    fn other_encodings_are_named() {
        assert_eq!(decode(b"\xef\xbb\xbfa\n"), Ok("a\n"));
        for utf_16 in [&b"\xff\xfea\0\n\0"[..], b"\xfe\xff\0a\0\n", b"a\0\n\0", b"\0a\0\n"] {
            assert_eq!(decode(utf_16), Err(ListError::Utf16), "{utf_16:?}");
        }
        assert_eq!(decode(b"a\nb\rgr\xfcn\n"), Err(ListError::NotUtf8 { line: 3 }));
        assert_eq!(decode(b"caf\x8e"), Err(ListError::NotUtf8 { line: 1 }));
    }
}
