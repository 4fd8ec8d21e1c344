//! One start of the client.

use std::time::Duration;

use arti_client::{ErrorKind, HasKind, TorClient};
use opsec::torcheck::Reason;

use super::Client;
use super::engine::Engine;
use super::kinds::describe;
use super::notes::Notes;
use super::repair::Repair;
use super::runtime;
use super::settings::Placed;
use super::watch::Watch;
use crate::files::Children;
use crate::net::Deadline;
use crate::net::tor::News;

/// How often the progress is looked up.
const LOOK: Duration = Duration::from_millis(100);
/// Before another try at the same.
pub(super) const PAUSE: Duration = Duration::from_millis(500);

/// A client that runs.
pub(super) struct Running {
    // The client ends before its threads do.
    pub(super) client: Client,
    pub(super) engine: Engine,
    pub(super) programs: Programs,
}

/// Ends the programs of pluggable transports when the client has ended.
pub(super) struct Programs(Option<Children>);

impl Drop for Programs {
    fn drop(&mut self) {
        if let Some(others) = &self.0 {
            others.end_all_but_these();
        }
    }
}

/// How one start ended.
pub(super) enum Step {
    Ready(Running),
    /// Time is up, or waiting does not help.
    Slow(Reason),
    /// It cannot start.
    Failed {
        reason: Reason,
        /// The client's own kind of error; none if it panicked.
        kind: Option<ErrorKind>,
        detail: String,
    },
    /// Files of an earlier run hold it up.
    OldFiles,
}

/// Starts the client and waits until it is ready. If it is not, it has ended when this returns.
pub(super) async fn launch(
    engine: Engine,
    placed: &Placed,
    deadline: Deadline,
    repair: &Repair,
    tell: &mut impl FnMut(News),
) -> Step {
    let programs = Programs(placed.has_transport.then(Children::now));
    // It ends before they do, also if this wait is given up: it would start them again.
    let engine = engine;
    let client = match create(&engine, placed, deadline, repair).await {
        Ok(client) => client,
        Err(step) => {
            end(engine, deadline).await;
            return step;
        }
    };
    match wait(&engine, &client, placed, deadline, repair, tell).await {
        None => Step::Ready(Running { client, engine, programs }),
        Some(step) => {
            drop(client);
            end(engine, deadline).await;
            step
        }
    }
}

/// Waits until the client has let go of its files, if there is time for another start.
async fn end(engine: Engine, deadline: Deadline) {
    if !deadline.left().is_zero() {
        engine.stop().await;
    }
}

/// Makes the client, which opens its files.
async fn create(
    engine: &Engine,
    placed: &Placed,
    deadline: Deadline,
    repair: &Repair,
) -> Result<Client, Step> {
    loop {
        let configuration = placed.configuration.clone();
        let created = engine.run(async move {
            let runtime = runtime::current().map_err(|error| (None, error.to_string()))?;
            let builder = TorClient::with_runtime(runtime).config(configuration);
            builder.create_unbootstrapped().map_err(|error| (Some(error.kind()), describe(&error)))
        });
        let (kind, detail) = match deadline.wait(created).await {
            Some(Some(Ok(client))) => return Ok(client),
            Some(Some(Err(error))) => error,
            Some(None) => (None, String::new()),
            // Nothing but its files can hold it up here.
            None => {
                return Err(Step::Failed { reason: Reason::FilesBusy, kind: None, detail: String::new() });
            }
        };
        let reason = match kind {
            Some(ErrorKind::SoftwareDeprecated) => Reason::ClientOutdated,
            _ => match repair.reason(kind, &detail).unwrap_or(Reason::EmbeddedFailed) {
                // Another has only begun to write them.
                Reason::FilesDamaged if repair.is_held() => Reason::FilesBusy,
                reason => reason,
            },
        };
        if reason != Reason::FilesBusy || deadline.wait(tokio::time::sleep(PAUSE)).await.is_none() {
            return Err(Step::Failed { reason, kind, detail });
        }
    }
}

/// Waits until the client is ready; returns why it is not.
async fn wait(
    engine: &Engine,
    client: &Client,
    placed: &Placed,
    deadline: Deadline,
    repair: &Repair,
    tell: &mut impl FnMut(News),
) -> Option<Step> {
    let bootstrap = || {
        let client = client.clone();
        Box::pin(engine.run(async move { client.bootstrap().await }))
    };
    let mut ready = bootstrap();
    let mut watch = Watch::new(placed.has_transport);
    loop {
        tokio::select! {
            ended = &mut ready => {
                let (kind, detail) = match ended {
                    Some(Ok(())) => break,
                    Some(Err(error)) => (Some(error.kind()), describe(&error)),
                    None => (None, String::new()),
                };
                let detail = Notes::so_far().fatal.unwrap_or(detail);
                match repair.reason(kind, &detail) {
                    Some(reason) if reason != Reason::FilesBusy => {
                        return Some(Step::Failed { reason, kind, detail });
                    }
                    // Everything else may pass.
                    _ => {
                        deadline.wait(tokio::time::sleep(PAUSE)).await;
                        ready = bootstrap();
                    }
                }
            }
            () = tokio::time::sleep(LOOK.min(deadline.left())) => {}
        }
        if Notes::so_far().is_outdated {
            return Some(Step::Failed { reason: Reason::ClientOutdated, kind: None, detail: String::new() });
        }
        watch.look(&client.bootstrap_status());
        tell(News::Progress(watch.fraction(), watch.stage()));
        if repair.is_possible() && watch.may_suffer_from_old_files() {
            return Some(Step::OldFiles);
        }
        if deadline.left().is_zero() || watch.is_stuck() {
            return Some(Step::Slow(watch.start().diagnose()));
        }
    }
    tell(News::Progress(1.0, opsec::torcheck::Stage::Ready));
    None
}
