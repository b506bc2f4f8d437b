//! Is it a picture? By how it begins.

/// So many bytes are enough to tell.
pub const BEGINS: i32 = 12;

/// What cameras and phones write; also what no browser here may open (HEIC, AVIF and films begin alike): made smaller it fails
/// at once, while whoever chose it is still there to choose another. The server would refuse it only when it is sent.
pub fn is_picture(begins: &[u8]) -> bool {
    let webp = begins.starts_with(b"RIFF") && begins.get(8..12) == Some(b"WEBP".as_slice());
    let iso = begins.get(4..8) == Some(b"ftyp".as_slice());
    webp || iso || begins.starts_with(&[0xff, 0xd8, 0xff]) || begins.starts_with(b"\x89PNG\r\n\x1a\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_phone_took_is_known_as_a_picture_by_how_it_begins_and_a_paper_is_not() {
        let pictures: [&[u8]; 5] = [
            b"\xff\xd8\xff\xe1\x00\x18Exif\x00\x00",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d",
            b"RIFF\x24\x08\x00\x00WEBP",
            b"\x00\x00\x00\x18ftypheic",
            b"\x00\x00\x00\x1cftypavif",
        ];
        for begins in pictures {
            assert_eq!(i32::try_from(begins.len()), Ok(BEGINS));
            assert!(is_picture(begins), "{begins:?}");
        }
        let others: [&[u8]; 5] =
            [b"", b"ftyp", b"%PDF-1.7\n%\xe2\xe3", b"PK\x03\x04\x14\x00\x06\x00\x08\x00", b"RIFF\x24\x08\x00\x00WAVE"];
        for begins in others {
            assert!(!is_picture(begins), "{begins:?}");
        }
    }
}
