//! Arguments of `opsec torcheck`.

use std::path::PathBuf;

use clap::Args;

/// Check that a request really goes through Tor
///
/// Asks check.torproject.org whether a request came from an exit relay. Then it says what the answer
/// proves and what it doesn't.
///
/// The request goes through the Tor that runs on this computer. opsec uses the first it finds: --proxy;
/// TOR_SOCKS_HOST and TOR_SOCKS_PORT, or ALL_PROXY, if they name this computer; 127.0.0.1, ports 9050
/// and 9150. If no Tor is running, it contacts nothing, unless you allow the built-in Tor client. It
/// never looks up names outside of Tor, except with --compare-direct and --system.
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "they are switches, and independent of one another")]
#[command(after_help = "Examples:
  opsec torcheck                            use the Tor that is running
  opsec torcheck --proxy 127.0.0.1:9150     use Tor Browser's Tor
  opsec torcheck --embedded                 use the built-in Tor client
  opsec torcheck --embedded --bridges FILE  connect to bridges only
  opsec torcheck --full                     also check isolation, onions and names
  opsec torcheck --system                   does this whole computer use Tor?
  opsec torcheck --json -q                  for scripts: 0 only for \"tor\"

Verdicts and exit codes: tor (0), tor-unlisted (1), not-tor (1), unknown (2).")]
pub(crate) struct TorcheckArguments {
    /// Use this SOCKS 5 proxy: ADDRESS:PORT or unix:PATH
    #[arg(long, value_name = "ADDR", conflicts_with = "embedded")]
    pub(crate) proxy: Option<String>,

    /// Use the built-in Tor client, from your own address
    #[arg(long)]
    pub(crate) embedded: bool,

    /// With --embedded: use the bridges in FILE, one per line
    ///
    /// Give - to read them from standard input.
    #[arg(long, value_name = "FILE", requires = "embedded")]
    pub(crate) bridges: Option<PathBuf>,

    /// With --embedded: keep nothing here; starts more slowly
    #[arg(long)]
    pub(crate) ephemeral: bool,

    /// Ask without a proxy: does this whole computer use Tor?
    ///
    /// For Whonix, Tails, Qubes, a Tor router or oniux, and torsocks opsec torcheck --system. It asks
    /// the way this computer asks for anything. If the traffic doesn't go through Tor, the service sees your own
    /// address, and your provider sees that you visit the service. So it asks first; scripts add --yes.
    #[arg(long, conflicts_with_all = ["proxy", "embedded", "full", "compare_direct"])]
    pub(crate) system: bool,

    /// Also check isolation, an onion address and name lookup
    #[arg(long)]
    pub(crate) full: bool,

    /// Give up after so many seconds
    #[arg(long, value_name = "S", default_value_t = 120, value_parser = seconds)]
    pub(crate) timeout: u64,

    /// Show the address that the service saw
    #[arg(long)]
    pub(crate) show_ip: bool,

    /// Also ask without Tor, which reveals your own address
    ///
    /// The service sees your own address, and your internet provider sees that you visit the service.
    #[arg(long)]
    pub(crate) compare_direct: bool,

    /// Answer every question with yes, for scripts
    ///
    /// This includes the question whether to start the built-in Tor client.
    #[arg(short, long)]
    pub(crate) yes: bool,

    /// Use a service that answers like check.torproject.org
    #[arg(long, value_name = "URL", default_value = "https://check.torproject.org/")]
    pub(crate) check_url: String,

    /// With --full: try this onion address
    ///
    /// Without it, --full tries the Tor Project's own website as an onion service. With another --check-url it
    /// tries none, because a private network may have no way there.
    #[arg(long, value_name = "URL", requires = "full")]
    pub(crate) onion_url: Option<String>,

    /// Trust these certificates too (PEM)
    #[arg(long, value_name = "PEM")]
    pub(crate) ca_file: Option<PathBuf>,

    /// Configure the built-in Tor client (TOML), for test networks
    #[arg(long, value_name = "TOML")]
    pub(crate) arti_config: Option<PathBuf>,
}

/// A wait of at most an hour.
fn seconds(text: &str) -> Result<u64, String> {
    let seconds = text.parse().ok().filter(|seconds| (1..=3600).contains(seconds));
    seconds.ok_or_else(|| "give a number of seconds from 1 to 3600".to_owned())
}
