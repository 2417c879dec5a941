//! Pictures: type by magic bytes, decoded under limits, re-encoded without metadata (SECURITY CO6).

use domain::ids::{DraftId, MediaId, OrganisationId};

use crate::{OperationError, Operations, Session};

impl Operations {
    /// Stores a photo for a draft: re-encoded as WebP in two sizes (1,280 px at most 200 kB; 320 px at most 25 kB), all
    /// metadata gone, the original not kept. The flag says whether a position was removed.
    ///
    /// # Errors
    /// [`OperationError::Refused`] for what is no picture, too large or too many pixels.
    pub async fn store_photo(
        &self,
        _session: &Session,
        _organisation: OrganisationId,
        _draft: Option<DraftId>,
        _bytes: Vec<u8>,
    ) -> Result<(MediaId, bool), OperationError> {
        todo!()
    }
    /// A stored file by its name: (media type, bytes).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn media_file(&self, _name: &str) -> Result<(&'static str, Vec<u8>), OperationError> {
        todo!()
    }
}
