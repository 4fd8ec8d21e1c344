//! Where a running Tor's control port may listen.

use std::net::SocketAddr;
use std::path::PathBuf;

use super::Proxy;

/// The control socket of Debian and most other systems.
const SOCKET: &str = "/run/tor/control";
/// The control ports of the Tor service and of Tor Browser.
const PORTS: [u16; 2] = [9051, 9151];
/// The variables of Tor Browser that name a control port.
const PATH: &str = "TOR_CONTROL_IPC_PATH";
const HOST: &str = "TOR_CONTROL_HOST";
const PORT: &str = "TOR_CONTROL_PORT";

/// Returns the places where the control port of the Tor behind a proxy may listen; without a proxy, those of
/// any Tor.
pub fn control_endpoints(proxy: Option<&Proxy>) -> Vec<Proxy> {
    let beside = |address: &SocketAddr| {
        // 9050 and 9051, 9150 and 9151.
        address.port().checked_add(1).map(|port| Proxy::Tcp(SocketAddr::new(address.ip(), port)))
    };
    let ports: Vec<_> = match proxy {
        Some(Proxy::Tcp(address)) => beside(address).into_iter().collect(),
        Some(Proxy::Unix(_)) => Vec::new(),
        None => PORTS.map(|port| Proxy::Tcp(([127, 0, 0, 1], port).into())).into(),
    };
    ports.into_iter().chain([Proxy::Unix(SOCKET.into())]).collect()
}

/// Returns the control port that the environment names, or the variable that names none on this machine.
///
/// A path counts before an address, as in Tor Browser; there, an address without a port has 9151.
pub fn control_of_environment(
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Option<Proxy>, &'static str> {
    let set = |name| variable(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    if let Some(path) = set(PATH) {
        let path = PathBuf::from(path.strip_prefix("unix:").unwrap_or(&path));
        return if path.is_absolute() { Ok(Some(Proxy::Unix(path))) } else { Err(PATH) };
    }
    let (host, port) = (set(HOST), set(PORT));
    let blamed = match (&host, &port) {
        (None, None) => return Ok(None),
        (Some(_), _) => HOST,
        (None, Some(_)) => PORT,
    };
    let host = host.unwrap_or_else(|| "127.0.0.1".to_owned());
    let host = if host.contains(':') && !host.starts_with('[') { format!("[{host}]") } else { host };
    let port = port.unwrap_or_else(|| PORTS[1].to_string());
    match Proxy::read(&format!("{host}:{port}")) {
        Ok(proxy @ Proxy::Tcp(_)) if proxy.is_on_this_machine() => Ok(Some(proxy)),
        _ => Err(blamed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(variables: &[(&str, &str)]) -> Result<Option<String>, &'static str> {
        let variable = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        control_of_environment(variable).map(|found| found.map(|found| found.to_string()))
    }

    #[test]
    fn the_environment_names_a_control_port_as_tor_browser_reads_it() {
        for (variables, read) in [
            (&[][..], None),
            (&[(PORT, "9051")], Some("127.0.0.1:9051")),
            (&[(PORT, " 9051 "), (HOST, "localhost")], Some("127.0.0.1:9051")),
            (&[(HOST, "127.0.0.1")], Some("127.0.0.1:9151")),
            (&[(HOST, "::1"), (PORT, "9051")], Some("[::1]:9051")),
            (&[(HOST, "[::1]"), (PORT, "9051")], Some("[::1]:9051")),
            (&[(PATH, "/run/tor/control"), (PORT, "9051")], Some("unix:/run/tor/control")),
            (&[(PATH, "unix:/x/control")], Some("unix:/x/control")),
            (&[(PATH, " ")], None),
        ] {
            assert_eq!(named(variables), Ok(read.map(str::to_owned)), "{variables:?}");
        }
    }

    #[test]
    fn a_control_port_elsewhere_is_never_asked() {
        for (variables, blamed) in [
            (&[(HOST, "192.0.2.1"), (PORT, "9051")][..], HOST),
            (&[(HOST, "gateway.example")], HOST),
            (&[(PORT, "nine")], PORT),
            (&[(PATH, "tor/control")], PATH),
        ] {
            assert_eq!(named(variables), Err(blamed), "{variables:?}");
        }
    }

    #[test]
    fn a_control_port_is_looked_for_beside_the_proxy() {
        let endpoints = |proxy: Option<&str>| {
            let proxy = proxy.map(|proxy| Proxy::read(proxy).unwrap());
            control_endpoints(proxy.as_ref()).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(endpoints(Some("127.0.0.1:9050")), ["127.0.0.1:9051", "unix:/run/tor/control"]);
        assert_eq!(endpoints(Some("127.0.0.1:65535")), ["unix:/run/tor/control"]);
        assert_eq!(endpoints(Some("unix:/x")), ["unix:/run/tor/control"]);
        assert_eq!(endpoints(None), ["127.0.0.1:9051", "127.0.0.1:9151", "unix:/run/tor/control"]);
    }
}
