//! The socket in the data folder through which commands reach the running node: one JSON document in each direction.

use std::{
    fs,
    io::{self, ErrorKind},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    time::Duration,
};

use serde::{Deserialize, Serialize};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{UnixListener, UnixStream},
    task::JoinHandle,
};

use crate::{
    Failure,
    commands::{Order, Reply, Service},
};

/// The longest command: a practice with all its texts fits many times.
const LONGEST: u64 = 4 * 1024 * 1024;
/// A caller that sends nothing is let go.
const READ_WITHIN: Duration = Duration::from_secs(10);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Outcome {
    Done(Reply),
    Failed(Failure),
}

/// The listening socket.
pub(crate) struct CommandSocket {
    path: PathBuf,
    listening: JoinHandle<()>,
}

impl CommandSocket {
    /// Takes no more commands and removes the socket.
    pub(crate) async fn close(self) {
        self.listening.abort();
        let _aborted = self.listening.await;
        let _gone_already = fs::remove_file(&self.path);
    }
}

/// Listens for commands. The caller holds the lock of the data folder, so an old socket is nobody's.
pub(crate) fn serve(path: &Path, service: Service) -> Result<CommandSocket, Failure> {
    let failed = |error: io::Error| Failure::failed(format!("{}: {error}", path.display()));
    if let Err(error) = fs::remove_file(path)
        && error.kind() != ErrorKind::NotFound
    {
        return Err(failed(error));
    }
    let listener = UnixListener::bind(path).map_err(failed)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).map_err(failed)?;
    let listening = tokio::spawn(async move {
        loop {
            match listener.accept().await {
                Ok((stream, _)) => {
                    let service = service.clone();
                    tokio::spawn(async move {
                        if let Err(error) = Box::pin(answer(stream, &service)).await {
                            tracing::debug!("a command ended early: {error}");
                        }
                    });
                }
                Err(error) => {
                    tracing::warn!("no commands can be taken any more: {error}");
                    return;
                }
            }
        }
    });
    Ok(CommandSocket {
        path: path.to_owned(),
        listening,
    })
}

async fn answer(mut stream: UnixStream, service: &Service) -> io::Result<()> {
    let (reader, mut writer) = stream.split();
    let mut asked = Vec::new();
    tokio::time::timeout(READ_WITHIN, reader.take(LONGEST).read_to_end(&mut asked)).await??;
    let outcome = match serde_json::from_slice::<Order>(&asked) {
        Ok(order) => match service.execute(order).await {
            Ok(reply) => Outcome::Done(reply),
            Err(failure) => Outcome::Failed(failure),
        },
        Err(error) => Outcome::Failed(Failure::failed(format!(
            "the running node does not know this command ({error}); is it of another version?"
        ))),
    };
    writer.write_all(&serde_json::to_vec(&outcome)?).await?;
    writer.shutdown().await
}

/// Gives a command to the running node; nothing when none runs.
pub(crate) async fn ask(path: &Path, order: &Order) -> Option<Result<Reply, Failure>> {
    let stream = UnixStream::connect(path).await.ok()?;
    Some(match exchange(stream, order).await {
        Ok(Outcome::Done(reply)) => Ok(reply),
        Ok(Outcome::Failed(failure)) => Err(failure),
        Err(error) => Err(Failure::later(format!("the running node did not answer: {error}"))),
    })
}

async fn exchange(mut stream: UnixStream, order: &Order) -> io::Result<Outcome> {
    stream.write_all(&serde_json::to_vec(order)?).await?;
    stream.shutdown().await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(serde_json::from_slice(&answer)?)
}
