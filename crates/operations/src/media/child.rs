//! The side of the node: starts a child for one picture, and reads what it says.

use std::{path::Path, process::Stdio, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::Command,
    time::timeout,
};

use super::{
    encode::{Encoded, LARGEST},
    fault::PictureFault,
    sandbox::{self, DECODE_PICTURE},
};

/// The child has 5 s of the processor; a busy machine may need longer.
const WITHIN: Duration = Duration::from_secs(20);
/// Two small files and a line.
const MOST_ANSWER: u64 = 1024 * 1024;

/// Re-encodes a picture in a process of its own.
pub(super) async fn encode(program: &Path, bytes: Vec<u8>) -> Result<Encoded, PictureFault> {
    if bytes.len() > LARGEST {
        return Err(PictureFault::TooLarge);
    }
    let answer = timeout(WITHIN, ask(program, bytes)).await;
    let answer = answer.unwrap_or(None).unwrap_or_default();
    sandbox::read(&answer).unwrap_or(Err(PictureFault::TooMuch))
}

/// What the child says; nothing when it could not be started or asked.
async fn ask(program: &Path, bytes: Vec<u8>) -> Option<Vec<u8>> {
    let child = Command::new(program)
        .arg(DECODE_PICTURE)
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) => {
            tracing::error!(%error, "the process for pictures cannot be started");
            return Some(sandbox::write(&Err(PictureFault::NotNow)));
        }
    };
    let (mut input, output) = (child.stdin.take()?, child.stdout.take()?);
    let give = async move {
        // One that has seen enough closes its end.
        let _closed = input.write_all(&bytes).await;
        drop(input);
    };
    let mut answer = Vec::new();
    let mut output = output.take(MOST_ANSWER);
    let ((), read) = tokio::join!(give, output.read_to_end(&mut answer));
    drop(output);
    let status = child.wait().await.ok()?;
    (read.is_ok() && status.success()).then_some(answer)
}
