//! The error that crosses the wire: what a page can say about why it has nothing to show.

use domain::refusal::Refusal;
#[cfg(feature = "ssr")]
use leptos::prelude::use_context;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};

use crate::wire::Wire;

domain::tagged! {
    "Failure" by "failure";
    /// Why a read or a write gave no answer.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum Failure {
        /// The server said no, with a reason that a person understands.
        Refused { refusal: Refusal },
        /// Nobody is signed in, or no longer.
        SignedOut,
        /// The network or the server can't be reached; what was written is kept.
        Offline,
        /// The answer can't be read: the server is newer than the page.
        Outdated,
        /// Something is broken; the log names it by this reference.
        Broken { reference: String },
    }
}

impl FromServerFnError for Failure {
    type Encoder = Wire;

    fn from_server_fn_error(why: ServerFnErrorErr) -> Self {
        match why {
            ServerFnErrorErr::Request(_) => Failure::Offline,
            ServerFnErrorErr::Deserialization(_) => Failure::Outdated,
            // Only a server says these: of what it was sent.
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Refusal::Malformed.into(),
            ServerFnErrorErr::Registration(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_)
            | ServerFnErrorErr::ServerError(_)
            | ServerFnErrorErr::MiddlewareError(_)
            | ServerFnErrorErr::Serialization(_)
            | ServerFnErrorErr::Response(_) => Failure::Broken { reference: String::from("—") },
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Failure::Refused { refusal }
    }
}

impl Failure {
    /// Missing and foreign are one answer.
    #[must_use]
    pub fn not_found() -> Failure {
        Failure::Refused { refusal: Refusal::NotFound }
    }

    /// As the wire says it. Only what is broken is the server's own fault.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn status(&self) -> axum::http::StatusCode {
        use axum::http::StatusCode;
        match self {
            Failure::Refused { refusal: Refusal::NotFound } => StatusCode::NOT_FOUND,
            Failure::Refused { refusal: Refusal::NotYours { .. } } => StatusCode::FORBIDDEN,
            Failure::Refused { refusal: Refusal::Malformed } | Failure::Outdated => StatusCode::BAD_REQUEST,
            Failure::Refused { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Failure::SignedOut => StatusCode::UNAUTHORIZED,
            Failure::Offline => StatusCode::SERVICE_UNAVAILABLE,
            Failure::Broken { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

#[cfg(feature = "ssr")]
impl From<store::Error> for Failure {
    /// Logged once, here at the boundary, with the reference that the person sees.
    fn from(why: store::Error) -> Self {
        let reference = crate::context::reference();
        tracing::error!(%reference, %why, "a read failed");
        if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
            response.set_status(axum::http::StatusCode::INTERNAL_SERVER_ERROR);
        }
        Failure::Broken { reference }
    }
}
