//! Files made to hurt, over HTTP to a serving process: each is refused in words, the process lives and stays small, and
//! no name of a file leads anywhere.

use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use domain::cast;
use image::{DynamicImage, GrayImage, ImageFormat};
use reqwest::multipart::{Form, Part};
use reqwest::{Client, StatusCode};
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::binary::{Place, Running};
use crate::common::TestApp;

/// What the process may grow by while it refuses all of them, eight at a time. Two ledgers are read at a time, two
/// pictures decoded; a debug build holds more than a release.
const GROWTH: u64 = 160 << 20;
const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n";

struct Served {
    dir: tempfile::TempDir,
    server: Running,
    client: Client,
}

impl Served {
    async fn start() -> Served {
        let app = TestApp::start().await;
        app.set_day("2023-05-05");
        let dir = app.leave().await;
        let server = Place::at(dir.path()).serve();
        let client = Client::builder().cookie_store(true).build().unwrap();
        let form = [("login", cast::NORMAL_STAFF.login)];
        let answer = client.post(format!("{}/demo/sign-in", server.url)).form(&form).send().await.unwrap();
        assert!(answer.status().is_success());
        Served { dir, server, client }
    }

    async fn post(&self, path: &str, form: Form) -> (StatusCode, Value) {
        let answer = self.client.post(format!("{}{path}", self.server.url)).multipart(form).send().await.unwrap();
        let status = answer.status();
        let text = answer.text().await.unwrap();
        (status, serde_json::from_str(&text).unwrap_or_else(|why| panic!("{why}: {status} {text}")))
    }

    async fn preview(&self, name: &str, bytes: Vec<u8>) -> (StatusCode, Value) {
        let form = Form::new().text("unit", cast::UNITS[1].id.to_string()).text("origin", "team_list");
        self.post("/ledger/preview", form.part("file", part(name, bytes))).await
    }

    async fn upload(&self, name: &str, bytes: Vec<u8>) -> (StatusCode, Value) {
        self.post("/files", Form::new().part("file", part(name, bytes))).await
    }
}

fn part(name: &str, bytes: Vec<u8>) -> Part {
    Part::bytes(bytes).file_name(name.to_owned())
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn clean() -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../ledger/tests/data/ledger-clean.xlsx")).unwrap()
}

/// An honest workbook with one of its parts exchanged.
fn workbook(part: &str, bytes: &[u8]) -> Vec<u8> {
    let mut honest = ZipArchive::new(Cursor::new(clean())).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for place in 0..honest.len() {
        let mut own = honest.by_index(place).unwrap();
        let name = own.name().unwrap().into_owned();
        let mut kept = Vec::new();
        own.read_to_end(&mut kept).unwrap();
        parts.push((name, kept));
    }
    parts.retain(|(name, _)| name != part);
    let all = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    zipped(&all.chain([(part, bytes)]).collect::<Vec<_>>())
}

/// Entities within entities: a thousand million laughs, if somebody counts them out.
fn laughs() -> Vec<u8> {
    let mut text = String::from("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY l0 \"lol\">");
    for level in 1..10 {
        text.push_str(&format!("<!ENTITY l{level} \"{}\">", format!("&l{};", level - 1).repeat(10)));
    }
    text.push_str(
        "]><worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>&l9;</v></c></row></sheetData></worksheet>",
    );
    text.into_bytes()
}

/// Encrypted workbooks are compound files with this stream.
fn encrypted() -> Vec<u8> {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.resize(1024, 0);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    bytes
}

