//! The `xundao` binary.
use anyhow::Context as _;
use axum::serve::ListenerExt as _;
use clap::Parser as _;
use server::command::import::Import;
use server::config::{Cli, Command, Serve, Settings};
use server::live::Streams;
use server::password::Passwords;
use server::session::Doors;
use server::{command, notify, router};
use std::process::ExitCode;
use std::sync::Arc;
use store::Writer;
#[cfg(unix)]
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

/// A page is thousands of small strings, made and let go on several threads: a quarter of its time was the system's own.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let level = std::env::var(EnvFilter::DEFAULT_ENV).unwrap_or_else(|_| "info".to_owned());
    tracing_subscriber::fmt().with_env_filter(server::said::filter(&level)).with_writer(std::io::stderr).init();
    // One line with the reason, not a stack: a wrong setting is no crash.
    done(Cli::parse()).await.unwrap_or_else(|why| {
        eprintln!("xundao: {why:#}");
        ExitCode::FAILURE
    })
}

async fn done(cli: Cli) -> anyhow::Result<ExitCode> {
    let settings = &cli.settings;
    match cli.command {
        Command::Serve(serve) => run(settings, &serve).await.map(|()| ExitCode::SUCCESS),
        Command::Demo(args) => command::demo::run(&command::open(settings).await?, &settings.data, &args).await,
        Command::Figures(args) => command::figures::run(&command::open(settings).await?, &args).await,
        Command::Verify => command::verify::run(&command::open(settings).await?, &settings.data).await,
        Command::Rebuild => command::rebuild::run(&command::open(settings).await?).await,
        Command::Backup(args) => command::backup::backup(&command::open(settings).await?, &settings.data, &args).await,
        Command::Restore(args) => {
            command::backup::restore(&command::open(settings).await?, &settings.data, &args).await
        }
        Command::Score(args) => command::score::run(&args),
        Command::Units(args) => command::units::run(&command::open(settings).await?, &args).await,
        Command::Import(Import::Ledger(args)) => {
            let db = command::open(settings).await?;
            let clock = command::clock(&db).await?;
            let writer = Writer::start(db.clone(), clock.clone());
            command::import::run(&router::server(db, writer, clock, settings.data.clone(), false), &args).await
        }
        Command::User(user) => command::user::run(settings, &user).await.map(|()| ExitCode::SUCCESS),
    }
}

/// The key of survey answers and the database belong together; says where it was made, and where it lies badly.
async fn tied(settings: &Settings, db: &store::Db) -> anyhow::Result<()> {
    let key = settings.key_file();
    let (file, made) = (key.display(), !key.exists());
    if settings.key_beside_database() {
        tracing::warn!(
            "the key of survey answers, {file}, lies beside the database: move it, and name its place with --ballot-key"
        );
    }
    store::ballot::ready(db).await.with_context(|| {
        format!("what opens the answers of surveys is looked for in {file}: put it there, or name its place with --ballot-key")
    })?;
    if made {
        tracing::info!("made the key of survey answers, {file}: keep a copy of it, apart from those of the database");
    }
    Ok(())
}

async fn run(settings: &Settings, serve: &Serve) -> anyhow::Result<()> {
    let db = command::open(settings).await?;
    tied(settings, &db).await?;
    let clock = command::clock(&db).await?;
    let writer = Writer::start(db.clone(), clock.clone());
    let hints = store::tail::start(db.clone(), &writer);
    let stop = CancellationToken::new();
    let news = hints.subscribe();
    let streams =
        Streams { hints, stop: stop.clone(), ended: broadcast::channel(64).0, boxes: broadcast::channel(256).0 };
    let boxes = streams.boxes.clone();
    let demo = serve.stays_here(settings) && command::has_cast(&db).await?;
    let mut server = router::server(db, writer, clock, settings.data.clone(), demo);
    let listener = tokio::net::TcpListener::bind(serve.listen)
        .await
        .with_context(|| format!("cannot listen on {}", serve.listen))?;
    let address = listener.local_addr()?;
    let public = settings.public(address);
    let post = notify::Post::new(serve, &public)?;
    let wake = Arc::new(tokio::sync::Notify::new());
    server.notify = {
        let wake = Arc::clone(&wake);
        post.told(Arc::new(move || wake.notify_one()))
    };
    if let Some(link) = server::welcome::first_link(&server).await? {
        println!("nobody is registered yet; the first administrator begins here, once: {public}{link}");
    }
    if demo {
        println!(
            "at {public}/sign-in one click signs in: {}",
            domain::cast::PEOPLE.map(|person| person.name).join("、")
        );
    }
    let doors = Doors { passwords: Passwords::strong(), public: public.into(), behind_proxy: serve.behind_proxy };
    let (warm, minder) = (server.db.clone(), server.clone());
    let app = router::router(server, streams, doors)?;
    // a streamed page is many small writes: with Nagle's algorithm each waits for the one before (44 ms a page)
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY not set");
        }
    });
    // the test runner reads this line to learn the port
    println!("listening on http://{address}");
    tokio::spawn(async move {
        if let Err(why) = store::warm(&warm).await {
            // Whoever asks reads it then, and is told what is wrong.
            tracing::warn!(%why, "nothing could be read ahead");
        }
    });
    notify::watch(minder.db.clone(), minder.now(), boxes);
    notify::start(minder, post, news, wake, stop.clone());
    let app = app.into_make_service_with_connect_info::<std::net::SocketAddr>();
    axum::serve(listener, app).with_graceful_shutdown(stopped(stop)).await?;
    Ok(())
}

/// Whoever is at the keyboard, or what supervises it, says so. Streams never end by themselves, so they are told.
async fn stopped(stop: CancellationToken) {
    let told = async {
        #[cfg(unix)]
        {
            let mut ended = signal(SignalKind::terminate())?;
            tokio::select! {
                told = tokio::signal::ctrl_c() => told,
                _ = ended.recv() => Ok(()),
            }
        }
        #[cfg(not(unix))]
        tokio::signal::ctrl_c().await
    };
    if let Err(error) = told.await {
        tracing::error!(%error, "cannot wait for a signal to stop");
    }
    stop.cancel();
}
