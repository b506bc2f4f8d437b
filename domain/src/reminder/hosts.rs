//! Where a message may go: the hosts that whoever runs the server has listed, and the one form of address that is taken.
//! Reads addresses itself, strictly: what could be read in two ways is refused.

use crate::refusal::{Refusal, must};

/// How a host is spoken to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scheme {
    Https,
    Http,
    /// Mail with TLS from the first byte.
    Smtps,
    /// Mail, with TLS before anything is said.
    Starttls,
    /// Mail in the clear.
    Smtp,
}

impl Scheme {
    #[must_use]
    pub fn port(self) -> u16 {
        match self {
            Scheme::Https => 443,
            Scheme::Http => 80,
            Scheme::Smtps => 465,
            Scheme::Starttls => 587,
            Scheme::Smtp => 25,
        }
    }

    fn plain(self) -> bool {
        matches!(self, Scheme::Http | Scheme::Smtp)
    }
}

/// One listed host.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Host {
    /// Only where it is listed with `http://` or `smtp://` is it spoken to in the clear.
    plain: Option<Scheme>,
    name: String,
    port: Option<u16>,
}

/// The list.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hosts(Vec<Host>);

impl Hosts {
    /// Reads `qyapi.weixin.qq.com, mail.example:465, http://127.0.0.1:8080`.
    ///
    /// # Errors
    /// The part that is no host.
    pub fn parse(raw: &str) -> Result<Hosts, String> {
        let parts = raw.split([',', ' ', '\n']).map(str::trim).filter(|own| !own.is_empty());
        parts.map(|own| host(own).ok_or_else(|| own.to_owned())).collect::<Result<_, _>>().map(Hosts)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Exact names only: `example.com` does not allow `a.example.com`. Without a port, the usual one of the scheme.
    #[must_use]
    pub fn allow(&self, scheme: Scheme, name: &str, port: u16) -> bool {
        self.0.iter().any(|own| {
            let spoken = if scheme.plain() { own.plain == Some(scheme) } else { own.plain.is_none() };
            spoken && own.name == name && own.port.unwrap_or(scheme.port()) == port
        })
    }
}

fn host(raw: &str) -> Option<Host> {
    let (plain, rest) = match raw.split_once("://") {
        Some(("http", rest)) => (Some(Scheme::Http), rest),
        Some(("smtp", rest)) => (Some(Scheme::Smtp), rest),
        Some(_) => return None,
        None => (None, raw),
    };
    let (name, port) = named(rest)?;
    Some(Host { plain, name, port })
}

/// Name and port, of nothing but letters, digits, dots and hyphens.
fn named(raw: &str) -> Option<(String, Option<u16>)> {
    let (name, port) = match raw.split_once(':') {
        Some((name, port)) => {
            let digits = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
            (name, Some(port.parse::<u16>().ok().filter(|port| digits && *port > 0)?))
        }
        None => (raw, None),
    };
    let name = name.to_ascii_lowercase();
    let good = name.split('.').all(|own| {
        !own.is_empty() && own.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !own.starts_with('-')
    });
    (good && name.len() <= 253).then_some((name, port))
}

/// The address of a robot. It holds a key, so it is a secret: never shown again, never in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Hook {
    url: String,
    pub scheme: Scheme,
    pub host: String,
    pub port: u16,
}

impl std::fmt::Debug for Hook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Hook({}:{})", self.host, self.port)
    }
}

impl Hook {
    /// Reads an address whose host is listed.
    ///
    /// # Errors
    /// [`Refusal::NotLink`] if it is none; [`Refusal::NotListed`] if its host is not on the list.
    pub fn parse(raw: &str, hosts: &Hosts) -> Result<Hook, Refusal> {
        let raw = raw.trim();
        let plain = |c: char| c.is_ascii_graphic() && !"\\#@\"'<>`{}|^".contains(c);
        must(raw.len() <= 1_000 && raw.chars().all(plain), Refusal::NotLink)?;
        let (scheme, rest) = match raw.split_once("://") {
            Some(("https", rest)) => (Scheme::Https, rest),
            Some(("http", rest)) => (Scheme::Http, rest),
            Some(_) | None => return Err(Refusal::NotLink),
        };
        let end = rest.find(['/', '?']).ok_or(Refusal::NotLink)?;
        let (host, port) = rest.get(..end).and_then(named).ok_or(Refusal::NotLink)?;
        let port = port.unwrap_or(scheme.port());
        must(hosts.allow(scheme, &host, port), Refusal::NotListed { host: host.clone() })?;
        Ok(Hook { url: raw.to_owned(), scheme, host, port })
    }

    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}
