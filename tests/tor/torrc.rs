//! The whole configuration of a network that votes every 20 seconds, for C tor and for arti.

use std::fmt::Write;
use std::path::Path;

use super::keys::Identity;
use super::network::{Node, Ports, Role};

/// Seconds between votes. 10 is the least a test network takes; the first vote comes after 10.
const INTERVAL: u32 = 20;

/// The settings of every daemon.
fn common(folder: &Path, nickname: &str, authorities: &str) -> String {
    let (path, process) = (folder.display(), std::process::id());
    format!(
        "TestingTorNetwork 1
DataDirectory {path}
Log notice file {path}/notice.log
Nickname {nickname}
ContactInfo none
__OwningControllerProcess {process}
AvoidDiskWrites 1
# Otherwise the owner of its sockets cannot be looked up.
DisableDebuggerAttachment 0
SafeLogging 0
ShutdownWaitLength 1
PathsNeededToBuildCircuits 0.67
TestingDirAuthVoteExit *
TestingDirAuthVoteHSDir *
TestingDirAuthVoteGuard *
V3AuthNIntervalsValid 2
TestingDirConnectionMaxStall 5
{authorities}"
    )
}

/// Initial votes too close together come too late under load and cost a whole interval.
/// The length of a period of onion services follows the interval; arti must be told.
const AUTHORITY: &str = "AuthoritativeDirectory 1
V3AuthoritativeDirectory 1
V3AuthVotingInterval INTERVAL
V3AuthVoteDelay 4
V3AuthDistDelay 4
TestingV3AuthInitialVotingInterval 10
TestingV3AuthInitialVoteDelay 4
TestingV3AuthInitialDistDelay 4
TestingV3AuthVotingStartOffset 0
TestingAuthDirTimeToLearnReachability 0
TestingMinExitFlagThreshold 0
MinUptimeHidServDirectoryV2 0
ConsensusParams cc_alg=2 hsdir_interval=8
ExitRelay 0
ExitPolicy reject *:*
";

/// Summaries of exit policies leave private ranges out, so loopback alone would read as "no exit";
/// the name server knows only loopback, so nothing else is reached. Young exits have not heard of their
/// neighbours yet, and would refuse streams from relays they do not know.
fn exit(names: &Path) -> String {
    format!(
        "ExitRelay 1
ExitPolicyRejectPrivate 0
RefuseUnknownExits 0
ExitPolicy accept *:*
ServerDNSResolvConfFile {}
ServerDNSDetectHijacking 0
ServerDNSTestAddresses
ServerDNSAllowBrokenConfig 1
",
        names.display()
    )
}

/// Known to those who were told, and to no authority.
const BRIDGE: &str = "BridgeRelay 1
PublishServerDescriptor 0
BridgeDistribution none
ExitRelay 0
ExitPolicy reject *:*
";

/// The lines that name the authorities.
pub(crate) fn authorities(nodes: &[Node], identities: &[Identity]) -> String {
    let mut text = String::new();
    for (node, identity) in nodes.iter().zip(identities) {
        if let Some(v3) = &identity.v3 {
            writeln!(
                text,
                "DirAuthority {} orport={} no-v2 v3ident={v3} {}:{} {}",
                node.nickname, node.relay_port, node.address, node.directory_port, identity.rsa
            )
            .unwrap();
        }
    }
    text
}

/// A node by its role.
pub(crate) fn node(node: &Node, authorities: &str, names: &Path) -> String {
    let mut text = common(&node.folder, &node.nickname, authorities);
    writeln!(
        text,
        "Address {}\nORPort {0}:{} IPv4Only\nSocksPort 0\nAssumeReachable 1",
        node.address, node.relay_port
    )
    .unwrap();
    match node.role {
        Role::Authority => {
            writeln!(text, "DirPort {}:{} IPv4Only", node.address, node.directory_port).unwrap();
            text.push_str(&AUTHORITY.replace("INTERVAL", &INTERVAL.to_string()));
        }
        Role::Exit => text.push_str(&exit(names)),
        Role::Bridge => text.push_str(BRIDGE),
    }
    text
}

/// The Tor that a user runs, with an onion address for the check service.
pub(crate) fn client(folder: &Path, ports: &Ports, authorities: &str) -> String {
    format!(
        "{}ClientOnly 1
SocksPort 127.0.0.1:{}
SocksPort 127.0.0.1:{5} NoIsolateSOCKSAuth
SocksPort unix:{3}/socks
ControlPort 127.0.0.1:{}
CookieAuthentication 1
CookieAuthFile {3}/control_auth_cookie
HiddenServiceDir {3}/onion
HiddenServicePort 80 127.0.0.1:{4}
",
        common(folder, "client", authorities),
        ports.socks,
        ports.control,
        folder.display(),
        ports.service,
        ports.shared
    )
}

/// The same network told to arti; its state and cache stay where the program keeps them.
pub(crate) fn arti(nodes: &[Node], identities: &[Identity]) -> String {
    let quoted = |words: Vec<String>| format!("[{}]", words.join(", "));
    let authorities: Vec<_> =
        nodes.iter().zip(identities).filter(|(node, _)| node.role == Role::Authority).collect();
    let idents = authorities.iter().map(|(_, identity)| format!("\"{}\"", identity.v3.as_ref().unwrap()));
    let directories = quoted(
        authorities
            .iter()
            .map(|(node, _)| format!("[\"{}:{}\"]", node.address, node.directory_port))
            .collect(),
    );
    let mut text = format!(
        "[address_filter]
allow_local_addrs = true
allow_resolving_local_addrs = true

[tor_network.authorities]
v3idents = {}
uploads = {directories}
downloads = {directories}
votes = {directories}
",
        quoted(idents.collect())
    );
    for (node, identity) in authorities {
        write!(
            text,
            "
[[tor_network.fallback_caches]]
rsa_identity = \"{}\"
ed_identity = \"{}\"
orports = [\"{}:{}\"]
",
            identity.rsa, identity.ed25519, node.address, node.relay_port
        )
        .unwrap();
    }
    text
}
