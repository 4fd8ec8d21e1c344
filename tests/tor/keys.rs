//! The keys by which authorities and relays are known, made by tor's own tools.

use std::fs;
use std::io::Write;
use std::os::unix::fs::DirBuilderExt;
use std::process::{Child, Command, Stdio};

use super::network::{Node, Role};

/// The keys of a node that configurations name.
pub(crate) struct Identity {
    pub(crate) rsa: String,
    pub(crate) ed25519: String,
    /// The authority's, or nothing.
    pub(crate) v3: Option<String>,
}

/// Makes the keys of all nodes, at the same time where that is slow.
pub(crate) fn make(nodes: &[Node]) -> Vec<Identity> {
    for node in nodes {
        fs::DirBuilder::new().mode(0o700).recursive(true).create(node.folder.join("keys")).unwrap();
    }
    let authorities: Vec<Child> =
        nodes.iter().filter(|node| node.role == Role::Authority).map(certificate).collect();
    authorities.into_iter().for_each(finish);
    let relays: Vec<Child> = nodes.iter().map(fingerprint).collect();
    relays.into_iter().for_each(finish);
    nodes.iter().map(identity).collect()
}

fn finish(child: Child) {
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn certificate(node: &Node) -> Child {
    let keys = node.folder.join("keys");
    let mut child = Command::new("tor-gencert")
        .args(["--create-identity-key", "--passphrase-fd", "0", "-m", "12"])
        .args(["-a", &format!("{}:{}", node.address, node.directory_port)])
        .arg("-i")
        .arg(keys.join("authority_identity_key"))
        .arg("-s")
        .arg(keys.join("authority_signing_key"))
        .arg("-c")
        .arg(keys.join("authority_certificate"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("tor-gencert comes with tor");
    child.stdin.take().unwrap().write_all(b"x\n").unwrap();
    child
}

/// `--list-fingerprint` makes the router's keys and writes both fingerprints beside them.
fn fingerprint(node: &Node) -> Child {
    // Without --ignore-missing-torrc a quiet tor leaves without a word.
    Command::new("tor")
        .args(["--quiet", "-f", "/dev/null", "--ignore-missing-torrc", "--defaults-torrc", "/dev/null"])
        .args(["--list-fingerprint", "--Nickname", &node.nickname, "--DataDirectory"])
        .arg(&node.folder)
        .args(["--ORPort", &format!("{}:{}", node.address, node.relay_port)])
        .args(["--Address", &node.address.to_string(), "--AssumeReachable", "1", "--ExitRelay", "0"])
        .args(["--TestingTorNetwork", "1", "--DirAuthority", &format!("x 127.0.0.1:1 {}", "F".repeat(40))])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn identity(node: &Node) -> Identity {
    let second_word = |name: &str| {
        let text = fs::read_to_string(node.folder.join(name)).unwrap();
        text.split_once(' ').unwrap().1.replace([' ', '\n'], "")
    };
    let v3 = (node.role == Role::Authority).then(|| {
        let text = fs::read_to_string(node.folder.join("keys/authority_certificate")).unwrap();
        text.lines().find_map(|line| line.strip_prefix("fingerprint ")).unwrap().to_owned()
    });
    Identity { rsa: second_word("fingerprint"), ed25519: second_word("fingerprint-ed25519"), v3 }
}
