//! Commands that act on the data of a node: given to the running node, or carried out here when none runs.

use std::sync::Arc;

use operations::{Clock, Entropy, OsEntropy, SystemClock};

use tokio::sync::mpsc;

use super::{Common, hearing::Hearing, recount};
use crate::{
    Config, Failure,
    commands::{Order, Reply, Request},
    config, console,
    node::{self, backups::Backup, folder::DataFolder, parts},
    socket, telemetry,
};

pub(super) async fn run(common: &Common, mut request: Request) -> Result<u8, Failure> {
    if let Some(asked) = request.recount_from_outside() {
        return recount::run(asked, common).await;
    }
    let sources = common.sources();
    let config = Config::load(&sources)?;
    telemetry::start_for_command();
    request.prepare()?;
    if let Some(question) = request.question()
        && !common.yes
    {
        console::confirm(&question)?;
    }
    let order = Order {
        by: common.by.clone(),
        organisation: common.org.clone(),
        request,
    };
    let written = order.request.written();
    let mut hearing = Hearing::new(&order.request)?;
    let socket = config.data_dir.join("bandung.sock");
    let reply = match socket::ask(&socket, &order, &mut |told| hearing.hear(&told)).await {
        Some(answer) => answer?,
        None => {
            let refused = config::refused_variables(&sources.environment);
            if !refused.is_empty() && order.request.goes_out() {
                return Err(config::Problems(refused).into());
            }
            carry_out(&config, order, &mut hearing).await?
        }
    };
    let bytes = hearing.end()?;
    let reply = match written {
        Some(said) => said(bytes),
        None => reply,
    };
    common.print(&reply)?;
    Ok(reply.code)
}

/// Opens the data folder and carries the command out here.
async fn carry_out(config: &Config, order: Order, hearing: &mut Hearing) -> Result<Reply, Failure> {
    if !config.data_dir.exists() {
        return Err(Failure::failed(format!(
            "{}: there is no data folder. Name it with --data-dir, or begin with  bandung serve",
            config.data_dir.display()
        )));
    }
    let folder = DataFolder::open(&config.data_dir)?;
    let store = parts::open_store(config, &folder).await?;
    parts::bring_up_to_date(&store, &folder, Backup::Made).await?;
    let ports: (Arc<dyn Clock>, Arc<dyn Entropy>) = (Arc::new(SystemClock), Arc::new(OsEntropy));
    let address = config.server.listen;
    let pieces = parts::assemble(config, folder, store, ports, address).await?;
    if let Some(program) = node::own_program() {
        pieces.operations.decode_pictures_with(program);
    }
    let service = pieces.service(config, address, None);
    let (teller, mut told) = mpsc::channel(8);
    let telling = async {
        while let Some(one) = told.recv().await {
            hearing.hear(&one);
        }
    };
    let (reply, ()) = tokio::join!(service.execute_telling(order, teller), telling);
    drop(service);
    let parts::Pieces {
        store,
        operations,
        federation,
        ..
    } = pieces;
    drop((operations, federation));
    if let Some(store) = Arc::into_inner(store) {
        store.close().await?;
    }
    reply
}
