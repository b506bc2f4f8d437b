//! Small real files that serve as evidence: a one-page PDF, a PNG. The same words give the same bytes.

use std::io::Write;

use domain::issue::Hash;
use flate2::{Compression, Crc, write::ZlibEncoder};
use sha2::{Digest, Sha256};

use crate::chance::mix;
use crate::text::words;

/// A file whose bytes are to be kept under its hash before the step that names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    /// sha256 of the bytes.
    pub hash: Hash,
    /// `application/pdf` or `image/png`.
    pub media: &'static str,
    pub bytes: Vec<u8>,
}

impl File {
    fn of(media: &'static str, bytes: Vec<u8>) -> File {
        File { hash: words(&domain::entry::hex(&Sha256::digest(&bytes))), media, bytes }
    }

    /// A page with these lines of text. The font is one every reader brings for Chinese, so nothing is embedded.
    pub(crate) fn page(lines: &[&str]) -> File {
        let mut stream = "BT /F1 14 Tf 60 770 Td 24 TL\n".to_owned();
        for line in lines {
            let utf16: Vec<String> = line.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
            stream.push_str(&format!("<{}> Tj T*\n", utf16.concat()));
        }
        stream.push_str("ET\n");
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
                .to_owned(),
            format!("<< /Length {} >>\nstream\n{stream}endstream", stream.len()),
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>"
                .to_owned(),
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) \
             /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>"
                .to_owned(),
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 \
             /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
                .to_owned(),
        ];
        let mut pdf = "%PDF-1.4\n".to_owned();
        let mut table = "0000000000 65535 f \n".to_owned();
        for (place, object) in objects.iter().enumerate() {
            table.push_str(&format!("{:010} 00000 n \n", pdf.len()));
            pdf.push_str(&format!("{} 0 obj\n{object}\nendobj\n", place + 1));
        }
        let (start, size) = (pdf.len(), objects.len() + 1);
        pdf.push_str(&format!(
            "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
        ));
        File::of("application/pdf", pdf.into_bytes())
    }

    /// A picture of a house on a campus that no two salts share.
    pub(crate) fn picture(salt: u64) -> File {
        const SIDES: (u32, u32) = (240, 160);
        let house = House::of(salt);
        let mut rows = Vec::new();
        for y in 0..SIDES.1 {
            rows.push(0);
            (0..SIDES.0).for_each(|x| rows.extend(house.colour(x, y)));
        }
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        let mut head = [SIDES.0.to_be_bytes(), SIDES.1.to_be_bytes()].concat();
        head.extend([8, 2, 0, 0, 0]);
        chunk(&mut png, *b"IHDR", &head);
        chunk(&mut png, *b"tEXt", format!("Comment\0{salt}").as_bytes());
        chunk(&mut png, *b"IDAT", &deflated(&rows));
        chunk(&mut png, *b"IEND", &[]);
        File::of("image/png", png)
    }
}

/// What stands on a picture: a house with its windows under the sky, between lawn and path.
struct House {
    left: u32,
    right: u32,
    top: u32,
    wall: [u8; 3],
    sun: u32,
}

impl House {
    /// The lawn begins here.
    const GROUND: u32 = 124;

    fn of(salt: u64) -> House {
        let part = |place: usize| u32::from(mix(salt, 5).to_le_bytes()[place]);
        let tone = |place: usize, from: u32| u8::try_from(from + part(place) % 40).unwrap_or(u8::MAX);
        House {
            left: 16 + part(0) % 50,
            right: 160 + part(1) % 60,
            top: 34 + part(2) % 40,
            wall: [tone(3, 180), tone(4, 150), tone(5, 130)],
            sun: 30 + part(6) % 180,
        }
    }

    fn colour(&self, x: u32, y: u32) -> [u8; 3] {
        if y >= House::GROUND + 18 {
            return [186, 180, 170];
        }
        if y >= House::GROUND {
            return [112, 152, 88];
        }
        if x >= self.left && x < self.right && y >= self.top {
            let (across, down) = ((x - self.left) % 20, (y - self.top) % 24);
            return match (across, down) {
                _ if y < self.top + 4 => self.wall.map(|tone| tone - 60),
                (6..=14, 9..=18) => [214, 232, 242],
                _ => self.wall,
            };
        }
        let from_sun = x.abs_diff(self.sun).pow(2) + y.abs_diff(22).pow(2);
        if from_sun < 90 {
            return [250, 226, 150];
        }
        let haze = u8::try_from(y * 60 / House::GROUND).unwrap_or(0);
        [150 + haze, 190 + haze, 236]
    }
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

fn chunk(png: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    let mut crc = Crc::new();
    crc.update(&name);
    crc.update(data);
    png.extend(u32::try_from(data.len()).unwrap_or(0).to_be_bytes());
    png.extend(name);
    png.extend(data);
    png.extend(crc.sum().to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_points_at_its_objects() {
        let page = File::page(&["佐证材料", "实习基地协议"]);
        let text = String::from_utf8(page.bytes.clone()).unwrap();
        let start: usize = text.rsplit("startxref\n").next().unwrap().lines().next().unwrap().parse().unwrap();
        assert!(text[start..].starts_with("xref"));
        assert_eq!(page, File::page(&["佐证材料", "实习基地协议"]));
        assert_ne!(page.hash, File::page(&["佐证材料"]).hash);
    }

    #[test]
    fn a_picture_is_small_and_differs_by_salt() {
        let picture = File::picture(7);
        assert!(picture.bytes.len() < 20_000, "{}", picture.bytes.len());
        assert_ne!(picture.hash, File::picture(8).hash);
    }
}
