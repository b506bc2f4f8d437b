//! A line between a device and the server that can be cut after any byte, in either direction.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, copy};
use tokio::net::{TcpListener, TcpStream};

/// Where the next connection is cut.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cut {
    /// After so many bytes of the request.
    Asking(u64),
    /// After so many bytes of the answer: the server has done what it was asked.
    Answering(u64),
    Nowhere,
}

pub struct Line {
    pub url: String,
    cut: Arc<Mutex<Cut>>,
}

impl Line {
    /// To the server at `http://host:port`.
    pub async fn to(url: &str) -> Line {
        let server: SocketAddr = url.trim_start_matches("http://").parse().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let cut = Arc::new(Mutex::new(Cut::Nowhere));
        let own = Arc::clone(&cut);
        tokio::spawn(async move {
            while let Ok((device, _)) = listener.accept().await {
                let cut = *own.lock().unwrap();
                tokio::spawn(carry(device, server, cut));
            }
        });
        Line { url, cut }
    }

    pub fn cut(&self, cut: Cut) {
        *self.cut.lock().unwrap() = cut;
    }
}

/// Until one side ends or the cut is reached; then both ends are dropped.
async fn carry(device: TcpStream, server: SocketAddr, cut: Cut) {
    let server = TcpStream::connect(server).await.unwrap();
    let (asking, answering) = match cut {
        Cut::Asking(bytes) => (bytes, u64::MAX),
        Cut::Answering(bytes) => (u64::MAX, bytes),
        Cut::Nowhere => (u64::MAX, u64::MAX),
    };
    let (from_device, to_device) = device.into_split();
    let (from_server, to_server) = server.into_split();
    tokio::select! {
        () = upto(from_device, to_server, asking) => {}
        () = upto(from_server, to_device, answering) => {}
    }
}

async fn upto(from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, bytes: u64) {
    let _ = copy(&mut from.take(bytes), &mut to).await;
}
