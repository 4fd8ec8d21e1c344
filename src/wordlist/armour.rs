//! Text that is signed with PGP and stays readable: the "cleartext signature framework" of RFC 9580, section 7.

use super::encoding::lines;
use super::error::ListError;

const BEGIN: &str = "-----BEGIN PGP SIGNED MESSAGE-----";
const SIGNATURE: &str = "-----BEGIN PGP SIGNATURE-----";
const END: &str = "-----END PGP SIGNATURE-----";

/// The lines of a text, without the signature around it.
#[derive(Clone, Copy)]
pub(super) struct Body<'a> {
    text: &'a str,
    skip: usize,
    take: usize,
    /// Whether the text was signed.
    pub(super) is_signed: bool,
}

impl<'a> Body<'a> {
    /// Returns the lines, each with its number in the file, from 1.
    pub(super) fn lines(self) -> impl Iterator<Item = (usize, &'a str)> {
        let escape = if self.is_signed { "- " } else { "" };
        numbered(self.text)
            .skip(self.skip)
            .take(self.take)
            .map(move |(number, line)| (number, line.strip_prefix(escape).unwrap_or(line)))
    }
}

/// Takes a signature from around a text; does not check it.
///
/// # Errors
/// If it is cut off, or if there is text outside, which nobody signed.
pub(super) fn unwrap(text: &str) -> Result<Body<'_>, ListError> {
    let Some((begin, _)) = numbered(text).find(|(_, line)| *line == BEGIN) else {
        return Ok(Body { text, skip: 0, take: usize::MAX, is_signed: false });
    };
    let after = |number: usize, wanted: &str| {
        let found = numbered(text).skip(number).find(|(_, line)| *line == wanted);
        found.map(|(number, _)| number).ok_or(ListError::CutSignature)
    };
    // The headers, such as `Hash: SHA512`, end with an empty line.
    let head = after(begin, "")?;
    let signature = after(head, SIGNATURE)?;
    let end = after(signature, END)?;
    let outside = |(number, line): &(usize, &str)| (*number < begin || *number > end) && !line.is_empty();
    if let Some((line, _)) = numbered(text).find(outside) {
        return Err(ListError::Unsigned { line });
    }
    Ok(Body { text, skip: head, take: signature - 1 - head, is_signed: true })
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    lines(text).enumerate().map(|(index, line)| (index + 1, line.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\napple\n- -\n- --x\n\
                        -----BEGIN PGP SIGNATURE-----\n\niQIcBAEB\n=fcYA\n-----END PGP SIGNATURE-----\n";

    /// The numbers and lines of a text.
    fn found(text: &str) -> Result<Vec<(usize, &str)>, ListError> {
        unwrap(text).map(|body| body.lines().collect())
    }

    #[test]
    fn only_what_was_signed_is_left() {
        assert_eq!(found(LIST), Ok(vec![(4, "apple"), (5, "-"), (6, "--x")]));
        assert_eq!(found("apple\n- x"), Ok(vec![(1, "apple"), (2, "- x")]));
        assert!(unwrap(LIST).is_ok_and(|body| body.is_signed));
    }

    #[test]
    fn a_signature_that_is_cut_off_or_covers_only_a_part_is_refused() {
        for cut in ["=fcYA", "-----BEGIN PGP SIGNATURE-----", "apple", "Hash: SHA512"] {
            let (before, _) = LIST.split_once(cut).unwrap();
            assert_eq!(found(before), Err(ListError::CutSignature), "{cut}");
        }
        let (before, after) = (format!("mole\n{LIST}"), format!("{LIST}\nmole\n"));
        assert_eq!(found(&before), Err(ListError::Unsigned { line: 1 }));
        assert_eq!(found(&after), Err(ListError::Unsigned { line: 13 }));
    }
}
