//! Arguments of `opsec torcheck`.

use std::path::PathBuf;

use clap::Args;

/// Check that a request really leaves through Tor
///
/// Asks check.torproject.org, through the Tor that runs on this machine, whether the request came
/// from an exit relay, and says what the answer proves and what not. Finds Tor by --proxy, else by
/// TOR_SOCKS_HOST and TOR_SOCKS_PORT or ALL_PROXY (if they name this machine), else at 127.0.0.1,
/// ports 9050 and 9150. Without a running Tor nothing is contacted, unless you let the Tor client
/// inside this program do it. Names are never looked up outside of Tor,
/// but for --compare-direct.
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "they are switches, and independent of one another")]
#[command(after_help = "Examples:
  opsec torcheck                            through the Tor that is running
  opsec torcheck --proxy 127.0.0.1:9150     through Tor Browser's
  opsec torcheck --embedded                 through the Tor client in this program
  opsec torcheck --embedded --bridges FILE  without a connection to a known relay
  opsec torcheck --full                     also isolation and an onion address
  opsec torcheck --json -q                  for scripts: exit code 0 only for \"tor\"

Verdicts: tor (0), tor-unlisted (1), not-tor (1), unknown (2).")]
pub(crate) struct TorcheckArguments {
    /// Ask through this SOCKS 5 proxy: an address with a port, or unix: and a path
    #[arg(long, value_name = "ADDR", conflicts_with = "embedded")]
    pub(crate) proxy: Option<String>,

    /// Ask through the Tor client in this program; it connects from this computer's own address
    #[arg(long)]
    pub(crate) embedded: bool,

    /// With --embedded: reach Tor by the bridges in this file (- for standard input), one a line
    #[arg(long, value_name = "FILE", requires = "embedded")]
    pub(crate) bridges: Option<PathBuf>,

    /// With --embedded: keep nothing on this computer; takes longer to start
    #[arg(long)]
    pub(crate) ephemeral: bool,

    /// Also check that requests are kept apart, and that an onion address can be reached
    #[arg(long)]
    pub(crate) full: bool,

    /// Seconds after which to give up, whatever hangs
    #[arg(long, value_name = "S", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(crate) timeout: u64,

    /// Show the address that the service saw
    #[arg(long)]
    pub(crate) show_ip: bool,

    /// Also ask without Tor, which shows your own address to the service, and the visit to your provider
    #[arg(long)]
    pub(crate) compare_direct: bool,

    /// Answer questions with yes, for scripts: also "start the Tor client in this program?"
    #[arg(short, long)]
    pub(crate) yes: bool,

    /// Another check service, which answers as check.torproject.org does
    #[arg(long, value_name = "URL", default_value = "https://check.torproject.org/")]
    pub(crate) check_url: String,

    /// With --full: the onion address to reach
    #[arg(long, value_name = "URL", requires = "full")]
    pub(crate) onion_url: Option<String>,

    /// Certificates (PEM) to trust besides the bundled ones
    #[arg(long, value_name = "PEM")]
    pub(crate) ca_file: Option<PathBuf>,

    /// Configuration (TOML) of the Tor client in this program, for networks of your own
    #[arg(long, value_name = "TOML")]
    pub(crate) arti_config: Option<PathBuf>,
}
