//! Pictures are decoded within limits and painted anew: what comes out has no place and device in it, no second file
//! behind it, and a size that a page can show.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use super::No;
use super::kind::{JPEG, Kept, PNG};

/// Pixels of a picture as it comes: a phone's largest has 50 million.
const PIXELS: u64 = 64_000_000;
/// Bytes that decoding may take.
const MEMORY: u64 = 320 << 20;
/// The longer side of what is kept.
const SIDE: u32 = 4_096;

/// Decodes and encodes again in the same format.
pub(super) fn repaint(bytes: &[u8], media: &'static str) -> Result<Kept, No> {
    let format = match media {
        JPEG => ImageFormat::Jpeg,
        PNG => ImageFormat::Png,
        _ => ImageFormat::WebP,
    };
    let picture = decoded(bytes, format)?;
    let mut out = Cursor::new(Vec::new());
    let done = if format == ImageFormat::Jpeg {
        JpegEncoder::new_with_quality(&mut out, 85).encode_image(&picture.into_rgb8())
    } else if picture.color().has_alpha() {
        DynamicImage::from(picture.into_rgba8()).write_to(&mut out, format)
    } else {
        DynamicImage::from(picture.into_rgb8()).write_to(&mut out, format)
    };
    done.map_err(|_| No::Broken)?;
    Ok(Kept { bytes: out.into_inner(), media })
}

fn decoded(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, No> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS || decoder.total_bytes() > MEMORY {
        return Err(No::TooManyPixels { limit: PIXELS });
    }
    decoder.set_limits(limits).map_err(refused)?;
    // Read before the metadata is dropped, so that a picture taken upright stays upright.
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refused)?;
    if picture.width().max(picture.height()) > SIDE {
        picture = picture.thumbnail(SIDE, SIDE);
    }
    picture.apply_orientation(turned);
    Ok(picture)
}

fn refused(why: ImageError) -> No {
    match why {
        ImageError::Limits(_) => No::TooManyPixels { limit: PIXELS },
        ImageError::Decoding(_)
        | ImageError::Encoding(_)
        | ImageError::Parameter(_)
        | ImageError::Unsupported(_)
        | ImageError::IoError(_) => No::Broken,
    }
}
