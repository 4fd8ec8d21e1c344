//! The result of a run of `opsec torcheck`, and what it must be.

use std::time::Duration;

use serde_json::Value;

use super::trace::Call;

/// The result of a run.
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) took: Duration,
    /// How many packets went where they may, in a namespace.
    pub(crate) packets: Option<usize>,
    /// The system calls, where strace is installed.
    pub(crate) calls: Option<Vec<Call>>,
}

impl Answer {
    /// The answer as JSON.
    pub(crate) fn json(&self) -> Value {
        let value: Value = serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("no JSON ({error}): {}{}", self.stdout, self.stderr));
        assert_eq!(value["schema"], 1);
        value
    }

    /// The identifiers of the reasons.
    pub(crate) fn reasons(&self) -> Vec<String> {
        let json = self.json();
        let reasons = json["reasons"].as_array().expect("reasons are a list");
        reasons
            .iter()
            .map(|reason| reason["id"].as_str().expect("a reason has an identifier").to_owned())
            .collect()
    }

    /// Fails unless this is the verdict, with the exit code that belongs to it and this among the reasons.
    pub(crate) fn must_be(&self, verdict: &str, reason: &str) {
        let json = self.json();
        let all = format!("{json:#}\n{}", self.stderr);
        assert_eq!(json["verdict"], verdict, "{all}");
        let code = match verdict {
            "tor" => 0,
            "tor-unlisted" | "not-tor" => 1,
            _ => 2,
        };
        assert_eq!(self.code, code, "{all}");
        assert!(
            reason.is_empty() || self.reasons().iter().any(|id| id == reason),
            "no reason {reason}: {all}"
        );
    }
}
