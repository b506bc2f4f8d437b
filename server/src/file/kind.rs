//! What a file is, by its content, and what of it is kept. A name only labels.

use super::{No, image, office};

/// The bytes that are stored, with their checked kind.
pub struct Kept {
    pub bytes: Vec<u8>,
    pub media: &'static str,
}

pub(super) const JPEG: &str = "image/jpeg";
pub(super) const PNG: &str = "image/png";
pub(super) const WEBP: &str = "image/webp";
pub(super) const PDF: &str = "application/pdf";
pub(super) const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Longest name that is kept, in characters.
const NAME: usize = 120;

/// Checks a file and gives what of it is kept: pictures are painted anew, documents stay as they are.
///
/// # Errors
/// What is wrong with it.
pub fn take(bytes: Vec<u8>) -> Result<Kept, No> {
    if bytes.is_empty() {
        return Err(No::Empty);
    }
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        image::repaint(&bytes, JPEG)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        image::repaint(&bytes, PNG)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        image::repaint(&bytes, WEBP)
    } else if bytes.starts_with(b"%PDF-") {
        pdf(&bytes)?;
        Ok(Kept { bytes, media: PDF })
    } else if bytes.starts_with(b"PK\x03\x04") {
        let media = office::check(&bytes)?;
        Ok(Kept { bytes, media })
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        // .docx and .xlsx with a password, and the old .doc and .xls
        Err(if find(&bytes, &utf16("EncryptedPackage")) { No::Encrypted } else { No::WrongKind })
    } else {
        Err(No::WrongKind)
    }
}

/// Begins and ends as a PDF does; anything after the end could be a second file in disguise.
fn pdf(bytes: &[u8]) -> Result<(), No> {
    const END: &[u8] = b"%%EOF";
    let end = bytes.windows(END.len()).rposition(|part| part == END).ok_or(No::Broken)?;
    let rest = &bytes[end + END.len()..];
    let nothing = rest.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0);
    if nothing && rest.len() <= 1024 { Ok(()) } else { Err(No::Broken) }
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn find(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|part| part == wanted)
}

/// A file name as a label: its last part, without what could lead elsewhere or turn its reading direction.
#[must_use]
pub fn label(raw: &str) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let odd = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
            || "\":<>|*?;".contains(c)
    };
    let plain: String = last.chars().filter(|c| !odd(*c)).collect();
    let plain = plain.trim().trim_start_matches('.').trim();
    let (stem, ending) = match plain.rsplit_once('.') {
        Some((stem, ending)) if ending.chars().count() <= 8 => (stem, format!(".{ending}")),
        Some(_) | None => (plain, String::new()),
    };
    let stem: String = stem.chars().take(NAME).collect();
    format!("{stem}{ending}")
}

/// The label with the ending of what the file really is.
#[must_use]
pub fn name(raw: &str, media: &str) -> String {
    let label = label(raw);
    let endings: &[&str] = match media {
        JPEG => &["jpg", "jpeg"],
        PNG => &["png"],
        WEBP => &["webp"],
        PDF => &["pdf"],
        DOCX => &["docx"],
        _ => &["xlsx"],
    };
    let ending = label.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    if ending.is_some_and(|ending| endings.contains(&ending.as_str())) && !label.starts_with('.') {
        label
    } else if label.is_empty() {
        format!("file.{}", endings[0])
    } else {
        format!("{label}.{}", endings[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_label_and_never_a_path() {
        assert_eq!(name("../../etc/passwd", PDF), "passwd.pdf");
        assert_eq!(name("C:\\temp\\现场照片.JPG", JPEG), "现场照片.JPG");
        assert_eq!(name("a\u{202e}gpj.exe", PNG), "agpj.exe.png");
        assert_eq!(name("..", PDF), "file.pdf");
        assert_eq!(name("x\r\nSet-Cookie: a=b.pdf", PDF), "xSet-Cookie a=b.pdf");
        assert!(name(&"长".repeat(500), XLSX).chars().count() <= NAME + 5);
    }

    #[test]
    fn a_pdf_ends_where_it_says() {
        assert!(take(b"%PDF-1.7\n1 0 obj\n%%EOF\n".to_vec()).is_ok());
        assert_eq!(take(b"%PDF-1.7\n1 0 obj\n".to_vec()).err(), Some(No::Broken));
        assert_eq!(take(b"%PDF-1.7\n%%EOF\nPK\x03\x04".to_vec()).err(), Some(No::Broken));
        assert_eq!(take(b"<html>%PDF-1.7 %%EOF".to_vec()).err(), Some(No::WrongKind));
        assert_eq!(take(Vec::new()).err(), Some(No::Empty));
    }
}
