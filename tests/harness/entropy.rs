//! Random bytes that repeat: the same seed gives the same bytes.

use std::sync::Mutex;

use operations::Entropy;

/// SplitMix64 from a seed. Good enough for ids in a test, and for nothing else.
pub struct SeededEntropy(Mutex<u64>);

impl SeededEntropy {
    /// A source of its own for each name and start of a node.
    #[must_use]
    pub fn new(name: &str, start: u32) -> Self {
        let seed = name.bytes().fold(u64::from(start) + 1, |seed, byte| {
            (seed ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
        });
        Self(Mutex::new(seed))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().unwrap();
        for chunk in bytes.chunks_mut(8) {
            *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = *state;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            let word = (z ^ (z >> 31)).to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
    }
}
