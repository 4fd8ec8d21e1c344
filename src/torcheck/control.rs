//! The replies of Tor's control port, read; commands are made elsewhere.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use thiserror::Error;

/// Most lines of one reply that are read; genuine replies are far shorter.
const MOST_LINES: usize = 1000;

/// Longest text of another program's that is kept, in characters; genuine ones are far shorter.
const LONGEST: usize = 200;

/// Returns a text of another program's, cut if it is longer than any genuine one.
pub(super) fn brief(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A reply, collected line by line.
#[derive(Debug, Default)]
pub struct Reply {
    lines: Vec<String>,
    in_data: bool,
}

/// Why a reply cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReplyError {
    /// The other side does not speak Tor's control protocol.
    #[error("the other side does not speak Tor's control protocol")]
    NotControl,
    /// Tor refused, with its code: 515 for a wrong cookie, 552 for an unknown key.
    #[error("Tor refused with code {0}")]
    Refused(u16),
    /// The reply exceeds the limit.
    #[error("the reply exceeds {MOST_LINES} lines")]
    TooLong,
}

impl Reply {
    /// Takes the next line, without its line end. Returns whether the reply is complete.
    pub fn push(&mut self, line: &str) -> Result<bool, ReplyError> {
        if self.lines.len() >= MOST_LINES {
            return Err(ReplyError::TooLong);
        }
        if self.in_data {
            if line == "." {
                self.in_data = false;
            } else {
                self.lines.push(line.strip_prefix('.').unwrap_or(line).to_owned());
            }
            return Ok(false);
        }
        let code = line.get(..3).filter(|code| code.bytes().all(|byte| byte.is_ascii_digit()));
        let code: u16 = code.and_then(|code| code.parse().ok()).ok_or(ReplyError::NotControl)?;
        let (Some(separator @ (" " | "-" | "+")), Some(text)) = (line.get(3..4), line.get(4..)) else {
            return Err(ReplyError::NotControl);
        };
        match code {
            200..300 => {
                self.lines.push(text.to_owned());
                self.in_data = separator == "+";
                Ok(separator == " ")
            }
            // An event that nobody asked for; Tor sends none unless told to.
            600..700 if separator == " " => Ok(false),
            code => Err(ReplyError::Refused(code)),
        }
    }

    /// Returns the lines of the reply, without their codes.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Returns the value that the reply to `GETINFO key` gives.
    pub fn information(&self, key: &str) -> Option<&str> {
        self.lines.iter().find_map(|line| line.strip_prefix(key)?.strip_prefix('='))
    }
}

/// Returns the bridges in the reply to `GETCONF UseBridges Bridge`, one line each; none if they are not in use.
pub fn configured_bridges(reply: &Reply) -> Vec<String> {
    let is_used = reply.lines().iter().any(|line| line == "UseBridges=1");
    let bridges = reply.lines().iter().filter_map(|line| line.strip_prefix("Bridge="));
    let bridges =
        bridges.map(|value| if value.starts_with('"') { unquoted(value).0 } else { value.to_owned() });
    if is_used { bridges.collect() } else { Vec::new() }
}

/// What a control port reveals before authentication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtocolInfo {
    /// Tor's version, as it reports it.
    pub version: String,
    /// How to authenticate.
    pub authentication: Authentication,
}

/// How a control port authenticates those who ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Authentication {
    /// Not at all.
    None,
    /// By the cookie in this file, which both sides prove to know without sending it.
    SafeCookie(String),
    /// By something else, such as a password.
    Other,
}

impl ProtocolInfo {
    /// Reads the reply to `PROTOCOLINFO 1`.
    pub fn read(reply: &Reply) -> Option<Self> {
        let line = |prefix| reply.lines().iter().find_map(|line| line.strip_prefix(prefix));
        let auth = line("AUTH ")?;
        let methods = value_of(auth, "METHODS")?;
        let offers = |method| methods.split(',').any(|offered| offered == method);
        let authentication = match value_of(auth, "COOKIEFILE") {
            _ if offers("NULL") => Authentication::None,
            Some(path) if offers("SAFECOOKIE") => Authentication::SafeCookie(path),
            _ => Authentication::Other,
        };
        let version = line("VERSION ").and_then(|line| value_of(line, "Tor")).unwrap_or_default();
        Some(Self { version: brief(&version), authentication })
    }
}

/// The proofs that both sides send instead of the cookie.
pub struct SafeCookie {
    /// The proof that the server must send.
    pub server: [u8; 32],
    /// The proof that we send.
    pub client: [u8; 32],
}

impl SafeCookie {
    /// Computes both proofs, as Tor's control-spec has it under AUTHCHALLENGE.
    ///
    /// # Panics
    /// Never: HMAC takes keys of any length.
    pub fn new(cookie: &[u8; 32], our_nonce: &[u8; 32], their_nonce: &[u8; 32]) -> Self {
        let proof = |key: &[u8]| {
            let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
            mac.update(cookie);
            mac.update(our_nonce);
            mac.update(their_nonce);
            mac.finalize().into_bytes().into()
        };
        Self {
            server: proof(b"Tor safe cookie authentication server-to-controller hash"),
            client: proof(b"Tor safe cookie authentication controller-to-server hash"),
        }
    }
}

/// Reads the reply to `AUTHCHALLENGE`: the server's proof, and its nonce.
pub fn challenge(reply: &Reply) -> Option<([u8; 32], [u8; 32])> {
    let line = reply.lines().iter().find(|line| line.starts_with("AUTHCHALLENGE "))?;
    let bytes = |key| bytes_of(&value_of(line, key)?);
    Some((bytes("SERVERHASH")?, bytes("SERVERNONCE")?))
}

/// Returns bytes as hexadecimal digits.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"))
}

fn bytes_of(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * index..2 * index + 2], 16).ok()?;
    }
    Some(bytes)
}

/// Returns the value of a key in `KEY=value KEY="quoted value"`.
pub fn value_of(text: &str, key: &str) -> Option<String> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let (name, value) = match (rest.find('='), rest.find(' ')) {
            (Some(equals), space) if space.is_none_or(|space| equals < space) => {
                (&rest[..equals], &rest[equals + 1..])
            }
            (_, Some(space)) => {
                rest = &rest[space..];
                continue;
            }
            _ => return None,
        };
        let (value, after) = unquoted(value);
        if name == key {
            return Some(value);
        }
        rest = after;
    }
}

/// Returns all values of a list such as `"127.0.0.1:9050" "unix:/run/tor/socks"`.
pub fn values(text: &str) -> Vec<String> {
    let mut rest = text.trim_start();
    let mut values = Vec::new();
    while !rest.is_empty() {
        let (value, after) = unquoted(rest);
        values.push(value);
        rest = after.trim_start();
    }
    values
}

/// Returns the first value of a text, without its quotes if it has any, and what comes after it.
pub fn unquoted(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, _) = text.split_once(' ').unwrap_or((text, ""));
        return (value.to_owned(), &text[value.len()..]);
    };
    let mut value = String::new();
    let mut letters = quoted.char_indices();
    while let Some((index, letter)) = letters.next() {
        match letter {
            '"' => return (value, &quoted[index + 1..]),
            '\\' => value.extend(letters.next().map(|(_, escaped)| escaped)),
            _ => value.push(letter),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests;
