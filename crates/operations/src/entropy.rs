//! Random bytes as a port: the system's, or a seeded source in tests.

/// Where random bytes come from.
pub trait Entropy: Send + Sync {
    /// Fills a buffer.
    fn fill(&self, bytes: &mut [u8]);
}

/// The system's source.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        #[expect(
            clippy::expect_used,
            reason = "without random bytes nothing may go on; the library documents no failure"
        )]
        aws_lc_rs::rand::fill(bytes).expect("the system gives random bytes");
    }
}

impl dyn Entropy {
    /// A few random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }
}
