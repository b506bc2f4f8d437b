//! Which address is answered by what.
use std::sync::Arc;

use anyhow::Context as _;
use app::context::Server;
use app::{App, Assets, shell};
use axum::extract::{FromRef, Path, Query, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Router, middleware};
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes as _, generate_route_list};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;

use crate::live::Streams;
use crate::routes::ROUTES;
use crate::session::Doors;
use crate::{assets, caller, compress, failure, guard, linger, session, survey};

/// What every handler may ask for.
#[derive(Clone, FromRef)]
pub struct Shared {
    pub options: LeptosOptions,
    pub assets: Arc<Assets>,
    pub server: Server,
    pub streams: Streams,
    pub doors: Doors,
}

/// All routes. Layers run from the last line up: who is asking is known before anything answers.
///
/// # Errors
/// A site manifest that can't be read.
pub fn router(server: Server, streams: Streams, doors: Doors) -> anyhow::Result<Router> {
    let assets = Arc::new(assets::manifest().context("the built site")?);
    let shared = Shared { options: options(), assets, server, streams, doors };
    session::watch(shared.server.clone(), shared.streams.clone());
    let routes = generate_route_list(App);
    let context = context(&shared);
    let own = ROUTES.iter().fold(Router::new(), |router, route| router.route(route.path, route.answer()));
    Ok(own
        .leptos_routes_with_context(&shared, routes, context, shell)
        .fallback(built_or_missing)
        .layer(middleware::from_fn(failure::status))
        .layer(middleware::from_fn(linger::page))
        .layer(middleware::from_fn_with_state(shared.clone(), survey::slow))
        .layer(middleware::from_fn_with_state(shared.clone(), session::ask))
        .layer(middleware::from_fn_with_state(shared.clone(), caller::know))
        .layer(middleware::from_fn(guard::limit))
        // Leptos has no protection of its own, and its server functions take plain forms.
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn(linger::rest))
        .layer(middleware::from_fn(compress::foreign))
        .layer(compress::layer())
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(shared.clone(), guard::headers))
        .with_state(shared))
}

/// In code, not from the environment: one binary needs no Cargo.toml beside it.
fn options() -> LeptosOptions {
    LeptosOptions::builder().output_name("xundao").build()
}

/// What every page and server function finds with `use_context`.
fn context(shared: &Shared) -> impl Fn() + Clone + Send + Sync + 'static + use<> {
    let (assets, server) = (shared.assets.clone(), shared.server.clone());
    move || {
        provide_context(assets.clone());
        provide_context(server.clone());
        leptos::nonce::provide_nonce();
        if let (Some(nonce), Some(response)) =
            (leptos::nonce::use_nonce(), use_context::<leptos_axum::ResponseOptions>())
        {
            assets::guard(&response, &nonce.to_string());
        }
    }
}

/// A built file, or else the app's own page for what is not there.
async fn built_or_missing(State(shared): State<Shared>, request: Request) -> Response {
    match assets::find(request.uri().path(), request.headers()) {
        Some(file) => file,
        None => {
            let page = leptos_axum::render_app_to_stream_with_context(context(&shared), shell);
            page(request).await.into_response()
        }
    }
}

/// The page at the address of `request`, with something more to find with `use_context`.
pub(crate) async fn page_with<T: Clone + Send + Sync + 'static>(shared: &Shared, request: Request, own: T) -> Response {
    let context = context(shared);
    let with = move || {
        context();
        provide_context(own.clone());
    };
    leptos_axum::render_app_async_with_context(with, shell)(request).await.into_response()
}

#[derive(serde::Deserialize)]
pub(crate) struct To {
    to: String,
}

/// Sets the language and goes back. Changes nothing but the cookie, so a GET may do it.
pub(crate) async fn language(Path(code): Path<String>, Query(To { to }): Query<To>) -> Response {
    in_language(&code, to)
}

/// To this address, from then on in this language. The pages of slips have one of their own: who scans a slip in English may work
/// at a desk in Chinese.
pub(crate) fn in_language(code: &str, to: String) -> Response {
    let code = if code == "en" { "en" } else { "zh-CN" };
    // Only within this site: `//elsewhere` and `https:` lead away.
    // A browser reads `\` as `/` and leaves tabs out.
    let within = to.starts_with('/') && !to.starts_with("//") && !to.contains(|c: char| c == '\\' || c.is_control());
    let to = if within { to } else { "/".to_owned() };
    let path = if to == "/s" || to.starts_with("/s/") { "/s" } else { "/" };
    let cookie = format!("lang={code}; Path={path}; Max-Age=31536000; SameSite=Lax");
    (StatusCode::SEE_OTHER, [(header::SET_COOKIE, cookie), (header::LOCATION, to)]).into_response()
}

/// The context that pages share, made once at start.
#[must_use]
pub fn server(
    db: store::Db,
    writer: store::Writer,
    clock: store::writer::Clock,
    data: std::path::PathBuf,
    demo: bool,
) -> Server {
    Server {
        db,
        writer,
        clock,
        data: Arc::new(data),
        demo,
        chance: Arc::new(crate::edge::secret),
        reference: Arc::new(crate::edge::reference),
        notify: Arc::default(),
        trees: Arc::default(),
    }
}
