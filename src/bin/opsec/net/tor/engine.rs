//! Threads of the Tor client's own.

use std::future::Future;
use std::io;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

/// How long tasks may take to end.
const ENDING: Duration = Duration::from_secs(2);
/// How long the end of the run waits for that.
const MOMENT: Duration = Duration::from_millis(300);

/// Runs the Tor client beside everything else: what blocks in it, such as a database that another
/// program holds, stops neither our time limit nor Ctrl-C.
pub(super) struct Engine(Option<Runtime>);

impl Engine {
    pub(super) fn new() -> io::Result<Self> {
        // While one thread is blocked, the other goes on.
        Builder::new_multi_thread().worker_threads(2).enable_all().build().map(|runtime| Self(Some(runtime)))
    }

    /// Runs something there; nothing if it panicked.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Option<T> {
        self.0.as_ref()?.spawn(work).await.ok()
    }

    /// Ends everything that runs there, and waits until it has let go of its files.
    pub(super) async fn stop(mut self) {
        let runtime = self.0.take();
        let stopped = move || runtime.map(|runtime| runtime.shutdown_timeout(ENDING));
        let _ = tokio::task::spawn_blocking(stopped).await;
    }
}

impl Drop for Engine {
    /// Waits a moment: the client writes down its guards when it ends.
    fn drop(&mut self) {
        let Some(runtime) = self.0.take() else { return };
        let (ended, ends) = channel();
        // Not here: a runtime that ends within another would be a panic.
        let ending = move || {
            runtime.shutdown_timeout(ENDING);
            let _ = ended.send(());
        };
        if thread::Builder::new().spawn(ending).is_ok() {
            let _ = ends.recv_timeout(MOMENT);
        }
    }
}
