//! What listens on a control port and may be anything.
#![no_main]

use libfuzzer_sys::fuzz_target;
use opsec::torcheck::{Phase, ProtocolInfo, Recommended, Reply, challenge};

fuzz_target!(|text: &str| {
    let mut reply = Reply::default();
    for line in text.lines() {
        if reply.push(line).is_ok_and(|complete| !complete) {
            continue;
        }
        break;
    }
    ProtocolInfo::read(&reply);
    challenge(&reply);
    for line in reply.lines() {
        Phase::read(line);
        Recommended::read(line);
    }
});
