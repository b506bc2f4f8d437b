//! Evidence files over HTTP: what is taken, what is refused, and who gets it back.

use std::io::{Cursor, Write as _};

use crate::case::Case;
use domain::act::Act;
use domain::cast;
use domain::issue::{self, Hash};
use domain::kinds::Text;
use image::{DynamicImage, ImageFormat, RgbImage};
use reqwest::StatusCode;

fn picture(format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let image = RgbImage::from_fn(40, 20, |x, y| image::Rgb([x as u8 * 6, y as u8 * 12, 90]));
    DynamicImage::from(image).write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// A JPEG with an EXIF block that names a place.
fn with_exif() -> Vec<u8> {
    let plain = picture(ImageFormat::Jpeg);
    let exif = b"Exif\0\0II*\0\x08\0\0\0\0\0SECRETPLACE";
    let mut out = plain[..2].to_vec();
    out.extend([0xff, 0xe1]);
    out.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    out.extend(exif);
    out.extend(&plain[2..]);
    out
}

fn office(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx() -> Vec<u8> {
    office(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")])
}

fn xlsx() -> Vec<u8> {
    office(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<w/>"), ("xl/worksheets/sheet1.xml", b"<s/>")])
}

/// What lies on the disk of a file that was taken, checked by its own hash.
async fn stored(case: &Case, answer: &serde_json::Value) -> Vec<u8> {
    let hash: Hash = Text::parse(answer["hash"].as_str().unwrap()).unwrap();
    let file = store::file::load(&case.server.db, &hash).await.unwrap().unwrap();
    let bytes = std::fs::read(server::file::disk::path(case.data(), &file.stored)).unwrap();
    assert_eq!(server::file::disk::sum(&bytes), file.stored.as_str());
    bytes
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n";

#[tokio::test]
async fn files_are_taken_by_content_and_never_by_name() {
    let case = Case::start().await;
    let staff = Some(cast::NORMAL_STAFF);
    for (name, bytes, media) in [
        ("a.jpg", picture(ImageFormat::Jpeg), "image/jpeg"),
        ("a.png", picture(ImageFormat::Png), "image/png"),
        ("a.webp", picture(ImageFormat::WebP), "image/webp"),
        ("a.exe", PDF.to_vec(), "application/pdf"),
        ("a.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.xlsx", xlsx(), XLSX),
        ("a.docx", xlsx(), XLSX),
    ] {
        let (status, answer) = case.upload(staff, name, bytes.clone()).await;
        assert_eq!((status, answer["media"].as_str()), (StatusCode::OK, Some(media)), "{name}: {answer}");
        assert_eq!(answer["hash"], server::file::disk::sum(&bytes), "named by what was sent");
        let stored = stored(&case, &answer).await;
        assert_eq!(answer["size"].as_u64().unwrap(), stored.len() as u64);
        let (_, again) = case.upload(staff, name, bytes).await;
        assert_eq!(answer, again, "sent twice it is one");
    }
    let (_, first) = case.upload(staff, "../../../etc/会议记录.pdf", PDF.to_vec()).await;
    let (_, again) = case.upload(staff, "b.pdf", PDF.to_vec()).await;
    assert_eq!(first["name"], "会议记录.pdf");
    assert_eq!(first["hash"], again["hash"]);
}

#[tokio::test]
async fn a_photo_loses_the_place_where_it_was_taken() {
    let case = Case::start().await;
    let (status, answer) = case.upload(Some(cast::MEMBER), "现场.jpg", with_exif()).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let stored = stored(&case, &answer).await;
    assert!(!stored.windows(11).any(|part| part == b"SECRETPLACE"));
}

#[tokio::test]
async fn what_is_not_a_file_of_ours_is_refused_with_the_reason() {
    let case = Case::start().await;
    let staff = Some(cast::NORMAL_STAFF);
    let mut huge = picture(ImageFormat::Png);
    // width and height of the IHDR: 60,000 × 60,000
    huge[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let mut polyglot = PDF.to_vec();
    polyglot.extend(docx());
    let zeros = vec![0; 64 << 20];
    let bomb = office(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", &zeros)]);
    let away = office(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"x"), ("../../x", b"x")]);
    let macros =
        office(&[("[Content_Types].xml", b"<T/>"), ("word/document.xml", b"x"), ("word/vbaProject.bin", b"x")]);
    for (name, bytes, status, reason) in [
        ("a.pdf", Vec::new(), 400, "empty"),
        ("a.jpg", b"<script>alert(1)</script>".to_vec(), 415, "wrong_kind"),
        ("a.svg", b"<svg onload='alert(1)'/>".to_vec(), 415, "wrong_kind"),
        ("a.zip", office(&[("a.txt", b"x")]), 415, "wrong_kind"),
        ("a.docm", macros, 415, "macros"),
        ("a.docx", away, 400, "broken"),
        ("a.docx", docx()[..60].to_vec(), 400, "broken"),
        ("a.docx", bomb, 413, "bomb"),
        ("a.pdf", polyglot, 400, "broken"),
        ("a.png", picture(ImageFormat::Png)[..60].to_vec(), 400, "broken"),
        ("a.png", b"\x89PNG\r\n\x1a\n<html>".to_vec(), 400, "broken"),
        ("a.jpg", vec![0xff; 21 << 20], 413, "too_big"),
    ] {
        let (got, answer) = case.upload(staff, name, bytes).await;
        assert_eq!((got.as_u16(), answer["reason"].as_str()), (status, Some(reason)), "{name} {reason}: {answer}");
    }
    let (got, answer) = case.upload(staff, "a.png", huge).await;
    assert!([400, 413].contains(&got.as_u16()), "{answer}");
    for (who, status) in [(None, 401), (Some(cast::OFFICE_LEADER), 403), (Some(cast::SYSTEM_ADMIN), 403)] {
        assert_eq!(case.upload(who, "a.pdf", PDF.to_vec()).await.0.as_u16(), status);
    }
    let none = case.post(staff, "/files", reqwest::multipart::Form::new().text("x", "y")).await;
    assert_eq!(none.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_file_comes_back_only_through_an_issue_that_the_viewer_sees_and_that_names_it() {
    let case = Case::start().await;
    let staff = cast::NORMAL_STAFF;
    let own = case.issue(staff, 1, "窗口排队时间长").await;
    let other = case.issue(staff, 1, "图书馆闭馆早").await;
    let (_, answer) = case.upload(Some(staff), "现场 记录.pdf", PDF.to_vec()).await;
    let hash = answer["hash"].as_str().unwrap().to_owned();
    let add = issue::Act::AddEvidence {
        issue: own,
        hash: Text::parse(&hash).unwrap(),
        name: Text::parse(answer["name"].as_str().unwrap()).unwrap(),
        size: u32::try_from(answer["size"].as_u64().unwrap()).unwrap(),
    };
    case.accept(staff, Act::Issue(add)).await;
    let path = format!("/files/{own}/{hash}");
    for who in [staff, cast::MEMBER, cast::OFFICE_LEADER] {
        let answer = case.get(Some(who), &path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{}", who.login);
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("content-security-policy"), "sandbox; default-src 'none'");
        assert!(
            header("content-disposition").starts_with("attachment; filename=\""),
            "{}",
            header("content-disposition")
        );
        assert!(header("content-disposition").contains("filename*=UTF-8''%E7%8E%B0%E5%9C%BA%20"));
        assert_eq!(answer.bytes().await.unwrap(), PDF);
    }
    for who in [cast::MUSIC_STAFF, cast::SYSTEM_ADMIN, cast::ORGANISATION_STAFF] {
        assert_eq!(case.get(Some(who), &path).await.status(), StatusCode::NOT_FOUND, "{}", who.login);
    }
    assert_eq!(case.get(None, &path).await.status(), StatusCode::UNAUTHORIZED);
    for path in [
        format!("/files/{other}/{hash}"),
        format!("/files/{own}/{}", "0".repeat(64)),
        format!("/files/{own}/..%2F..%2Fxundao.sqlite"),
        format!("/files/{own}/{}", hash.to_uppercase()),
        format!("/files/x/{hash}"),
    ] {
        assert_eq!(case.get(Some(staff), &path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

/// With all the parts of which a real one is made.
#[tokio::test]
async fn a_spreadsheet_proves_something_and_comes_back_as_it_was_sent() {
    let case = Case::start().await;
    let staff = cast::NORMAL_STAFF;
    let issue = case.issue(staff, 1, "窗口排队时间长").await;
    let rows = vec![vec![ledger::grid::Cell::Text("排队时间".to_owned()), ledger::grid::Cell::Number(12.5)]];
    let headers = vec!["项目".to_owned(), "分钟".to_owned()];
    let table = ledger::export::Table { name: "排队时间".to_owned(), headers, rows, totals: Vec::new() };
    let bytes = ledger::export::xlsx(&table).unwrap();
    let (status, answer) = case.upload(Some(staff), "排队时间.xlsx", bytes.clone()).await;
    assert_eq!((status, answer["media"].as_str()), (StatusCode::OK, Some(XLSX)), "{answer}");
    assert_eq!(stored(&case, &answer).await, bytes);
    let hash = answer["hash"].as_str().unwrap().to_owned();
    let add = issue::Act::AddEvidence {
        issue,
        hash: Text::parse(&hash).unwrap(),
        name: Text::parse(answer["name"].as_str().unwrap()).unwrap(),
        size: u32::try_from(answer["size"].as_u64().unwrap()).unwrap(),
    };
    case.accept(staff, Act::Issue(add)).await;
    for who in [staff, cast::MEMBER] {
        let back = case.get(Some(who), &format!("/files/{issue}/{hash}")).await;
        assert_eq!(back.status(), StatusCode::OK, "{}", who.login);
        assert_eq!(back.headers()["content-type"], XLSX);
        assert!(back.headers()["content-disposition"].to_str().unwrap().starts_with("attachment; "));
        assert_eq!(back.bytes().await.unwrap(), bytes);
    }
}
