//! The socket in the data folder through which commands reach the running node: one JSON document goes there; what comes
//! back is one JSON value a line: what is told while it works, then the outcome.

use std::{
    fs,
    io::{self, ErrorKind},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    time::Duration,
};

use serde::{Deserialize, Serialize};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{UnixListener, UnixStream},
    sync::mpsc,
    task::JoinHandle,
};

use crate::{
    Failure,
    commands::{Order, Reply, Service, Told},
};

/// The longest command: the largest bundle, as a text in JSON.
const LONGEST: u64 = 128 * 1024 * 1024;
/// What may wait on its way to the caller: a slow one slows the command down.
const TOLD: usize = 8;
/// A caller that sends nothing is let go.
const READ_WITHIN: Duration = Duration::from_secs(10);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Line {
    Told(Told),
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
    let (teller, mut told) = mpsc::channel(TOLD);
    let work = async {
        match serde_json::from_slice::<Order>(&asked) {
            Ok(order) => match service.execute_telling(order, teller).await {
                Ok(reply) => Line::Done(reply),
                Err(failure) => Line::Failed(failure),
            },
            Err(error) => Line::Failed(Failure::failed(format!(
                "the running node does not know this command ({error}); is it of another version?"
            ))),
        }
    };
    let telling = async {
        while let Some(one) = told.recv().await {
            write_line(&mut writer, &Line::Told(one)).await?;
        }
        Ok::<_, io::Error>(writer)
    };
    // Whoever hung up is told nothing more; what was begun is carried out.
    let (outcome, writer) = tokio::join!(work, telling);
    let mut writer = writer?;
    write_line(&mut writer, &outcome).await?;
    writer.shutdown().await
}

async fn write_line(writer: &mut (impl AsyncWriteExt + Unpin), line: &Line) -> io::Result<()> {
    let mut bytes = serde_json::to_vec(line)?;
    bytes.push(b'\n');
    writer.write_all(&bytes).await
}

/// Gives a command to the running node; nothing when none runs. `hear` gets what is told while it works.
pub(crate) async fn ask(
    path: &Path,
    order: &Order,
    hear: &mut (dyn FnMut(Told) + Send),
) -> Option<Result<Reply, Failure>> {
    let stream = UnixStream::connect(path).await.ok()?;
    Some(match exchange(stream, order, hear).await {
        Ok(outcome) => outcome,
        Err(error) => Err(Failure::later(format!("the running node did not answer: {error}"))),
    })
}

async fn exchange(
    mut stream: UnixStream,
    order: &Order,
    hear: &mut (dyn FnMut(Told) + Send),
) -> io::Result<Result<Reply, Failure>> {
    stream.write_all(&serde_json::to_vec(order)?).await?;
    stream.shutdown().await?;
    let mut lines = BufReader::new(stream).lines();
    while let Some(line) = lines.next_line().await? {
        match serde_json::from_str(&line)? {
            Line::Told(told) => hear(told),
            Line::Done(reply) => return Ok(Ok(reply)),
            Line::Failed(failure) => return Ok(Err(failure)),
        }
    }
    Err(ErrorKind::UnexpectedEof.into())
}
