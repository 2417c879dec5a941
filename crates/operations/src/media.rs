//! Pictures: type by magic bytes, decoded under limits, re-encoded without metadata (SECURITY CO6).

use std::io::Cursor;

use domain::{
    ids::{DraftId, MediaId, OrganisationId},
    permissions::Action,
};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, imageops::FilterType};
use storage::media::Picture;

use crate::{OperationError, Operations, Session, secrets::hex};

/// The largest photo that is taken, in bytes.
const LARGEST: usize = 10 * 1024 * 1024;
/// The largest side, in pixels.
const LARGEST_SIDE: u32 = 8_000;
/// The most pixels.
const MOST_PIXELS: u64 = 40_000_000;
/// Memory for decoding, in bytes.
const MEMORY: u64 = 256 * 1024 * 1024;
/// The large version: longest side in pixels, most bytes.
const LARGE: (u32, usize) = (1_280, 200_000);
/// The small version.
const SMALL: (u32, usize) = (320, 25_000);

/// A picture, re-encoded.
struct Encoded {
    small: (Vec<u8>, u32, u32),
    large: (Vec<u8>, u32, u32),
    had_position: bool,
}

impl Operations {
    /// Stores a photo for a draft: re-encoded as WebP in two sizes (1,280 px at most 200 kB; 320 px at most 25 kB), all
    /// metadata gone, the original not kept. The flag says whether a position was removed.
    ///
    /// # Errors
    /// [`OperationError::Refused`] for what is no picture, too large or too many pixels.
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
        let refused = |why: &str| OperationError::Refused(why.to_owned());
        let slot = self
            .0
            .pictures
            .clone()
            .acquire_owned()
            .await
            .map_err(|_| refused("the node is stopping"))?;
        let encoded = tokio::task::spawn_blocking(move || encode(&bytes)).await;
        drop(slot);
        let encoded = encoded
            .map_err(|_| refused("the picture cannot be read"))?
            .map_err(|why| refused(&why))?;
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

fn encode(bytes: &[u8]) -> Result<Encoded, String> {
    if bytes.len() > LARGEST {
        return Err("the photo is larger than 10 MB; choose a smaller one".to_owned());
    }
    let format = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP | ImageFormat::Gif)) => format,
        _ => return Err("this is not a JPEG, PNG, WebP or GIF picture".to_owned()),
    };
    let broken = |_| "the picture is damaged or cannot be read".to_owned();
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || width == 0 || height == 0 {
        return Err("the picture has too many pixels; at most 8,000 on a side and 40 million in all".to_owned());
    }
    let orientation = decoder.orientation().ok();
    let had_position = decoder
        .exif_metadata()
        .ok()
        .flatten()
        .is_some_and(|exif| has_position(&exif));
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    Ok(Encoded {
        small: shrink(&picture, SMALL)?,
        large: shrink(&picture, LARGE)?,
        had_position,
    })
}

/// Whether EXIF names the directory of the position (tag 0x8825), in either byte order.
fn has_position(exif: &[u8]) -> bool {
    exif.windows(4)
        .any(|window| matches!(window, [0x88, 0x25, 0x00, 0x04] | [0x25, 0x88, 0x04, 0x00]))
}

/// At most `side` pixels and `most` bytes: quality goes down first, then size.
fn shrink(picture: &DynamicImage, (side, most): (u32, usize)) -> Result<(Vec<u8>, u32, u32), String> {
    let mut side = side;
    loop {
        let small = if picture.width().max(picture.height()) > side {
            picture.resize(side, side, FilterType::Triangle)
        } else {
            picture.clone()
        };
        let rgba = small.to_rgba8();
        for quality in [80.0, 65.0, 50.0, 35.0, 20.0] {
            let encoded = webp::Encoder::from_rgba(&rgba, rgba.width(), rgba.height()).encode(quality);
            if encoded.len() <= most {
                return Ok((encoded.to_vec(), rgba.width(), rgba.height()));
            }
        }
        if side < 64 {
            return Err("the picture cannot be made small enough".to_owned());
        }
        side = side * 3 / 4;
    }
}
