//! One browser: a connection of its own that is kept open, and the cookie of who is signed in. As little as a client
//! can be, because it shares the machine with what it measures.

use std::net::SocketAddr;

use anyhow::{Context as _, bail, ensure};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{CONTENT_TYPE, COOKIE, HOST, ORIGIN, SET_COOKIE};
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

pub struct Client {
    address: SocketAddr,
    send: SendRequest<Full<Bytes>>,
    cookie: String,
}

impl Client {
    /// A connection with a cookie, or with an empty one for nobody.
    pub async fn connect(address: SocketAddr, cookie: &str) -> anyhow::Result<Client> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (send, connection) = handshake(TokioIo::new(stream)).await?;
        // Ends with the connection; who waits for an answer then gets the error.
        tokio::spawn(connection);
        Ok(Client { address, send, cookie: cookie.to_owned() })
    }

    /// Signs one of the demo's cast in and gives their cookie.
    pub async fn sign_in(address: SocketAddr, login: &str) -> anyhow::Result<String> {
        let mut client = Client::connect(address, "").await?;
        let form = ("application/x-www-form-urlencoded", format!("login={login}"));
        let answer = client.send(Method::POST, "/demo/sign-in", Some(form)).await?;
        ensure!(answer.status() == StatusCode::SEE_OTHER, "{login} can't sign in: {}", answer.status());
        let cookie = answer.headers().get(SET_COOKIE).context("no cookie")?.to_str()?;
        Ok(cookie.split(';').next().unwrap_or_default().to_owned())
    }

    /// The whole answer; anything but 200 is an error.
    pub async fn get(&mut self, path: &str) -> anyhow::Result<Bytes> {
        let answer = self.send(Method::GET, path, None).await?;
        whole(answer, path).await
    }

    /// Sends JSON and gives the whole answer.
    pub async fn post(&mut self, path: &str, json: String) -> anyhow::Result<Bytes> {
        let answer = self.send(Method::POST, path, Some(("application/json", json))).await?;
        whole(answer, path).await
    }

    /// An answer that goes on.
    pub async fn open(&mut self, path: &str) -> anyhow::Result<Incoming> {
        let answer = self.send(Method::GET, path, None).await?;
        ensure!(answer.status() == StatusCode::OK, "{path}: {}", answer.status());
        Ok(answer.into_body())
    }

    async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: Option<(&str, String)>,
    ) -> anyhow::Result<Response<Incoming>> {
        let mut request = Request::builder().method(method).uri(path).header(HOST, self.address.to_string());
        request = request.header(ORIGIN, format!("http://{}", self.address));
        if !self.cookie.is_empty() {
            request = request.header(COOKIE, self.cookie.as_str());
        }
        let text = match body {
            Some((kind, text)) => {
                request = request.header(CONTENT_TYPE, kind);
                text
            }
            None => String::new(),
        };
        self.send.ready().await?;
        Ok(self.send.send_request(request.body(Full::new(text.into()))?).await?)
    }
}

async fn whole(answer: Response<Incoming>, path: &str) -> anyhow::Result<Bytes> {
    let status = answer.status();
    let body = answer.into_body().collect().await?.to_bytes();
    if status != StatusCode::OK {
        bail!("{path}: {status} {}", String::from_utf8_lossy(&body).chars().take(300).collect::<String>());
    }
    Ok(body)
}
