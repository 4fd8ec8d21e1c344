//! Making, typing and showing secrets: what went wrong, and what to do next.

sentences! {
    fn no_random_numbers() -> &'static str { English => "The system gave us no random numbers." }

    fn no_random_numbers_hint() -> &'static str {
        English => "Nothing was made: without them, a secret could be guessed. Restart the computer and try again."
    }

    fn may_reach_swap() -> &'static str { English => "We couldn't keep the phrase out of swap." }

    fn too_large() -> &'static str { English => "Standard input has more than a megabyte. Enter one line." }

    fn typed_too_much() -> &'static str { English => "That's more than a terminal can hand over at once." }
    fn typed_too_much_hint() -> &'static str { English => "Send it to standard input instead." }

    fn not_text() -> &'static str { English => "Standard input isn't UTF-8 text." }
    fn not_text_hint() -> &'static str { English => "Enter one line of text." }
    fn nothing() -> &'static str { English => "You entered nothing." }

    fn nothing_hint() -> &'static str {
        English => "Type it at the prompt, or send one line to standard input."
    }

    fn several_lines() -> &'static str { English => "You entered several lines. Enter one." }

    fn too_long_for_qr() -> &'static str {
        English => "It's too long for a QR code, which holds at most 2,953 bytes."
    }

    fn too_long_for_qr_hint() -> &'static str { English => "Use fewer words, or leave out --qr." }
}
