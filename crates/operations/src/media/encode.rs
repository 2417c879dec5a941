//! From any picture to two WebP files, under limits.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, imageops::FilterType};

use super::fault::PictureFault;

/// The largest photo that is taken, in bytes.
pub(super) const LARGEST: usize = 10 * 1024 * 1024;
/// The largest side, in pixels.
const LARGEST_SIDE: u32 = 8_000;
/// The most pixels.
const MOST_PIXELS: u64 = 40_000_000;
/// Memory for decoding, in bytes.
const MEMORY: u64 = 128 * 1024 * 1024;
/// The large version: longest side in pixels, most bytes.
const LARGE: (u32, usize) = (1_280, 200_000);
/// The small version.
const SMALL: (u32, usize) = (320, 25_000);

/// A picture, re-encoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Encoded {
    pub(super) small: (Vec<u8>, u32, u32),
    pub(super) large: (Vec<u8>, u32, u32),
    pub(super) had_position: bool,
}

pub(super) fn encode(bytes: &[u8]) -> Result<Encoded, PictureFault> {
    if bytes.len() > LARGEST {
        return Err(PictureFault::TooLarge);
    }
    let format = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP | ImageFormat::Gif)) => format,
        _ => return Err(PictureFault::NotAPicture),
    };
    let broken = |_| PictureFault::Damaged;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || width == 0 || height == 0 {
        return Err(PictureFault::TooManyPixels);
    }
    let orientation = decoder.orientation().ok();
    let had_position = decoder
        .exif_metadata()
        .ok()
        .flatten()
        .is_some_and(|exif| has_position(&exif));
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    // The good filter needs much memory for what it throws away: a fast one goes before it.
    let ample = LARGE.0 * 2;
    if width.max(height) > ample {
        picture = picture.thumbnail(ample, ample);
    }
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
fn shrink(picture: &DynamicImage, (side, most): (u32, usize)) -> Result<(Vec<u8>, u32, u32), PictureFault> {
    let mut side = side;
    loop {
        let rgba = if picture.width().max(picture.height()) > side {
            picture.resize(side, side, FilterType::Triangle).into_rgba8()
        } else {
            picture.to_rgba8()
        };
        for quality in [80.0, 65.0, 50.0, 35.0, 20.0] {
            let encoded = webp::Encoder::from_rgba(&rgba, rgba.width(), rgba.height()).encode(quality);
            if encoded.len() <= most {
                return Ok((encoded.to_vec(), rgba.width(), rgba.height()));
            }
        }
        if side < 64 {
            return Err(PictureFault::NotSmallEnough);
        }
        side = side * 3 / 4;
    }
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, Rgb, RgbImage};
    use proptest::prelude::*;

    use super::*;

    fn pictures() -> Vec<Vec<u8>> {
        let picture = RgbImage::from_fn(40, 30, |x, y| {
            Rgb([u8::try_from(x).unwrap_or(0), u8::try_from(y).unwrap_or(0), 7])
        });
        let formats = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP];
        let encoded = |format| {
            let mut bytes = std::io::Cursor::new(Vec::new());
            DynamicImage::from(picture.clone()).write_to(&mut bytes, format).ok()?;
            Some(bytes.into_inner())
        };
        formats.into_iter().filter_map(encoded).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_bytes_and_no_damaged_picture_make_the_decoder_fail(
            bytes in proptest::collection::vec(any::<u8>(), 0..300),
            changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
            end in any::<prop::sample::Index>(),
        ) {
            let _ = encode(&bytes);
            for picture in pictures() {
                // The head of a picture, then anything.
                let _ = encode(&[&picture[..12], &bytes].concat());
                let mut damaged = picture.clone();
                for (place, value) in &changes {
                    let place = place.index(damaged.len());
                    damaged[place] = *value;
                }
                if let Ok(read) = encode(&damaged) {
                    prop_assert!(!read.small.0.is_empty() && !read.large.0.is_empty());
                }
                let _ = encode(&picture[..end.index(picture.len())]);
            }
        }
    }
}
