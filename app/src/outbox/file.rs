//! Files on this device: photos are made smaller and lose where they were taken; each is named by the hash of the bytes
//! that will be sent, so that an act can name it without network. They go out one by one, before what names them.

use domain::issue::{Hash, name_of};
use domain::kinds::{Name, PersonId, Text};
use js_sys::Uint8Array;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap, Url};

use super::rows::{self, FILES, Kept, Unsealed};
use super::{Chosen, Outbox, Unfit, picture};
use crate::wire;

/// The longer side of a photo that is sent.
const SIDE: f64 = 2_000.0;
const JPEG: &str = "image/jpeg";
const QUALITY: f64 = 0.85;
/// What the server takes at most.
const BYTES: usize = 20 << 20;

/// What is known of a file besides its bytes; the row's first line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Label {
    pub name: String,
    pub media: String,
}

/// Takes in a file that was chosen: on the disk and ready to be named.
///
/// # Errors
/// A picture that can't be read, a file that is too large, a disk that is full.
pub async fn take(outbox: Outbox, file: &web_sys::File) -> Result<Chosen, Unfit> {
    let photo = is_picture(file).await;
    let blob = if photo { smaller(file).await.map_err(|_| Unfit::Picture)? } else { file.clone().into() };
    let bytes = bytes_of(&blob).await.map_err(|_| Unfit::Disk)?;
    if bytes.len() > BYTES {
        return Err(Unfit::TooLarge);
    }
    let hash = name_of(&bytes).ok_or(Unfit::Disk)?;
    let label = Label { name: named(&file.name(), photo), media: blob.type_() };
    let name: Text<200> = Text::parse(&label.name).map_err(|_| Unfit::Picture)?;
    let media = Name::parse(if label.media.is_empty() { "application/octet-stream" } else { &label.media });
    keep(outbox.person, &hash, &label, &bytes).await.map_err(|_| Unfit::Disk)?;
    outbox.queue.update(|queue| {
        queue.files.insert(hash.clone());
    });
    let shows = photo.then(|| Url::create_object_url_with_blob(&blob).ok()).flatten();
    let size = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    Ok(Chosen { hash, name, media: media.map_err(|_| Unfit::Picture)?, size, shows })
}

/// By what the device says it is, or by how it begins: other apps hand photos over without a type, and what is not taken
/// for a photo would go out as it is, with where it was taken.
async fn is_picture(file: &Blob) -> bool {
    if file.type_().starts_with("image/") {
        return true;
    }
    let begins = match file.slice_with_i32_and_i32(0, picture::BEGINS) {
        Ok(start) => bytes_of(&start).await.unwrap_or_default(),
        Err(_) => Vec::new(),
    };
    picture::is_picture(&begins)
}

/// The name without what no name has, with the ending of what a photo has become.
fn named(raw: &str, photo: bool) -> String {
    let plain: String = raw.chars().filter(|c| !c.is_control() && !"/\\\":<>|*?;".contains(*c)).collect();
    let (stem, ending) = plain.rsplit_once('.').unwrap_or((plain.as_str(), ""));
    let stem: String = stem.chars().take(100).collect();
    let stem = if stem.is_empty() { "photo".to_owned() } else { stem };
    match (photo, ending) {
        (true, _) => format!("{stem}.jpg"),
        (false, "") => stem,
        (false, ending) => format!("{stem}.{ending}"),
    }
}

async fn bytes_of(blob: &Blob) -> Result<Vec<u8>, JsValue> {
    Ok(Uint8Array::new(&JsFuture::from(blob.array_buffer()).await?).to_vec())
}

/// Painted anew, upright and not larger than needed: what the camera wrote about place and device is not in it.
async fn smaller(file: &Blob) -> Result<Blob, JsValue> {
    let picture = JsFuture::from(window().create_image_bitmap_with_blob(file)?).await?;
    let picture: ImageBitmap = picture.unchecked_into();
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    let scale = (SIDE / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to SIDE")]
    {
        canvas.set_width(width as u32);
        canvas.set_height(height as u32);
    }
    let pen = canvas.get_context("2d")?.ok_or("no canvas")?.unchecked_into::<CanvasRenderingContext2d>();
    // What is clear in a picture of a screen would become black.
    pen.set_fill_style_str("#fff");
    pen.fill_rect(0.0, 0.0, width, height);
    pen.draw_image_with_image_bitmap_and_dw_and_dh(&picture, 0.0, 0.0, width, height)?;
    picture.close();
    encoded(&canvas).await
}

async fn encoded(canvas: &HtmlCanvasElement) -> Result<Blob, JsValue> {
    let promise = js_sys::Promise::new(&mut |done, failed| {
        let take = Closure::once_into_js(move |blob: JsValue| {
            let _ = if blob.is_null() { failed.call0(&JsValue::NULL) } else { done.call1(&JsValue::NULL, &blob) };
        });
        let _ = canvas.to_blob_with_type_and_encoder_options(take.unchecked_ref(), JPEG, &QUALITY.into());
    });
    Ok(JsFuture::from(promise).await?.unchecked_into())
}

/// Keeps a file under its hash.
pub async fn keep(person: PersonId, hash: &Hash, label: &Label, bytes: &[u8]) -> Kept<()> {
    let mut row = serde_json::to_vec(label).unwrap_or_default();
    row.push(b'\n');
    row.extend_from_slice(bytes);
    rows::put(person, FILES, hash.as_str(), row).await
}

/// A file of this device; nothing only where it is not on it.
///
/// # Errors
/// It is there, and can't be read now.
pub async fn load(person: PersonId, hash: &Hash) -> Kept<Option<(Label, Vec<u8>)>> {
    let Some(row) = rows::get(person, FILES, hash.to_string()).await? else { return Ok(None) };
    taken_apart(&row).map(Some).ok_or_else(|| Unsealed("a file has no label".into()))
}

fn taken_apart(row: &[u8]) -> Option<(Label, Vec<u8>)> {
    let end = row.iter().position(|byte| *byte == b'\n')?;
    let label = wire::row(row.get(..end)?)?;
    Some((label, row.get(end + 1..)?.to_vec()))
}

/// Where a page can show a photo of this device from.
pub async fn shown(person: PersonId, hash: &Hash) -> Option<String> {
    let (label, bytes) = load(person, hash).await.ok()??;
    let photo = label.media.starts_with("image/");
    let blob = if photo { blob(&bytes, &label.media).ok()? } else { return None };
    Url::create_object_url_with_blob(&blob).ok()
}

/// The person takes it away again, unless something that waits names it.
pub async fn drop_unnamed(outbox: Outbox, hash: &Hash) {
    if !outbox.queue.with_untracked(|queue| queue.names(hash)) {
        let _ = rows::remove(outbox.person, FILES, hash.as_str()).await;
        outbox.queue.update(|queue| queue.arrived(hash));
    }
}

/// As a browser makes it of bytes.
pub fn blob(bytes: &[u8], media: &str) -> Result<Blob, JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type(media);
    Blob::new_with_u8_array_sequence_and_options(&js_sys::Array::of1(&Uint8Array::from(bytes)), &kind)
}
