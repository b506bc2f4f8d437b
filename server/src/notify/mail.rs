//! Mail, through the one server that the settings name and the list allows.

use std::time::{Duration, SystemTime};

use anyhow::{Context as _, bail};
use app::context::Server;
use domain::kinds::PersonId;
use domain::reminder::{Hosts, Scheme};
use lettre::message::{Mailbox, header};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use store::reminder::delivery::Delivery;

use super::{Failed, PATIENCE, Post, later, never, words};

pub struct Mail {
    from: Mailbox,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl Mail {
    /// `smtps://name:password@host:465`, `starttls://…:587`, or `smtp://host:port` for a host that is listed as such.
    ///
    /// # Errors
    /// An address that can't be read, a host that is not on the list, a sender that is none. None of them tells the password.
    pub fn new(smtp: &str, from: &str, hosts: &Hosts) -> anyhow::Result<Mail> {
        let from = from.parse().context("--mail-from")?;
        let (scheme, rest) = match smtp.split_once("://") {
            Some(("smtps", rest)) => (Scheme::Smtps, rest),
            Some(("starttls", rest)) => (Scheme::Starttls, rest),
            Some(("smtp", rest)) => (Scheme::Smtp, rest),
            Some(_) | None => bail!("--smtp begins with smtps://, starttls:// or smtp://"),
        };
        let (credentials, place) = match rest.rsplit_once('@') {
            Some((credentials, place)) => (Some(credentials), place),
            None => (None, rest),
        };
        let place = place.trim_end_matches('/');
        let (host, port) = match place.split_once(':') {
            Some((host, port)) => (host, port.parse().context("--smtp: the port")?),
            None => (place, scheme.port()),
        };
        let host = host.to_ascii_lowercase();
        if !hosts.allow(scheme, &host, port) {
            bail!("--smtp: {host}:{port} is not among --notify-hosts");
        }
        let tls = |host: &str| TlsParameters::new(host.to_owned()).context("--smtp: TLS");
        let tls = match scheme {
            Scheme::Smtps => Tls::Wrapper(tls(&host)?),
            Scheme::Starttls => Tls::Required(tls(&host)?),
            Scheme::Smtp | Scheme::Http | Scheme::Https => Tls::None,
        };
        let transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&host).port(port).tls(tls);
        let mut transport = transport.timeout(Some(PATIENCE));
        if let Some(credentials) = credentials {
            let (name, password) = credentials.split_once(':').context("--smtp: name:password@host")?;
            transport = transport.credentials(Credentials::new(name.to_owned(), password.to_owned()));
        }
        Ok(Mail { from, transport: transport.build() })
    }
}

/// Looks the address up and sends. Who has changed their mind meanwhile gets nothing.
pub(super) async fn send(server: &Server, post: &Post, own: &Delivery) -> store::Result<Result<(), Failed>> {
    let Some(mail) = &post.mail else { return Ok(Err(never("no_mail"))) };
    let Ok(person) = own.holder.parse::<PersonId>() else { return Ok(Err(never("no_address"))) };
    let active = store::record::person(&server.db, person).await?.is_some_and(|own| own.suspended_at.is_none());
    let settings = store::reminder::setting::of(&server.db, person).await?;
    let Some(address) = settings.address.as_ref().filter(|_| active && (settings.mail || own.trial)) else {
        return Ok(Err(never("no_address")));
    };
    let Some(message) = message(server, post, mail, own, (address, settings.english)) else {
        return Ok(Err(never("no_address")));
    };
    Ok(match mail.transport.send(message).await {
        Ok(_) => Ok(()),
        Err(why) if why.is_permanent() => Err(never("refused")),
        Err(why) if why.is_tls() => Err(later("tls")),
        Err(why) if why.is_timeout() => Err(later("slow")),
        Err(why) if why.is_transient() => Err(later("refused")),
        Err(_) => Err(later("away")),
    })
}

fn message(
    server: &Server,
    post: &Post,
    mail: &Mail,
    own: &Delivery,
    (address, english): (&str, bool),
) -> Option<Message> {
    use app::texts::{Lang, Texts};
    let t = Texts::new(if english { Lang::En } else { Lang::Zh }).inbox;
    let (said, link) = words(post, own, english);
    let now = SystemTime::UNIX_EPOCH + Duration::from_micros(u64::try_from(server.now().0).unwrap_or(0));
    // The same for every try, so that one which arrives twice can be told.
    let id = format!("<{}@{}>", own.id, mail.from.email.domain());
    let body = format!("{said}\r\n{link}\r\n\r\n{}\r\n", t.message_foot());
    Message::builder()
        .from(mail.from.clone())
        .to(address.parse().ok()?)
        .subject(said)
        .date(now)
        .message_id(Some(id))
        .header(header::ContentType::TEXT_PLAIN)
        .body(body)
        .ok()
}
