//! What is settled before the crate is compiled.

#[path = "build/unwinder.rs"]
mod unwinder;

fn main() {
    unwinder::link();
}
