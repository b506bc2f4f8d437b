//! A mail server and a web server that take one thing and remember it. Both close every connection after its answer.

pub mod letter;

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A port on which nobody listens.
pub fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

type Kept = Arc<Mutex<Vec<String>>>;

pub struct Smtp(Kept);

impl Smtp {
    pub async fn listen(port: u16) -> Smtp {
        let (listener, kept) = (TcpListener::bind(("127.0.0.1", port)).await.unwrap(), Kept::default());
        let own = Arc::clone(&kept);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, Arc::clone(&own)));
            }
        });
        Smtp(kept)
    }

    /// Everything between `DATA` and the dot.
    pub fn mails(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

async fn talk(stream: TcpStream, kept: Kept) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read);
    write.write_all(b"220 here\r\n").await.ok()?;
    loop {
        let mut line = String::new();
        lines.read_line(&mut line).await.ok().filter(|many| *many > 0)?;
        let word = line.get(..4)?.to_uppercase();
        if word == "DATA" {
            write.write_all(b"354 go on\r\n").await.ok()?;
            let mut mail = String::new();
            while !mail.ends_with("\r\n.\r\n") {
                lines.read_line(&mut mail).await.ok().filter(|many| *many > 0)?;
            }
            kept.lock().unwrap().push(mail);
        }
        let answer: &[u8] = if word == "QUIT" { b"221 bye\r\n" } else { b"250 ok\r\n" };
        write.write_all(answer).await.ok()?;
    }
}

pub struct Http {
    bodies: Kept,
    asked: Kept,
    /// The first line of each request.
    lines: Kept,
    answer: Arc<Mutex<String>>,
}

impl Http {
    pub async fn listen(port: u16, answer: &str) -> Http {
        Self::answering(port, good(answer)).await
    }

    /// What it answers from now on.
    pub fn says(&self, answer: &str) {
        *self.answer.lock().unwrap() = good(answer);
    }

    /// Sends everybody elsewhere.
    pub async fn leading(port: u16, to: &str) -> Http {
        Self::answering(
            port,
            format!("HTTP/1.1 307 There\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"),
        )
        .await
    }

    async fn answering(port: u16, answer: String) -> Http {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let (answer, lines) = (Arc::new(Mutex::new(answer)), Kept::default());
        let http = Http { bodies: Kept::default(), asked: Kept::default(), lines, answer };
        let (bodies, asked) = (Arc::clone(&http.bodies), Arc::clone(&http.asked));
        let (lines, answer) = (Arc::clone(&http.lines), Arc::clone(&http.answer));
        tokio::spawn(async move {
            while let Ok((stream, from)) = listener.accept().await {
                asked.lock().unwrap().push(from.to_string());
                let said = answer.lock().unwrap().clone();
                tokio::spawn(take(stream, said, Arc::clone(&lines), Arc::clone(&bodies)));
            }
        });
        http
    }

    pub fn bodies(&self) -> Vec<String> {
        self.bodies.lock().unwrap().clone()
    }

    /// `POST /send?key=k HTTP/1.1`
    pub fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }

    /// How many connections there were.
    pub fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

fn good(answer: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{answer}", answer.len())
}

async fn take(stream: TcpStream, answer: String, lines: Kept, bodies: Kept) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let mut length = 0;
    let mut first = String::new();
    stream.read_line(&mut first).await.ok().filter(|many| *many > 0)?;
    lines.lock().unwrap().push(first.trim_end().to_owned());
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok().filter(|many| *many > 0)?;
        if line == "\r\n" {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    bodies.lock().unwrap().push(String::from_utf8(body).ok()?);
    stream.write_all(answer.as_bytes()).await.ok()
}