fn ledgers() -> Vec<(&'static str, Vec<u8>)> {
    let zeros = vec![b' '; 40 << 20];
    let sheet = |inside: &[u8]| [b"<worksheet><sheetData>".as_slice(), inside, b"</sheetData></worksheet>"].concat();
    let rows = (1..=100_000).fold(String::from("序号,问题类别,问题表述,整改时限\n"), |mut text, row| {
        text.push_str(&format!("{row},民生实事,第{row}个问题,2023-06-30\n"));
        text
    });
    let cells: String =
        (1..=60_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>")).collect();
    vec![
        ("zip.xlsx", zipped(&[("xl/workbook.xml", b"<workbook/>"), ("xl/media/a.png", &zeros)])),
        ("sheet.xlsx", workbook(SHEET, &sheet(&zeros))),
        ("strings.xlsx", workbook(STRINGS, &zeros)),
        ("rows.xlsx", workbook(SHEET, &sheet(cells.as_bytes()))),
        ("promise.xlsx", workbook(STRINGS, b"<sst uniqueCount=\"4000000000\"></sst>")),
        ("laughs.xlsx", workbook(SHEET, &laughs())),
        ("rows.csv", rows.into_bytes()),
        ("line.csv", [b"\xe5\xba\x8f\xe5\x8f\xb7,".as_slice(), &vec![b'"'; 10 << 20]].concat()),
        ("columns.csv", vec![b','; 19 << 20]),
        ("locked.xlsx", encrypted()),
        ("cut.xlsx", clean()[..4_000].to_vec()),
        ("noise.xlsx", [clean()[..200].to_vec(), vec![0x5a; 5_000]].concat()),
        ("zip-in-zip.xlsx", zipped(&[("a.zip", &zipped(&[("b", &zeros[..1 << 20])]))])),
        ("big.csv", vec![b'x'; 21 << 20]),
    ]
}

fn pictures() -> Vec<(&'static str, Vec<u8>)> {
    let png = |width, height| {
        let mut out = Cursor::new(Vec::new());
        DynamicImage::from(GrayImage::new(width, height)).write_to(&mut out, ImageFormat::Png).unwrap();
        out.into_inner()
    };
    let mut declared = png(8, 8);
    declared[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
    let zeros = vec![0; 40 << 20];
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
    vec![
        // True to its header, and 65 million pixels in some kilobytes.
        ("a.png", png(13_000, 5_000)),
        ("a.png", declared),
        ("a.docx", zipped(&[types, ("word/document.xml", &zeros)])),
        ("a.xlsx", zipped(&[types, ("xl/workbook.xml", b"<x/>"), ("xl/media/a.png", &zeros)])),
        ("a.xlsx", encrypted()),
        ("a.jpg", vec![0xff; 21 << 20]),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x9()'/>".to_vec()),
        ("a.html", b"<html><script>x9()</script></html>".to_vec()),
        ("a.gif", b"GIF89a/*<script>x9()</script>*/".to_vec()),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bombs_are_refused_in_words_and_the_process_stays_small() {
    let served = Served::start().await;
    let before = served.server.peak();
    let (ledgers, pictures) = (ledgers(), pictures());
    for round in [ledgers.chunks(8), pictures.chunks(8)].into_iter().flatten().enumerate() {
        let (_, files) = round;
        let is_ledger = ledgers.iter().any(|own| own.0 == files[0].0 && own.1.len() == files[0].1.len());
        let sent = files.iter().map(|(name, bytes)| {
            let served = &served;
            async move {
                let (status, said) = if is_ledger {
                    served.preview(name, bytes.clone()).await
                } else {
                    served.upload(name, bytes.clone()).await
                };
                assert!(status.is_client_error(), "{name}: {status} {said}");
                let word = said["error"].as_str().or_else(|| said["reason"].as_str());
                assert!(word.is_some_and(|word| word != "malformed"), "{name}: {status} {said}");
                println!("{name} {} bytes: {status} {said}", bytes.len());
            }
        });
        futures::future::join_all(sent).await;
    }
    let grown = served.server.peak() - before;
    println!("grew by {} MB from {} MB", grown >> 20, before >> 20);
    assert!(grown < GROWTH, "grew by {} MB", grown >> 20);
    let log = served.server.log();
    assert!(!log.contains("panicked"), "{log}");
    let (status, said) = served.upload("a.pdf", PDF.to_vec()).await;
    assert_eq!(status, StatusCode::OK, "it still serves: {said}");
}

/// Everybody comes back from the field at once, each with the largest file that is taken.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_large_files_at_once_wait_for_room() {
    let served = Served::start().await;
    let before = served.server.peak();
    let large: &'static [u8] = Box::leak(vec![b'x'; 19 << 20].into_boxed_slice());
    let sent = (0..32).map(|number| {
        let served = &served;
        async move {
            let form = Form::new().part("file", Part::bytes(large).file_name(format!("{number}.pdf")));
            served.post("/files", form).await
        }
    });
    for (status, said) in futures::future::join_all(sent).await {
        assert_eq!((status.as_u16(), said["reason"].as_str()), (415, Some("wrong_kind")), "{said}");
    }
    let grown = served.server.peak() - before;
    println!("grew by {} MB from {} MB", grown >> 20, before >> 20);
    assert!(grown < 2 * GROWTH, "grew by {} MB", grown >> 20);
}

#[tokio::test]
async fn no_name_of_a_file_leads_anywhere() {
    let served = Served::start().await;
    let names = [
        "../../../../tmp/x.pdf",
        "..\\..\\x.pdf",
        "/etc/passwd",
        "C:\\windows\\x.pdf",
        "a/../../b.pdf",
        ".htaccess",
        "..",
        ".",
        "",
        "con",
        "a\u{202e}fdp.exe",
        "x\r\nSet-Cookie: a=b.pdf",
        "a\0b.pdf",
        "a;b=\"c\".pdf",
        "%2e%2e%2fx.pdf",
        "<script>x9()</script>.pdf",
        "长长长长长长长长长长长长长长长长长长长长长长长长长.pdf",
    ];
    let long = "长".repeat(5_000);
    for name in names.into_iter().chain([long.as_str()]) {
        let (status, said) = served.upload(name, PDF.to_vec()).await;
        if status == StatusCode::BAD_REQUEST && name.contains(char::is_control) {
            // Such a name breaks the form itself.
            assert_eq!(said["reason"], "malformed", "{name:?}");
            continue;
        }
        assert_eq!(status, StatusCode::OK, "{name:?}: {said}");
        let kept = said["name"].as_str().unwrap();
        let odd = |c: char| c.is_control() || "/\\\":;\u{202e}".contains(c);
        assert!(!kept.is_empty() && !kept.contains(odd) && !kept.starts_with('.'), "{name:?} is kept as {kept:?}");
        assert!(kept.ends_with(".pdf") && kept.chars().count() < 130, "{name:?} is kept as {kept:?}");
    }
    // One content, one file, under its hash; nothing else has appeared.
    let files: Vec<_> = walk(served.dir.path());
    let hash = server::file::disk::sum(PDF);
    let its_own = |file: &&String| file.starts_with("xundao.sqlite") || *file == "ballot.key";
    let own: Vec<&String> = files.iter().filter(|file| !its_own(file)).collect();
    assert_eq!(own, [&format!("files/{}/{}", &hash[..2], &hash[2..])], "{files:?}");
    for path in [
        "/files/..%2f..%2fxundao.sqlite/x",
        "/../xundao.sqlite",
        "/pkg/../../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/pkg/%00",
        "/manifest.json%00.html",
    ] {
        let answer = served.client.get(format!("{}{path}", served.server.url)).send().await.unwrap();
        assert!(answer.status().is_client_error(), "{path}: {}", answer.status());
    }
}

fn walk(dir: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![dir.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(dir).unwrap().display().to_string());
            }
        }
    }
    found
}

