//! What of an answer is not as the table says.

use domain::cast::{self, CastPerson};

use crate::matrix::answer::{Got, differ, plain, short};
use crate::matrix::table::Line;
use crate::matrix::world::{GRADED, Place};

/// A call that names no record.
pub fn alone(line: &Line, letter: char, got: &Got) -> Option<String> {
    let places = [0, 1, 2].map(|number| got.text.contains(["密件甲", "密件乙", "密件丙"][number]));
    let shown = line.shows.is_empty() || got.text.contains(line.shows);
    let right = match letter {
        '-' => got.sent_to_sign_in(),
        '+' => got.status.as_u16() < 400 && shown,
        '0' if !line.shows.is_empty() => !shown,
        '0' if line.endpoint.starts_with("POST") => got.status.is_client_error(),
        '0' | '1' | '2' | '3' => (0..3).all(|number| places[number] == (number < letter as usize - '0' as usize)),
        other => panic!("{other}: no such letter"),
    };
    (!right).then(|| format!("{} {places:?} {}", got.status, short(&got.text)))
}

/// A call that names a record of this place.
pub fn of_place(
    line: &Line,
    letter: char,
    number: usize,
    again: bool,
    place: &Place,
    got: &Got,
    missing: &Got,
) -> Option<String> {
    let mark = if line.shows.is_empty() { mark(line, place) } else { line.shows };
    let within = letter.to_digit(4).is_some_and(|reach| number < reach as usize);
    let right = match letter {
        '-' => got.sent_to_sign_in() && same_answer(got, missing),
        'n' => got.status.is_client_error(),
        _ if within && line.endpoint.starts_with("POST") => got.status.is_success(),
        _ if within => got.status.is_success() && got.text.contains(mark),
        'e' if number == 0 => got.status.is_success() && !got.text.contains(mark),
        // The same group asked for again: answered as before, without the sibling.
        _ if again => !got.text.contains(place.mark),
        _ => same_answer(got, missing),
    };
    (!right).then(|| {
        let (one, other) = differ(&plain(&got.text), &plain(&missing.text));
        format!("{}: {} {one:?} ≠ missing: {} {other:?}", place.mark, got.status, missing.status)
    })
}

fn same_answer(got: &Got, missing: &Got) -> bool {
    got.status == missing.status && plain(&got.text) == plain(&missing.text)
}

/// What of a place an answer shows that calls it by its record.
fn mark(line: &Line, place: &Place) -> &'static str {
    if line.call.contains("{person}") {
        place.staff.name
    } else if line.call.starts_with("/wall") || line.call.contains("/coverage") {
        place.unit_name
    } else {
        place.mark
    }
}

/// Nothing of a place that this person may not know of, whatever was asked.
pub fn leaks(line: &Line, letter: char, knows: usize, got: &Got) -> Vec<String> {
    // The sign-in page of a demo names its cast; the system administrator gives roles in units.
    let named = ["GET /api/demo/cast", "GET /sign-in"].contains(&line.endpoint)
        || (knows == 0 && letter != '0' && letter != '-');
    // A template is shared between groups; nothing else of another place is.
    let marks = [("密件甲", cast::UNITS[1].name), ("密件乙", cast::UNITS[3].name), ("密件丙", "外地丙校")];
    let mut told = Vec::new();
    for (mark, name) in marks.into_iter().skip(knows) {
        if (letter != '3' && got.text.contains(mark)) || (!named && got.text.contains(name)) {
            told.push(format!("leaks {mark} {name}: {}", short(&got.text)));
        }
    }
    if got.status.is_server_error() {
        told.push(format!("{} {}", got.status, short(&got.text)));
    }
    told
}

/// The head has graded and the other rater has not: on no way does anybody else learn how.
pub fn grades(who: Option<CastPerson>, got: &Got) -> Option<String> {
    let own = who.is_some_and(|who| who.id == cast::HEAD.id);
    (!own && got.text.contains(GRADED)).then(|| format!("tells a grade: {}", short(&got.text)))
}
