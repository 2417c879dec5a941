//! Pictures: type by magic bytes, decoded under limits in a process of their own, re-encoded without metadata (SECURITY
//! CO6).

mod child;
mod encode;
mod fault;
mod sandbox;

use std::path::PathBuf;

use domain::{
    ids::{DraftId, MediaId, OrganisationId},
    permissions::Action,
};
use storage::media::Picture;

use self::fault::PictureFault;
use crate::{OperationError, Operations, Session, secrets::hex};

pub use sandbox::{DECODE_PICTURE, decode_picture};

impl Operations {
    /// From now on pictures are decoded by this program, which calls [`decode_picture`] when it is started with
    /// [`DECODE_PICTURE`]. Without it they are decoded here, for tests.
    pub fn decode_pictures_with(&self, program: PathBuf) {
        // The first word stands.
        let _set_already = self.0.picture_program.set(program);
    }

    /// Stores a photo for a draft: re-encoded as WebP in two sizes (1,280 px at most 200 kB; 320 px at most 25 kB), all
    /// metadata gone, the original not kept. The flag says whether a position was removed.
    ///
    /// # Errors
    /// [`OperationError::NoPicture`] for what is no picture, too large or too many pixels.
    pub async fn store_photo(
        &self,
        session: &Session,
        organisation: OrganisationId,
        draft: Option<DraftId>,
        bytes: Vec<u8>,
    ) -> Result<(MediaId, bool), OperationError> {
        session.require(Action::WriteDrafts(organisation))?;
        if let Some(draft) = draft {
            let found = self.readable_draft(&self.db(), session, draft).await?;
            if found.organisation != organisation {
                return Err(OperationError::NotFound { what: "the draft" });
            }
        }
        self.keep_picture(organisation, bytes).await
    }

    pub(crate) async fn keep_picture(
        &self,
        organisation: OrganisationId,
        bytes: Vec<u8>,
    ) -> Result<(MediaId, bool), OperationError> {
        let slot = self
            .0
            .pictures
            .clone()
            .acquire_owned()
            .await
            .map_err(|_| refused!("node-stopping", "the node is stopping"))?;
        let encoded = match self.0.picture_program.get() {
            Some(program) => child::encode(program, bytes).await,
            None => tokio::task::spawn_blocking(move || encode::encode(&bytes))
                .await
                .unwrap_or(Err(PictureFault::Damaged)),
        };
        drop(slot);
        let encoded = encoded.map_err(|fault| OperationError::NoPicture(fault.into()))?;
        let name = |bytes: &[u8]| format!("{}.webp", hex(&evidence::keys::sha256(bytes)[..20]));
        let now = self.now();
        let picture = Picture {
            id: MediaId::new(now, self.0.entropy.bytes()),
            organisation,
            small: name(&encoded.small.0),
            large: name(&encoded.large.0),
            width: encoded.small.1,
            height: encoded.small.2,
            large_width: encoded.large.1,
            large_height: encoded.large.2,
            large_bytes: encoded.large.0.len() as u64,
            created_at: now,
        };
        // Files first, then the row: a row never names a file that is not there.
        self.0.media.store(&picture.small, &encoded.small.0)?;
        self.0.media.store(&picture.large, &encoded.large.0)?;
        let tx = self.begin().await?;
        storage::media::insert(&tx, &picture).await?;
        tx.commit().await?;
        Ok((picture.id, encoded.had_position))
    }

    /// A stored file by its name: (media type, bytes).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn media_file(&self, name: &str) -> Result<(&'static str, Vec<u8>), OperationError> {
        let bytes = self
            .0
            .media
            .read(name)?
            .ok_or(OperationError::NotFound { what: "the picture" })?;
        Ok(("image/webp", bytes))
    }
}