/// A picture with a page behind it is stored without the page.
#[tokio::test]
async fn a_polyglot_is_stored_as_the_one_thing_it_is() {
    let served = Served::start().await;
    for format in [ImageFormat::Jpeg, ImageFormat::Png] {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::from(image::RgbImage::new(20, 20)).write_to(&mut bytes, format).unwrap();
        let mut bytes = bytes.into_inner();
        bytes.extend(b"<html><script>x9()</script></html>");
        bytes.extend(zipped(&[("a.txt", b"x9")]));
        let (status, said) = served.upload("photo.html", bytes).await;
        assert_eq!(status, StatusCode::OK, "{said}");
        let dir = served.dir.path().join("files");
        let stored = walk(&dir);
        assert!(!stored.is_empty(), "{format:?}");
        for file in stored {
            let kept = std::fs::read(dir.join(&file)).unwrap();
            assert!(!kept.windows(2).any(|part| part == b"x9" || part == b"PK"), "{format:?}: {file}");
        }
        assert!(said["media"].as_str().unwrap().starts_with("image/"), "{said}");
    }
}

#[tokio::test]
async fn a_broken_form_is_refused_in_words() {
    let served = Served::start().await;
    let kind = "multipart/form-data; boundary=b";
    let many = (0..500)
        .map(|n| format!("--b\r\nContent-Disposition: form-data; name=\"f{n}\"\r\n\r\nx\r\n"))
        .collect::<String>();
    for (kind, body) in [
        (kind, Vec::new()),
        (kind, b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-".to_vec()),
        (kind, b"--b--".to_vec()),
        (kind, b"--c\r\n\r\n--c--".to_vec()),
        (kind, many.into_bytes()),
        (kind, b"--b\r\nContent-Disposition: form-data; name=\"unit\"\r\n\r\n\xff\xfe\r\n--b--".to_vec()),
        (
            kind,
            [
                b"--b\r\nContent-Disposition: form-data; name=\"unit\"\r\n\r\n".as_slice(),
                &vec![b'x'; 1 << 20],
                b"\r\n--b--",
            ]
            .concat(),
        ),
        ("multipart/form-data", b"--b--".to_vec()),
        ("application/json", b"{}".to_vec()),
        ("", Vec::new()),
    ] {
        for path in ["/files", "/ledger/preview", "/ledger/refused"] {
            let request = served.client.post(format!("{}{path}", served.server.url));
            let answer = request.header("content-type", kind).body(body.clone()).send().await.unwrap();
            let (status, text) = (answer.status(), answer.text().await.unwrap());
            assert!(status.is_client_error(), "{path} {kind} {}: {status} {text}", body.len());
            let said: Value = serde_json::from_str(&text).unwrap_or_else(|why| panic!("{path} {why}: {text}"));
            assert!(said["error"].is_string() || said["reason"].is_string(), "{path}: {said}");
        }
    }
    assert!(!served.server.log().contains("panicked"), "{}", served.server.log());
}
