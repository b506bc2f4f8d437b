//! Settings: from the environment too, and refused with a reason.

use std::path::Path;

use crate::binary::Place;

#[test]
fn settings_are_taken_from_the_environment_too() {
    let dir = tempfile::tempdir().unwrap();
    let (data, file) = (dir.path().join("data"), dir.path().join("own.sqlite"));
    let run = |vars: &[(&str, &str)], args: &[&str]| {
        let mut own = std::process::Command::new(env!("CARGO_BIN_EXE_xundao"));
        own.env_remove("XUNDAO_DATABASE").env("XUNDAO_DATA", &data).envs(vars.iter().copied()).args(args);
        own.output().unwrap().status.code()
    };
    let url = format!("sqlite:{}", file.display());
    assert_eq!(run(&[("XUNDAO_DATABASE", &url)], &["units", "--json"]), Some(0));
    assert!(file.exists() && !data.join("xundao.sqlite").exists());
    assert_eq!(run(&[], &["units", "--json"]), Some(0));
    assert!(data.join("xundao.sqlite").exists(), "by default beside the attachments");
    assert_ne!(run(&[("XUNDAO_LISTEN", "nowhere")], &["serve"]), Some(0));
}

#[test]
fn a_bad_setting_is_refused_with_its_reason() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let place = |data: &Path, database: &str| Place { data: data.to_owned(), database: database.to_owned() };
    let broken = dir.path().join("broken.sqlite");
    std::fs::write(&broken, "this is no database, however long it is".repeat(200)).unwrap();
    for (place, told) in [
        (place(dir.path(), "mysql://here/there"), "--database"),
        (place(dir.path(), "postgres://nobody@127.0.0.1:1/none"), "--database"),
        (place(dir.path(), &format!("sqlite:{}", broken.display())), "--database"),
        (place(&file.join("below"), "sqlite::memory:"), "--data"),
    ] {
        let refused = place.run(&["verify"]);
        assert_eq!(refused.code, Some(1), "{refused:?}");
        assert!(refused.err.contains("xundao: ") && refused.err.contains(told), "{refused:?}");
    }
    let mut refused = vec![["--listen", "nowhere"], ["--listen", "127.0.0.1"]];
    let addresses =
        ["xundao.example", "ftp://xundao.example", "https://xundao.example/below", "https://a@b.example", ""];
    refused.extend(addresses.map(|address| ["--public-url", address]));
    for [flag, value] in refused {
        let done = Place::at(dir.path()).run(&["serve", flag, value]);
        assert_eq!(done.code, Some(2), "{flag} {value}: {done:?}");
        assert!(done.err.contains(flag), "{done:?}");
    }
}

#[test]
fn the_key_of_ballots_lies_where_it_is_told_to_and_beside_the_database_only_with_a_warning() {
    let (dir, apart) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (place, warning) = (Place::at(dir.path()), "lies beside the database");
    let key = apart.path().join("elsewhere.key");
    let server = place.serve_on("127.0.0.1:0", &["--ballot-key", key.to_str().unwrap()]);
    assert!(!server.log().contains(warning), "{}", server.log());
    drop(server);
    assert!(key.exists() && !dir.path().join("ballot.key").exists());
    let beside = tempfile::tempdir().unwrap();
    let server = Place::at(beside.path()).serve();
    assert!(server.log().contains(warning), "{}", server.log());
    assert!(beside.path().join("ballot.key").exists());
    let own = Place { database: format!("sqlite:{}", apart.path().join("xundao.sqlite").display()), ..place };
    let server = own.serve();
    assert!(!server.log().contains(warning), "{}", server.log());
}

/// By itself it lies beside the directory with the database, and goes with no copy of that.
#[test]
fn the_key_of_ballots_is_made_beside_the_data_and_a_copy_of_the_data_does_not_have_it() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::at(&dir.path().join("data"));
    let key = dir.path().join("data.ballot.key");
    let mut server = place.serve_untold();
    assert!(key.exists() && !place.data.join("ballot.key").exists());
    let log = server.log();
    assert!(log.contains("made the key") && !log.contains("lies beside the database"), "{log}");
    server.kill();
    let begun = std::fs::read(&key).unwrap();
    let server = place.serve_untold();
    assert!(!server.log().contains("made the key"), "{}", server.log());
    drop(server);
    assert_eq!(std::fs::read(&key).unwrap(), begun);

    // without it nobody makes another in its place, which would open nothing
    let copy = Place::at(&dir.path().join("copy"));
    std::fs::rename(&place.data, &copy.data).unwrap();
    let refused = copy.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.err.contains("--ballot-key") && refused.err.contains("ballot.key"), "{refused:?}");
    assert!(!copy.data.join("ballot.key").exists());
    std::fs::rename(&key, dir.path().join("copy.ballot.key")).unwrap();
    copy.serve_untold();
}
