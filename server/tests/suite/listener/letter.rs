//! A mail as whoever gets it reads it: whatever it is packed in, unpacked.

/// Subject and text of a mail in one part, as it was between `DATA` and the dot.
pub fn read(mail: &str) -> (String, String) {
    let (heads, body) = mail.split_once("\r\n\r\n").unwrap();
    let heads = heads.replace("\r\n ", " ").replace("\r\n\t", " ");
    let head = |name: &str| {
        let own = heads.lines().filter_map(|line| line.split_once(':')).find(|(own, _)| own.eq_ignore_ascii_case(name));
        own.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    };
    assert!(!head("Content-Type").contains("multipart"), "{heads}");
    let body = body.strip_suffix("\r\n.\r\n").unwrap_or(body);
    let body = match head("Content-Transfer-Encoding").to_ascii_lowercase().as_str() {
        "base64" => base64(body),
        "quoted-printable" => quoted(body),
        _ => body.as_bytes().to_vec(),
    };
    (words(&head("Subject")), String::from_utf8(body).unwrap())
}

/// The words of a header, with those that are packed by themselves (RFC 2047).
fn words(raw: &str) -> String {
    let (mut bytes, mut packed) = (Vec::new(), false);
    for word in raw.split(' ') {
        let own = word.strip_prefix("=?utf-8?").and_then(|own| own.strip_suffix("?="));
        // what stands between two packed words is no space
        let joined = packed && own.is_some();
        if !(bytes.is_empty() || joined) {
            bytes.push(b' ');
        }
        packed = own.is_some();
        match own.and_then(|own| own.split_once('?')) {
            Some((how, own)) if how.eq_ignore_ascii_case("b") => bytes.extend(base64(own)),
            Some((_, own)) => bytes.extend(quoted(&own.replace('_', " "))),
            None => bytes.extend(word.as_bytes()),
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn base64(raw: &str) -> Vec<u8> {
    let (mut bits, mut held, mut bytes) = (0_u32, 0, Vec::new());
    for byte in raw.bytes() {
        let own = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            // the end, and the ends of lines
            _ => continue,
        };
        (bits, held) = ((bits << 6 | u32::from(own)) & 0xffff, held + 6);
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).unwrap());
        }
    }
    bytes
}

fn quoted(raw: &str) -> Vec<u8> {
    let raw = raw.replace("=\r\n", "");
    let (mut rest, mut bytes) = (raw.as_bytes(), Vec::new());
    while let [first, left @ ..] = rest {
        if let [b'=', high, low, left @ ..] = rest {
            let hex = str::from_utf8(&[*high, *low]).unwrap().to_owned();
            bytes.push(u8::from_str_radix(&hex, 16).unwrap());
            rest = left;
        } else {
            bytes.push(*first);
            rest = left;
        }
    }
    bytes
}

#[test]
fn a_mail_is_read_whatever_it_is_packed_in() {
    let mail = |how: &str, body: &str| {
        let subject = "=?utf-8?b?5pyJIDMg5Lu2?=\r\n =?utf-8?q?_=E4=BA=8B?= to do";
        read(&format!("Subject: {subject}\r\nContent-Transfer-Encoding: {how}\r\n\r\n{body}\r\n.\r\n"))
    };
    assert_eq!(mail("base64", "5a+G\r\n5Lu2"), ("有 3 件 事 to do".to_owned(), "密件".to_owned()));
    assert_eq!(mail("quoted-printable", "=E5=AF=86=\r\n=E4=BB=B6 =3D").1, "密件 =");
    assert_eq!(mail("7bit", "plain").1, "plain");
}
