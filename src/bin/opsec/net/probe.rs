//! Finds out what listens at the addresses of proxies, without sending anything to the network.

mod talk;

use std::pin::pin;
use std::time::Duration;

use opsec::torcheck::{Greeting, Listener, Proxy};
use tokio::task::JoinSet;

use self::talk::{Trouble, ask, speak_socks};
use super::Deadline;

/// A program on this machine that is awake answers within this time.
const PATIENCE: Duration = Duration::from_secs(2);
/// A proxy elsewhere takes longer to answer.
const PATIENCE_FAR: Duration = Duration::from_secs(8);
/// For what listens and doesn't answer yet: a Tor may be suspended, swapped out or busy.
const LONGEST_PATIENCE: Duration = Duration::from_secs(15);
/// Once the first Tor has answered, the others that are awake do so within this time.
const GRACE: Duration = Duration::from_millis(500);

/// Finds out what listens at each of several places, all at the same time.
///
/// Before it waits longer for those that don't answer, because no other is a Tor or all of them are wanted, it
/// calls `waiting` with their addresses and the seconds that it will wait.
pub(crate) async fn probe_all(
    places: &[Proxy],
    all: bool,
    deadline: Deadline,
    waiting: impl FnOnce(&[&Proxy], u64),
) -> Vec<Listener> {
    let (short, long) = (deadline.within(longest_patience(places)), longest(deadline));
    let mut probes = JoinSet::new();
    for (place, proxy) in places.iter().cloned().enumerate() {
        probes.spawn(async move { (place, examine(&proxy, long).await) });
    }
    let mut found = vec![None; places.len()];
    let mut until = short;
    while let Some(Some(Ok((place, listener)))) = until.wait(probes.join_next()).await {
        found[place] = Some(listener);
        if !all && is_decided(&found) {
            until = until.within(GRACE);
        }
    }
    if !probes.is_empty() && (all || !found.contains(&Some(Listener::Tor))) {
        let silent: Vec<_> = places.iter().zip(&found).filter(|(_, found)| found.is_none()).collect();
        let left = long.left();
        let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
        waiting(&silent.iter().map(|(proxy, _)| *proxy).collect::<Vec<_>>(), seconds);
        while let Some(Ok((place, listener))) = probes.join_next().await {
            found[place] = Some(listener);
            if listener.is_tor() && !all {
                break;
            }
        }
    }
    found.into_iter().map(|listener| listener.unwrap_or(Listener::Silent)).collect()
}

/// Whether the first Tor in the order of the places is known.
fn is_decided(found: &[Option<Listener>]) -> bool {
    let mut known = found.iter().map_while(|listener| *listener);
    known.any(Listener::is_tor)
}

/// At most half of the time that is left: the rest is for the request.
fn longest(deadline: Deadline) -> Deadline {
    deadline.within(LONGEST_PATIENCE.min(deadline.left() / 2))
}

fn longest_patience(places: &[Proxy]) -> Duration {
    places.iter().map(patience).max().unwrap_or(PATIENCE)
}

fn patience(proxy: &Proxy) -> Duration {
    if proxy.is_on_this_machine() { PATIENCE } else { PATIENCE_FAR }
}

/// Finds out what listens there: Tor's ports refuse a line of HTTP each in its own way, and any SOCKS proxy
/// answers the greeting of SOCKS. Neither opens a connection.
async fn examine(proxy: &Proxy, deadline: Deadline) -> Listener {
    let mut greeting = pin!(ask(proxy, Greeting::QUESTION, Greeting::is_settled, deadline));
    let answer = match deadline.within(patience(proxy)).wait(greeting.as_mut()).await {
        Some(answer) => answer,
        None => {
            // It listens and says nothing: a Tor that is held, or a proxy that waits for more than a line.
            tokio::select! {
                biased;
                answer = greeting.as_mut() => answer,
                Ok(listener) = speak_socks(proxy, deadline) => {
                    // What has just woken up has both questions before it, and will answer the first too.
                    match deadline.within(patience(proxy)).wait(greeting).await {
                        Some(answer) => answer,
                        None => return listener,
                    }
                }
            }
        }
    };
    let greeting = match answer {
        Ok(answer) => Greeting::read(&answer),
        Err(Trouble(listener)) => return listener,
    };
    match greeting {
        Greeting::TorSocks => Listener::Tor,
        Greeting::TorControl => Listener::TorControl,
        Greeting::TorHttp => match speak_socks(proxy, deadline).await {
            Ok(Listener::SocksUsers | Listener::Socks) => Listener::Tor,
            _ => Listener::TorHttp,
        },
        Greeting::Foreign => {
            speak_socks(proxy, deadline).await.unwrap_or_else(|Trouble(listener)| match listener {
                Listener::Silent => Listener::Other,
                other => other,
            })
        }
    }
}
