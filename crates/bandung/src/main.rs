//! The program `bandung`.

fn main() {}
