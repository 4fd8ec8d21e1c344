//! Asks a running Tor for its state on its control port. It only reads, and every wait has an end.

mod connection;

use std::future::Future;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use opsec::torcheck::{
    Control, Listeners, Phase, Presence, Proxy, Recommended, Status, configured_bridges, control_endpoints,
    control_of_environment, reached, values,
};
use tokio::task::JoinSet;

use self::connection::{Answer, Connection, Trouble};
use super::{Deadline, aside, is_here};

/// A Tor on this machine answers at once or not at all.
const PATIENCE: Duration = Duration::from_secs(2);
/// Its list of all relays is some megabytes long.
const PATIENCE_FOR_A_LIST: Duration = Duration::from_secs(10);
/// The options that name a user's own bridges.
const OPTIONS: [&str; 2] = ["UseBridges", "Bridge"];

/// Asks the Tor to which a proxy belongs, if its control port is at a usual address or named by the environment.
pub(crate) async fn ask_control(proxy: &Proxy, deadline: Deadline) -> Control {
    let controls = of_all(endpoints(Some(proxy)), |endpoint| {
        let proxy = proxy.clone();
        async move {
            let address = shown(&endpoint);
            let asked = deadline.within(PATIENCE).wait(ask(&endpoint, &proxy)).await;
            match asked.unwrap_or(Err(Trouble::Silent)) {
                Ok(control) => control,
                Err(Trouble::Silent) => Control::Silent(address),
                Err(Trouble::Closed) => Control::Closed(address),
                Err(Trouble::Filtered) => Control::Filtered(address),
                Err(Trouble::None) => Control::None,
            }
        }
    });
    // What says most of the Tor that was asked for; of two, the one that was looked for first.
    let weight = |control: &Control| match control {
        Control::Answered(_) => 0,
        Control::Filtered(_) => 1,
        Control::Closed(_) => 2,
        Control::Silent(_) => 3,
        Control::OtherTor(_) => 4,
        Control::None | Control::NotAsked => 5,
    };
    controls.await.into_iter().min_by_key(weight).unwrap_or(Control::None)
}

/// Asks whatever Tor runs on this machine for the bridges that it uses; nothing if none runs, or none tells.
pub(crate) async fn bridges_of_a_running_tor(deadline: Deadline) -> Vec<String> {
    let found = of_all(endpoints(None), |endpoint| async move {
        let asked = deadline.within(PATIENCE).wait(async {
            let mut connection = Connection::open(&endpoint).await?;
            connection.introduce().await?;
            let reply = connection.command(&format!("GETCONF {}", OPTIONS.join(" "))).await?;
            Ok::<_, Trouble>(configured_bridges(&reply))
        });
        asked.await.and_then(Result::ok).unwrap_or_default()
    });
    found.await.into_iter().find(|bridges| !bridges.is_empty()).unwrap_or_default()
}

/// Asks whatever Tor runs on this machine where it listens for SOCKS; nothing if none runs, or none tells.
pub(crate) async fn socks_ports_of_a_running_tor(deadline: Deadline) -> Vec<Proxy> {
    let found = of_all(endpoints(None), |endpoint| async move {
        let asked = deadline.within(PATIENCE).wait(async {
            let mut connection = Connection::open(&endpoint).await?;
            connection.introduce().await?;
            Ok::<_, Trouble>(connection.information("net/listeners/socks").await?.value())
        });
        asked.await.and_then(Result::ok).flatten().map(|listeners| values(&listeners)).unwrap_or_default()
    });
    let ports = found.await.into_iter().flatten().filter_map(|listener| Proxy::read(&listener).ok());
    // Whatever answers at a control port can name any address; what isn't here is never contacted for that.
    ports.filter(is_here).collect()
}

/// The places where the control port of a Tor may be.
pub(crate) fn control_places() -> Vec<Proxy> {
    endpoints(None)
}

/// Looks an address up in the list of relays of the Tor to which a proxy belongs; nothing if it doesn't tell.
pub(crate) async fn presence_in_consensus(
    proxy: &Proxy,
    address: IpAddr,
    deadline: Deadline,
) -> Option<Presence> {
    let found = of_all(endpoints(Some(proxy)), |endpoint| {
        let proxy = proxy.clone();
        async move {
            let asked = deadline.within(PATIENCE_FOR_A_LIST).wait(async {
                let mut connection = Connection::open(&endpoint).await?;
                connection.introduce().await?;
                match connection.information("net/listeners/socks").await? {
                    Answer::Value(listeners) if serves(&listeners, &proxy).await => {
                        connection.look_up(address).await
                    }
                    _ => Err(Trouble::None),
                }
            });
            asked.await?.ok()
        }
    });
    found.await.into_iter().flatten().next()
}

/// Returns the variable by which the environment names a control port that isn't on this machine.
pub(crate) fn ignored_control_variable() -> Option<&'static str> {
    control_of_environment(variable).err()
}

