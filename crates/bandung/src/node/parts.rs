//! From settings to the pieces of a node, without anything that runs: used by the node and by single commands.

use std::{collections::BTreeMap, fs, net::SocketAddr, sync::Arc};

use federation::{DevelopmentNetwork, Federation};
use operations::{Clock, Entropy, KeyFile, Operations};
use secrecy::ExposeSecret;
use storage::{SchemaState, Store, media::MediaFolder};

use super::{
    backups::{Backup, back_up_before_migration},
    folder::DataFolder,
    hops::Hops,
};
use crate::{Config, Failure, commands::Service, config, doctor::Doctor};

/// The pieces of a node.
pub(crate) struct Pieces {
    pub(crate) folder: DataFolder,
    pub(crate) store: Arc<Store>,
    pub(crate) operations: Operations,
    pub(crate) federation: Federation,
}

/// Opens the database; does not migrate it.
pub(crate) async fn open_store(config: &Config, folder: &DataFolder) -> Result<Store, Failure> {
    let database = match &config.database {
        config::Database::Sqlite => storage::Database::Sqlite(folder.database()),
        config::Database::Postgres(url) => storage::Database::Postgres(url.expose_secret().to_owned()),
    };
    Ok(Store::open(&database).await?)
}

/// Refuses a schema from the future, before anything is written.
pub(crate) async fn refuse_newer(store: &Store) -> Result<(), Failure> {
    match store.schema_state().await? {
        SchemaState::Newer(name) => Err(Failure::failed(format!(
            "the database was made by a newer version of this program ({name}). Nothing was changed: install that \
             version, or restore a backup from before the upgrade."
        ))),
        _ => Ok(()),
    }
}

/// Runs the migrations that are missing, after a backup; refuses a schema from the future.
pub(crate) async fn bring_up_to_date(store: &Store, folder: &DataFolder, backup: Backup) -> Result<(), Failure> {
    refuse_newer(store).await?;
    if let SchemaState::Older(steps) = store.schema_state().await? {
        back_up_before_migration(store, folder, backup).await?;
        tracing::info!(steps, "migrating the database");
        store.migrate().await?;
    }
    Ok(())
}

/// Puts the pieces together. `address`: where this node listens, for its own entry in a development network.
pub(crate) async fn assemble(
    config: &Config,
    folder: DataFolder,
    store: Store,
    (clock, entropy): (Arc<dyn Clock>, Arc<dyn Entropy>),
    address: SocketAddr,
) -> Result<Pieces, Failure> {
    let settings = federation_settings(config, address)?;
    let store = Arc::new(store);
    let operations = Operations::open(operations::Parts {
        store: Arc::clone(&store),
        media: MediaFolder::open(folder.media())?,
        clock: Arc::clone(&clock),
        entropy: Arc::clone(&entropy),
        scheme: config.scheme().to_owned(),
        domain: config.domain.clone(),
        development: config.development.is_some(),
        ids: settings.id_policy(),
        names_key: match &config.hidden_names_key {
            Some(path) => KeyFile::kept_elsewhere(path.clone()),
            None => KeyFile::in_folder(folder.path()),
        },
    })
    .await?;
    operations.put_words_by(web::mail::paragraphs);
    let federation = Federation::new(operations.clone(), clock, entropy, settings)
        .map_err(|error| Failure::failed(format!("the client for other servers cannot be made: {error}")))?;
    Ok(Pieces {
        folder,
        store,
        operations,
        federation,
    })
}

fn federation_settings(config: &Config, address: SocketAddr) -> Result<federation::Settings, Failure> {
    let Some(network) = &config.development else {
        return Ok(federation::Settings::default());
    };
    let mut peers: BTreeMap<String, SocketAddr> = network.peers.clone();
    if let Some(own) = &config.domain {
        peers.entry(own.clone()).or_insert(address);
    }
    let read = |path: &std::path::PathBuf| {
        fs::read(path).map_err(|error| {
            Failure::settings(format!(
                "development.extra_ca_file: {} cannot be read: {error}",
                path.display()
            ))
        })
    };
    Ok(federation::Settings {
        development: Some(DevelopmentNetwork {
            scheme: network.scheme.to_owned(),
            peers,
            extra_ca: network.extra_ca_file.as_ref().map(read).transpose()?,
        }),
    })
}

impl Pieces {
    /// What commands work with.
    pub(crate) fn service(&self, config: &Config, address: SocketAddr, hops: Option<&Arc<Hops>>) -> Service {
        let mut doctor = Doctor::new(config, (&self.operations, &self.federation), &self.folder, address);
        doctor.hops = hops.cloned();
        Service {
            doctor: Arc::new(doctor),
            operations: self.operations.clone(),
            directory: self.federation.directory(),
            pages: page_address(
                config,
                self.operations.urls().map(|urls| urls.base().to_owned()),
                address,
            ),
        }
    }
}

/// Where people find the pages: `http://alpha.localhost:8081` in a development network (decision 26).
fn page_address(config: &Config, base: Option<String>, address: SocketAddr) -> String {
    let tls = config.server.tls.is_some();
    match (&config.development, &config.domain, base) {
        (Some(_), Some(domain), _) => {
            let name = domain.trim_end_matches(".test");
            let scheme = if tls { "https" } else { "http" };
            format!("{scheme}://{name}.localhost:{}", address.port())
        }
        (_, _, Some(base)) => base,
        // Not set up yet: by its name where others reach it, else from this machine.
        (_, Some(domain), None) if tls || !address.ip().is_loopback() => format!("https://{domain}"),
        _ => {
            let scheme = if tls { "https" } else { "http" };
            match address.ip() {
                ip if ip.is_unspecified() => format!("{scheme}://127.0.0.1:{}", address.port()),
                _ => format!("{scheme}://{address}"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::page_address;
    use crate::config::{Config, Sources};

    #[test]
    fn links_lead_to_where_people_find_the_pages() {
        let address = "127.0.0.1:8081".parse().unwrap();
        let plain = Config::load(&Sources::default()).unwrap();
        assert_eq!(page_address(&plain, None, address), "http://127.0.0.1:8081");
        let base = Some("https://water.example".to_owned());
        assert_eq!(page_address(&plain, base.clone(), address), "https://water.example");
        let everywhere = "0.0.0.0:8080".parse().unwrap();
        assert_eq!(page_address(&plain, None, everywhere), "http://127.0.0.1:8080");
        let named = Config::load(&Sources::default().with("node.domain", "water.example")).unwrap();
        assert_eq!(page_address(&named, None, everywhere), "https://water.example");
        assert_eq!(page_address(&named, None, address), "http://127.0.0.1:8081");
        let sources = Sources::default()
            .with("node.domain", "alpha.test")
            .with("development.peers", "beta.test=127.0.0.1:8082");
        let network = Config::load(&sources).unwrap();
        assert_eq!(page_address(&network, base, address), "http://alpha.localhost:8081");
    }
}
