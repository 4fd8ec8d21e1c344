//! Secrets: drawn from the system's random numbers, kept in memory that is wiped.

mod draw;

use zeroize::Zeroize;

pub(crate) use draw::{Draw, one_phrase, system_bytes, text};

/// A buffer that is wiped when it is let go, and kept out of swap where the system allows it.
pub(crate) struct Secret {
    bytes: Vec<u8>,
    locked: bool,
}

impl Secret {
    /// Returns a buffer of so many zero bytes; it never grows, so no copies are left behind.
    pub(crate) fn of(length: usize) -> Self {
        let bytes = vec![0; length];
        // SAFETY: the range is one live allocation; it is neither grown nor moved before `munlock`.
        #[expect(unsafe_code, reason = "locking pages is a system call on raw addresses")]
        let locked = unsafe { rustix::mm::mlock(bytes.as_ptr().cast_mut().cast(), bytes.len()) }.is_ok();
        Self { bytes, locked }
    }

    /// Whether the pages cannot reach the swap file.
    pub(crate) fn is_locked(&self) -> bool {
        self.locked
    }

    /// Lets the secret out, to be filled or to be written where the user asked.
    pub(crate) fn expose(&mut self) -> &mut [u8] {
        &mut self.bytes
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        // As a slice: a Vec would also forget its length, by which the pages are unlocked.
        self.bytes.as_mut_slice().zeroize();
        if self.locked {
            // SAFETY: the same range that was locked, still live.
            #[expect(unsafe_code, reason = "unlocking pages is a system call on raw addresses")]
            let _ = unsafe { rustix::mm::munlock(self.bytes.as_ptr().cast_mut().cast(), self.bytes.len()) };
        }
    }
}

/// Keeps secrets out of crash dumps: no core file, and no other process of the user may look in.
pub(crate) fn no_core_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // Where the system refuses, the rest of the care still holds.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}
