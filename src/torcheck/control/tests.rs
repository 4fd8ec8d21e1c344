use proptest::prelude::*;

use super::*;

fn reply(lines: &[&str]) -> Reply {
    let mut reply = Reply::default();
    for (index, line) in lines.iter().enumerate() {
        assert_eq!(reply.push(line), Ok(index + 1 == lines.len()), "{line}");
    }
    reply
}

#[test]
fn a_port_introduces_itself() {
    let info = ProtocolInfo::read(&reply(&[
        "250-PROTOCOLINFO 1",
        r#"250-AUTH METHODS=COOKIE,SAFECOOKIE COOKIEFILE="/run/tor/a \"b\"/control_auth_cookie""#,
        r#"250-VERSION Tor="0.4.9.11""#,
        "250 OK",
    ]))
    .unwrap();
    assert_eq!(info.version, "0.4.9.11");
    assert_eq!(
        info.authentication,
        Authentication::SafeCookie(r#"/run/tor/a "b"/control_auth_cookie"#.to_owned())
    );
}

#[test]
fn a_password_is_something_else() {
    let info = ProtocolInfo::read(&reply(&["250-AUTH METHODS=HASHEDPASSWORD", "250 OK"])).unwrap();
    assert_eq!(info.authentication, Authentication::Other);
    let info = ProtocolInfo::read(&reply(&["250-AUTH METHODS=NULL", "250 OK"])).unwrap();
    assert_eq!(info.authentication, Authentication::None);
}

#[test]
fn information_is_found_by_its_key() {
    let mut reply = Reply::default();
    for line in ["250-version=0.4.9.11", "250+config-text=", "Log notice", "..", ".", "650 EVENT"] {
        assert_eq!(reply.push(line), Ok(false), "{line}");
    }
    assert_eq!(reply.push("250 OK"), Ok(true));
    assert!(reply.lines().iter().any(|line| line == "."));
    assert_eq!(reply.information("version"), Some("0.4.9.11"));
    assert_eq!(reply.information("vers"), None);
}

#[test]
fn bridges_count_only_if_they_are_in_use() {
    let bridges = |used: &str| {
        configured_bridges(&reply(&[
            used,
            "250-Bridge=obfs4 192.0.2.1:443 AAAA cert=x,y iat-mode=0",
            "250-Bridge=\"192.0.2.2:9001\"",
            "250 ClientTransportPlugin=obfs4 exec /usr/bin/obfs4proxy",
        ]))
    };
    assert_eq!(
        bridges("250-UseBridges=1"),
        ["obfs4 192.0.2.1:443 AAAA cert=x,y iat-mode=0", "192.0.2.2:9001"]
    );
    assert!(bridges("250-UseBridges=0").is_empty());
    assert!(configured_bridges(&reply(&["250-UseBridges=1", "250 Bridge"])).is_empty());
}

#[test]
fn a_list_of_listeners_is_read_with_its_quotes() {
    let listeners = r#""127.0.0.1:9050" "unix:/run/tor/a \"b\"" 127.0.0.1:9052"#;
    assert_eq!(values(listeners), ["127.0.0.1:9050", "unix:/run/tor/a \"b\"", "127.0.0.1:9052"]);
    assert!(values("").is_empty());
}

#[test]
fn other_servers_are_distinguished_from_a_control_port() {
    for line in
        ["HTTP/1.0 501 Tor is not an HTTP Proxy", "<!DOCTYPE HTML>", "", "25", "250", "2é0 x", "+50 x"]
    {
        assert_eq!(Reply::default().push(line), Err(ReplyError::NotControl), "{line}");
    }
    assert_eq!(Reply::default().push("515 Authentication failed"), Err(ReplyError::Refused(515)));
}

#[test]
fn a_reply_without_end_is_given_up() {
    let mut reply = Reply::default();
    let last = (0..2000).map(|_| reply.push("250-more")).find(Result::is_err);
    assert_eq!(last, Some(Err(ReplyError::TooLong)));
}

#[test]
fn both_sides_prove_the_cookie_with_different_words() {
    let proofs = SafeCookie::new(&[1; 32], &[2; 32], &[3; 32]);
    assert_ne!(proofs.server, proofs.client);
    let line = format!(
        "AUTHCHALLENGE SERVERHASH={} SERVERNONCE={}",
        hexadecimal(&proofs.server).to_uppercase(),
        hexadecimal(&[3; 32])
    );
    assert_eq!(challenge(&reply(&[&format!("250 {line}")])), Some((proofs.server, [3; 32])));
    assert_eq!(challenge(&reply(&["250 AUTHCHALLENGE SERVERHASH=ab SERVERNONCE=cd"])), None);
}

proptest! {
    #[test]
    fn no_line_makes_the_reader_panic(lines in proptest::collection::vec(".*", 0..8), text in ".*") {
        let mut reply = Reply::default();
        for line in &lines {
            let _ = reply.push(line);
        }
        let _ = (ProtocolInfo::read(&reply), challenge(&reply), configured_bridges(&reply));
        let _ = (value_of(&text, "A"), values(&text));
    }
}