/// A variable of the environment; one that isn't text names nothing that we could ask.
fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

/// Where to ask: first where the environment says, then at the usual places.
fn endpoints(proxy: Option<&Proxy>) -> Vec<Proxy> {
    let named = control_of_environment(variable).ok().flatten();
    let mut endpoints: Vec<_> = named.into_iter().collect();
    for endpoint in control_endpoints(proxy) {
        if !endpoints.contains(&endpoint) {
            endpoints.push(endpoint);
        }
    }
    endpoints
}

/// Asks at all of them at the same time; the answers are in the order of the places.
async fn of_all<T, F>(endpoints: Vec<Proxy>, ask: impl Fn(Proxy) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let mut asked = JoinSet::new();
    for (number, endpoint) in endpoints.into_iter().enumerate() {
        let answer = ask(endpoint);
        asked.spawn(async move { (number, answer.await) });
    }
    let mut answers = asked.join_all().await;
    answers.sort_by_key(|(number, _)| *number);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// One conversation about the state of the Tor behind a proxy.
async fn ask(endpoint: &Proxy, proxy: &Proxy) -> Result<Control, Trouble> {
    let mut connection = Connection::open(endpoint).await?;
    let version = connection.introduce().await?;
    // A control port that hangs up in the middle is one all the same.
    tell(&mut connection, version, endpoint, proxy).await.map_err(|trouble| match trouble {
        Trouble::None => Trouble::Silent,
        other => other,
    })
}

/// What it says about the Tor behind a proxy.
async fn tell(
    connection: &mut Connection,
    version: String,
    endpoint: &Proxy,
    proxy: &Proxy,
) -> Result<Control, Trouble> {
    let Answer::Value(socks) = connection.information("net/listeners/socks").await? else {
        return Err(Trouble::Filtered);
    };
    if !serves(&socks, proxy).await {
        // A filter may tell of a listener that isn't there, for the program that it was made for. It never
        // passes on this question, which every Tor answers.
        connection.command("GETINFO info/names").await?;
        return Ok(Control::OtherTor(shown(endpoint)));
    }
    let phase = connection.always("status/bootstrap-phase").await?;
    let circuit = connection.always("status/circuit-established").await?;
    let recommended = connection.always("status/version/current").await?;
    // A Tor without a consensus knows no dates, and an old one does not know the questions.
    let after = connection.information("consensus/valid-after").await?.value();
    let until = connection.information("consensus/valid-until").await?.value();
    let mut listeners = Listeners { socks: values(&socks), ..Listeners::default() };
    for (key, ports) in [
        ("net/listeners/httptunnel", &mut listeners.http),
        ("net/listeners/trans", &mut listeners.transparent),
        ("net/listeners/dns", &mut listeners.dns),
    ] {
        *ports = connection.information(key).await?.value().map(|list| values(&list)).unwrap_or_default();
    }
    Ok(Control::Answered(Status {
        address: shown(endpoint),
        version,
        phase: Phase::read(&phase),
        circuit: (!circuit.is_empty()).then(|| circuit == "1"),
        recommended: Recommended::read(&recommended),
        consensus: after.zip(until),
        listeners: Box::new(listeners),
    }))
}

/// Whether a Tor with these listeners is the one at a proxy's address.
async fn serves(listeners: &str, proxy: &Proxy) -> bool {
    let listeners: Vec<_> = values(listeners).iter().filter_map(|one| Proxy::read(one).ok()).collect();
    if listeners.iter().any(|listener| is_same(listener, proxy)) {
        return true;
    }
    // A link may lead to the socket, as /var/run leads to /run. Only our own path is looked at: whatever answers
    // at a control port can name any other.
    let Proxy::Unix(path) = proxy.clone() else { return false };
    let real = aside(move || std::fs::canonicalize(path).ok()).await.flatten().map(Proxy::Unix);
    real.is_some_and(|real| listeners.iter().any(|listener| is_same(listener, &real)))
}

/// Whether a listener is the one at a proxy's address: by itself, or because it listens at all of them.
fn is_same(listener: &Proxy, proxy: &Proxy) -> bool {
    match (listener, proxy) {
        (Proxy::Tcp(listener), Proxy::Tcp(proxy)) => {
            let is_at_all = listener.ip().to_canonical().is_unspecified();
            listener.port() == proxy.port() && (is_at_all || reached(*listener) == reached(*proxy))
        }
        (Proxy::Unix(listener), Proxy::Unix(proxy)) => within_run(listener) == within_run(proxy),
        _ => false,
    }
}

/// The path as it is below `/run`, to which `/var/run` leads on every Linux.
fn within_run(path: &Path) -> PathBuf {
    path.strip_prefix("/var/run").map_or_else(|_| path.to_owned(), |rest| Path::new("/run").join(rest))
}

fn shown(endpoint: &Proxy) -> String {
    match endpoint {
        Proxy::Tcp(address) => address.to_string(),
        Proxy::Unix(path) => path.display().to_string(),
    }
}
