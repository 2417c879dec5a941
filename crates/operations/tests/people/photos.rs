//! Photos: what is taken, and what is left of them.

use std::io::Cursor;

use domain::practice::DraftMedia;
use image::{DynamicImage, ImageFormat, RgbImage};
use operations::OperationError;

use crate::{fields, is_not_found, node};

fn is_no_picture<T>(answer: &Result<T, OperationError>) -> bool {
    matches!(answer, Err(OperationError::NoPicture(_)))
}

fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([x.to_le_bytes()[0], y.to_le_bytes()[0], (x ^ y).to_le_bytes()[0]])
    })
}

fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture(width, height))
        .write_to(&mut bytes, format)
        .unwrap();
    bytes.into_inner()
}

/// A JPEG with EXIF: turned by a quarter, with a position and a telling word.
fn with_exif() -> Vec<u8> {
    let jpeg = encoded(400, 200, ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
    exif.extend(2_u16.to_le_bytes());
    for (tag, kind, value) in [(0x0112_u16, 3_u16, 6_u32), (0x8825, 4, 38)] {
        exif.extend(tag.to_le_bytes());
        exif.extend(kind.to_le_bytes());
        exif.extend(1_u32.to_le_bytes());
        exif.extend(value.to_le_bytes());
    }
    exif.extend(0_u32.to_le_bytes());
    exif.extend(b"\0\0\0\0\0\0SECRETPLACE");
    let mut marked = jpeg[..2].to_vec();
    marked.extend([0xFF, 0xE1]);
    marked.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    marked.extend(exif);
    marked.extend(&jpeg[2..]);
    marked.extend(b"TRAILER");
    marked
}

#[tokio::test]
async fn w19_a_photo_is_turned_upright_and_keeps_no_metadata() {
    let node = node().await;

    let (id, had_position) = node
        .store_photo(&node.operator, node.water, None, with_exif())
        .await
        .unwrap();

    assert!(had_position);
    let stored = storage::media::get(&storage::Db::from(&*node.store), id)
        .await
        .unwrap()
        .unwrap();
    assert!(stored.height > stored.width, "{stored:?}");
    for name in [&stored.small, &stored.large] {
        let (kind, bytes) = node.media_file(name).await.unwrap();
        assert_eq!(kind, "image/webp");
        assert_eq!(image::guess_format(&bytes).unwrap(), ImageFormat::WebP);
        for trace in [&b"SECRETPLACE"[..], b"TRAILER", b"Exif", b"EXIF", b"XMP"] {
            assert!(!bytes.windows(trace.len()).any(|window| window == trace));
        }
    }
}

#[tokio::test]
async fn both_sizes_keep_to_their_bytes_and_pixels() {
    let node = node().await;
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
        let (id, had_position) = node
            .store_photo(&node.operator, node.water, None, encoded(1_600, 900, format))
            .await
            .unwrap();
        let stored = storage::media::get(&storage::Db::from(&*node.store), id)
            .await
            .unwrap()
            .unwrap();
        assert!(!had_position);
        assert!(stored.width <= 320 && stored.large_width <= 1_280, "{stored:?}");
        assert!(node.media_file(&stored.small).await.unwrap().1.len() <= 25_000);
        assert!(node.media_file(&stored.large).await.unwrap().1.len() <= 200_000);
    }
}

#[tokio::test]
async fn w17_what_is_no_picture_is_refused() {
    let node = node().await;
    let mut cut = encoded(100, 100, ImageFormat::Png);
    cut.truncate(60);
    let mut too_large = encoded(10, 10, ImageFormat::Png);
    too_large.resize(10 * 1024 * 1024 + 1, 0);
    let cases = [
        Vec::new(),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
        b"<!doctype html><script>alert(1)</script>".to_vec(),
        b"BM\0\0\0\0".to_vec(),
        cut,
        too_large,
    ];
    for bytes in cases {
        let answer = node.store_photo(&node.operator, node.water, None, bytes).await;
        assert!(is_no_picture(&answer));
    }
}

#[tokio::test]
async fn w18_a_small_file_that_claims_to_be_huge_is_refused() {
    let node = node().await;
    // The header of a PNG of 30,000 by 30,000 pixels.
    let mut bytes = encoded(10, 10, ImageFormat::Png);
    bytes[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    assert!(is_no_picture(
        &node.store_photo(&node.operator, node.water, None, bytes).await
    ));

    let long = encoded(8_001, 1, ImageFormat::Png);

    assert!(is_no_picture(
        &node.store_photo(&node.operator, node.water, None, long).await
    ));
}

#[tokio::test]
async fn w11_a_photo_of_another_organisation_is_in_no_draft_and_no_practice() {
    let node = node().await;
    let (forest, fatima) = node.other().await;
    let png = encoded(10, 10, ImageFormat::Png);
    assert!(is_not_found(
        &node.store_photo(&fatima, node.water, None, png.clone()).await
    ));
    let (photo, _) = node.store_photo(&node.operator, node.water, None, png).await.unwrap();
    let mut stolen = fields();
    stolen.media = vec![DraftMedia {
        kind: "photo".to_owned(),
        id: photo.to_string(),
        alt: "A raft".to_owned(),
        ..DraftMedia::default()
    }];
    let draft = node.start_draft(&fatima, forest).await.unwrap();

    let saved = node
        .save_draft(&fatima, draft.card.id, draft.version, stolen.clone())
        .await;
    let published = node
        .publish_practice(&fatima, forest, stolen.check().unwrap(), None)
        .await;

    assert!(is_not_found(&saved));
    assert!(is_not_found(&published));
    assert_eq!(node.sent_in_all().await, 0);
}
