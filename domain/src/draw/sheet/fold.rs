//! Lines that fit on paper: a longer one goes on in the next, which begins with `+`. What stands after the `+`, a space as
//! well, comes right behind the line before.

/// Columns of a line: so many of a typewriter's letters fit between the margins of A4 at the size in which the sheet is printed.
pub const WIDTH: usize = 76;

/// What a line begins with that goes on from the one before. No fact and no entry of a roster begins like this.
pub(super) const MARK: char = '+';

/// Letters outside ASCII are taken for twice as wide, as Chinese ones are.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|own| if own.is_ascii() { 1 } else { 2 }).sum()
}

/// The line, in as many pieces as it needs.
pub(super) fn folded(line: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let (mut rest, mut mark) = (line, String::new());
    while columns(&mark) + columns(rest) > WIDTH {
        let (piece, more) = rest.split_at(end(rest, WIDTH - mark.len()));
        pieces.push(format!("{mark}{piece}"));
        (rest, mark) = (more, MARK.to_string());
    }
    pieces.push(format!("{mark}{rest}"));
    pieces
}

/// Where the first piece ends: before the last space of the second half, or where it is full. Never behind a space: at the end
/// of a line it is lost on the way.
fn end(text: &str, width: usize) -> usize {
    let mut wide = 0;
    let fits = |(_, own): &(usize, char)| {
        wide += if own.is_ascii() { 1 } else { 2 };
        wide <= width
    };
    let starts: Vec<(usize, char)> = text.char_indices().take_while(fits).collect();
    let full = starts.last().map_or(0, |(at, own)| at + own.len_utf8());
    let full = if text[full..].starts_with(' ') { full } else { text[..full].trim_end_matches(' ').len() };
    let space = text[..full].rfind(' ').filter(|at| columns(&text[..*at]) * 2 > width);
    if text[full..].starts_with(' ') { full } else { space.unwrap_or(full) }
}

/// The lines before they were broken for paper.
pub(super) fn unfolded<'a>(lines: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    for line in lines {
        match (line.strip_prefix(MARK), whole.last_mut()) {
            (Some(more), Some(last)) => last.push_str(more),
            (Some(_) | None, Some(_) | None) => whole.push(line.to_owned()),
        }
    }
    whole
}
