//! Ways through the network: another circuit, another exit and a newer list of relays, while there is time.

use std::future::Future;
use std::time::{Duration, Instant};

use arti_client::HasKind;
use opsec::torcheck::Reason;

use super::kinds::Trouble;
use super::{Client, Tor};
use crate::net::Deadline;

/// Trouble at the far end is believed when so many exits have it.
const EXITS: u32 = 3;
/// Trouble on the way is believed after so long, with as many circuits as fit in.
const PATIENCE: Duration = Duration::from_secs(15);
/// If no relay can be reached for so long, with a list of relays from an earlier run, there is no network.
const NOBODY: Duration = Duration::from_secs(20);
/// The same if connections are refused instead of staying silent.
const NOBODY_AT_ONCE: Duration = Duration::from_secs(5);
/// A list of relays that is of no use is replaced after so long.
const NEWER_LIST: Duration = Duration::from_secs(10);
/// Before the end of the time, what is known must be told.
const TELL: Duration = Duration::from_millis(100);

/// Does something through the network, again and again while it fails for a reason that may pass.
pub(super) async fn take<T, F>(
    tor: &Tor,
    deadline: Deadline,
    mut attempt: impl FnMut(Client) -> F,
) -> Result<T, Reason>
where
    F: Future<Output = arti_client::Result<T>>,
{
    let begun = Instant::now();
    let end = deadline.within(deadline.left().saturating_sub(TELL));
    let patience = PATIENCE.min(end.left() / 2);
    let mut listed = begun;
    let mut last = Reason::Timeout;
    for tries in 1.. {
        let limit = if tor.reaches_a_relay() { end } else { end.within(NOBODY) };
        let trouble = match tor.client() {
            None => Trouble::List(Reason::NoCircuit),
            Some(client) => match limit.wait(attempt(client)).await {
                Some(Ok(done)) => return Ok(done),
                Some(Err(error)) => Trouble::of(error.kind()),
                None => Trouble::Way(last),
            },
        };
        last = trouble.reason();
        let elapsed = begun.elapsed();
        if end.left().is_zero() || !tor.reaches_a_relay() && elapsed > NOBODY_AT_ONCE {
            break;
        }
        match trouble {
            Trouble::Lasting(_) => break,
            Trouble::FarEnd(_) if tries >= EXITS => break,
            Trouble::Exit(_) if tries >= EXITS && elapsed > patience => break,
            Trouble::List(_) | Trouble::Way(_) if listed.elapsed() > NEWER_LIST => {
                tor.renew(end).await;
                listed = Instant::now();
            }
            _ => {}
        }
        if end.wait(tokio::time::sleep(pause(tries))).await.is_none() {
            break;
        }
    }
    Err(tor.reason_now(last))
}

/// How long to wait before the next circuit.
fn pause(tries: u32) -> Duration {
    (Duration::from_millis(100) * tries).min(Duration::from_secs(1))
}
