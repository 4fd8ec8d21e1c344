//! What the manual says besides the help: the environment, and the files.

/// A name and what it does.
type Entry = (&'static str, &'static str);

const TERMINAL: &[Entry] = &[
    ("COLUMNS", "How wide lines are, from 20 to 120. Without it, the width of the terminal, or 80."),
    ("NO_COLOR", "If it's set, opsec doesn't use color, unless you add --color always."),
    ("TERM", "If it's dumb, opsec doesn't use color either."),
];
const OWN_REVIEWS: Entry =
    ("XDG_DATA_HOME", "Where the folder opsec/reviews with your own reviews is. Without it, ~/.local/share.");
const TOR: &[Entry] = &[
    ("TOR_SOCKS_HOST, TOR_SOCKS_PORT", "The Tor to use, if it runs on this computer and there's no --proxy."),
    ("ALL_PROXY", "The proxy to use, if it runs on this computer and none of the above names one."),
    ("XDG_CACHE_HOME", "Where the built-in Tor client keeps its files. Without it, ~/.cache."),
];

sentences! {
    /// The variables that a command reads.
    fn environment(command: &str) -> Vec<(&'static str, &'static str)> {
        English => {
            let own: &[Entry] = match command {
                "opsec-rate" | "opsec-checklist" => &[OWN_REVIEWS],
                "opsec-torcheck" => TOR,
                _ => &[],
            };
            own.iter().chain(TERMINAL).copied().collect()
        }
    }

    /// The files that a command reads or keeps unasked.
    fn files(command: &str) -> Vec<(&'static str, &'static str)> {
        English => match command {
            "opsec-rate" | "opsec-checklist" => {
                vec![("~/.local/share/opsec/reviews/*.yaml", "Your own reviews, added to the bundled ones.")]
            }
            "opsec-torcheck" => vec![(
                "~/.cache/opsec/tor/",
                "What the built-in Tor client keeps between runs. With --ephemeral, it keeps nothing.",
            )],
            _ => vec![],
        }
    }

    fn nothing_kept() -> &'static str {
        English => "opsec writes no file unless you ask it to with -o, and keeps no history or settings."
    }
}
