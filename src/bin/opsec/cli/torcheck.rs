//! Arguments of `opsec torcheck`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

/// Check that a request really goes through Tor
///
/// Asks check.torproject.org whether a request came from an exit relay. Then it says what the answer
/// proves and what it doesn't.
///
/// The request goes through a Tor that runs on this computer. opsec looks in this order, and uses the
/// first it finds: --proxy; TOR_SOCKS_IPC_PATH, TOR_SOCKS_HOST and TOR_SOCKS_PORT, or ALL_PROXY, if they
/// name this computer; port 9050 (by IPv4, then by IPv6) and the socket of the tor service; port 9150
/// and the socket of Tor Browser; the file in which arti writes its ports; what a control port says;
/// the ports of your own programs that are called tor or arti. If nothing is listening there, it
/// contacts nothing, unless you allow the built-in Tor client. It never looks up names outside of Tor,
/// except with --compare-direct and --system.
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "they are switches, and independent of one another")]
#[command(after_help = "Examples:
  opsec torcheck                            use the Tor that is running
  opsec torcheck --proxy 127.0.0.1:9150     use Tor Browser's Tor
  opsec torcheck --all                      check every Tor that's found
  opsec torcheck --embedded                 use the built-in Tor client
  opsec torcheck --embedded --bridges FILE  connect to bridges only
  opsec torcheck --full                     also check isolation, onions and names
  opsec torcheck --system                   does this whole computer use Tor?
  opsec torcheck --json -q                  for scripts: 0 only for \"tor\"
  opsec torcheck -- torsocks curl URL       does this command use Tor only?

Verdicts and exit codes: tor (0), tor-unlisted (1), not-tor (1), unknown (2).")]
pub(crate) struct TorcheckArguments {
    /// Use this SOCKS 5 proxy: ADDRESS:PORT or unix:PATH
    #[arg(long, value_name = "ADDR", conflicts_with = "embedded")]
    pub(crate) proxy: Option<String>,

    /// Ask every Tor that's found, not only the first
    ///
    /// The exit code is that of the least good verdict.
    #[arg(long, conflicts_with_all = ["proxy", "embedded", "compare_direct"])]
    pub(crate) all: bool,

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
    #[arg(long, conflicts_with_all = ["proxy", "all", "embedded", "full", "compare_direct", "command"])]
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
    /// This includes the question whether to start the built-in Tor client, which is only asked if nothing
    /// is listening where a Tor would, and no variable names another proxy.
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

    /// Run this command and tell which connections bypass Tor
    ///
    /// Linux only; root isn't needed. opsec watches the command and everything it starts, and doesn't block
    /// anything: to do that, use oniux or a network namespace. The report goes to standard error when the
    /// command has ended, or to the file that you name with -o.
    ///
    /// A destination on this computer counts as Tor if it answers like a Tor port, or if you name it with
    /// --proxy. Not seen: connections that others make to the command, what it sends with io-uring (the report
    /// says so), and what other programs do after the command asked them to.
    #[arg(last = true, value_name = "COMMAND", conflicts_with_all = [
        "embedded", "bridges", "ephemeral", "full", "show_ip", "compare_direct", "yes", "onion_url", "ca_file",
        "arti_config", "check_url", "timeout",
    ])]
    pub(crate) command: Vec<OsString>,

    /// Whether `--` was typed and no command after it, as where a script's variable is empty.
    #[arg(skip)]
    pub(crate) is_command_missing: bool,
}

/// A wait of at most an hour.
fn seconds(text: &str) -> Result<u64, String> {
    let seconds = text.parse().ok().filter(|seconds| (1..=3600).contains(seconds));
    seconds.ok_or_else(|| "give a number of seconds from 1 to 3600".to_owned())
}
