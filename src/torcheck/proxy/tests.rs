use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Result<String, ProxyError> {
    Proxy::read(text).map(|proxy| proxy.to_string())
}

#[test]
fn addresses_are_read_as_people_write_them() {
    for (text, read_as) in [
        ("127.0.0.1:9050", "127.0.0.1:9050"),
        (" 127.0.0.1:9050 ", "127.0.0.1:9050"),
        ("socks5h://127.0.0.1:9050", "127.0.0.1:9050"),
        ("socks5://127.0.0.1:9050/", "127.0.0.1:9050"),
        ("SOCKS5://127.0.0.1:9050", "127.0.0.1:9050"),
        ("socks://127.0.0.1:9050/", "127.0.0.1:9050"),
        ("localhost:9150", "127.0.0.1:9150"),
        ("socks5h://LOCALHOST:9150", "127.0.0.1:9150"),
        ("[::1]:9050", "[::1]:9050"),
        ("unix:/run/tor/socks", "unix:/run/tor/socks"),
        ("UNIX:/run/tor/socks", "unix:/run/tor/socks"),
        ("unix:\"/run/tor/my socks\"", "unix:/run/tor/my socks"),
        ("unix:///run/tor/socks", "unix:/run/tor/socks"),
        ("socks5h://localhost/run/tor/socks", "unix:/run/tor/socks"),
        ("socks5h://Localhost/run/a@b", "unix:/run/a@b"),
    ] {
        assert_eq!(read(text).as_deref(), Ok(read_as), "{text}");
    }
}

#[test]
fn names_are_refused_without_looking_them_up() {
    for text in ["proxy.example:9050", "socks5h://abc.onion:9050", "tor", "my_proxy:1", "bücher:1"] {
        assert_eq!(read(text), Err(ProxyError::HostName), "{text}");
    }
}

#[test]
fn a_wrong_address_is_explained() {
    for (text, error) in [
        ("127.0.0.1", ProxyError::NoPort),
        ("::1", ProxyError::NoPort),
        ("localhost", ProxyError::NoPort),
        ("127.0.0.1:0", ProxyError::NoPort),
        ("9250", ProxyError::NoHost(9250)),
        (":9250", ProxyError::NoHost(9250)),
        ("socks5h://9250", ProxyError::NoHost(9250)),
        ("http://127.0.0.1:8118", ProxyError::NotSocks5),
        ("socks4a://127.0.0.1:9050", ProxyError::NotSocks5),
        ("me:secret@127.0.0.1:9050", ProxyError::Credentials),
        ("http://me:secret@127.0.0.1:8118", ProxyError::Credentials),
        ("socks5h://me:sec/ret@127.0.0.1:9050", ProxyError::Credentials),
        ("127.0.0.1:99999", ProxyError::Unreadable),
        ("127.1:9050", ProxyError::Unreadable),
        ("socks5h://127.0.0.1:9050/x", ProxyError::Unreadable),
        ("unix:socks", ProxyError::Unreadable),
        ("", ProxyError::Unreadable),
        ("a b:1", ProxyError::Unreadable),
    ] {
        assert_eq!(read(text), Err(error), "{text}");
    }
}

#[test]
fn a_path_is_as_long_as_the_system_allows() {
    let path = |length: usize| format!("unix:/{}", "x".repeat(length - 1));
    assert!(read(&path(107)).is_ok());
    assert_eq!(read(&path(108)), Err(ProxyError::PathTooLong));
}

#[test]
fn credentials_of_the_environment_are_left_out() {
    let read = |text| Proxy::read_without_credentials(text).map(|(proxy, had)| (proxy.to_string(), had));
    for text in ["socks5h://me:secret@127.0.0.1:9050/", "me@127.0.0.1:9050", "socks://a@b:c@localhost:9050"] {
        assert_eq!(read(text), Ok(("127.0.0.1:9050".to_owned(), true)), "{text}");
    }
    assert_eq!(read("socks5h://127.0.0.1:9050"), Ok(("127.0.0.1:9050".to_owned(), false)));
    assert_eq!(read("http://me:secret@127.0.0.1:8118"), Err(ProxyError::Credentials));
}

#[test]
fn only_this_machine_is_this_machine() {
    for (text, here) in [
        ("127.8.9.1:1", true),
        ("[::1]:1", true),
        ("[::ffff:127.0.0.1]:1", true),
        ("unix:/x", true),
        ("0.0.0.0:1", true),
        ("[::]:1", true),
        ("10.0.0.1:1", false),
    ] {
        assert_eq!(Proxy::read(text).unwrap().is_on_this_machine(), here, "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in ".*") {
        let _ = (Proxy::read(&text), Proxy::read_without_credentials(&text));
    }

    #[test]
    fn a_secret_is_refused_or_left_out(secret in "[a-z0-9/:@]{1,12}") {
        let text = format!("socks5h://me:{secret}@127.0.0.1:9050");
        prop_assert_eq!(Proxy::read(&text), Err(ProxyError::Credentials));
    }
}
