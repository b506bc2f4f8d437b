//! Stacked bars, one per row, all on one scale from zero. Each piece is a link to exactly its rows; the first row
//! names the pieces.

use leptos::prelude::*;

use super::axis::{Scale, px, real};

/// One row.
#[derive(Clone, PartialEq, Debug)]
pub struct Bar {
    pub name: String,
    pub total: i64,
    pub href: String,
    pub pieces: Vec<Piece>,
}

/// One piece of a row.
#[derive(Clone, PartialEq, Debug)]
pub struct Piece {
    /// The class and mark: `held`, `in_progress` ...
    pub kind: &'static str,
    /// The word for it.
    pub word: String,
    /// The whole of it in one sentence.
    pub says: String,
    pub value: i64,
    pub href: String,
}

const WIDTH: f64 = 476.0;
/// Where bars begin at least, and how far the longest may reach.
const LEFT: f64 = 76.0;
const RIGHT: f64 = 436.0;
const HEIGHT: f64 = 34.0;
const ROW: f64 = 58.0;
const TOP: f64 = 56.0;
const GAP: f64 = 2.0;

#[component]
pub fn Bars(bars: Vec<Bar>, #[prop(into)] label: String) -> impl IntoView {
    let top = bars.iter().map(|bar| bar.total).max().unwrap_or(0).max(1);
    let height = TOP + ROW * super::axis::place(bars.len()) - (ROW - HEIGHT) + 6.0;
    let names = bars.iter().map(|bar| width(&bar.name) + 10.0);
    let left = names.fold(LEFT, f64::max);
    let rows = bars.into_iter().enumerate().map(|(number, bar)| row(number, bar, top, left));
    view! {
        <svg class="chart bars" viewBox=format!("0 0 {WIDTH} {height}") role="group" aria-label=label>
            {rows.collect_view()}
        </svg>
    }
}

/// About how wide a text of 13 px is.
fn width(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 7.0 } else { 13.0 }).sum()
}

fn row(number: usize, bar: Bar, top: i64, left: f64) -> AnyView {
    let y = TOP + ROW * super::axis::place(number);
    let spans = spans(&bar.pieces, top, left);
    let end = spans.last().map_or(left, |(x, width)| x + width);
    let leads = if number == 0 { leads(&bar.pieces, &spans) } else { Vec::new() };
    let pieces = bar
        .pieces
        .into_iter()
        .zip(spans)
        .filter(|(piece, _)| piece.value > 0)
        .map(|(piece, span)| self::piece(&piece, span, y));
    view! {
        <g>
            <text class="say" x="0" y=px(y + 22.0)>{bar.name}</text>
            {pieces.collect_view()}
            {leads.into_iter().map(lead).collect_view()}
            <g><a href=bar.href><text class="say" x=px(end + 8.0) y=px(y + 22.0)>{bar.total.to_string()}</text></a></g>
        </g>
    }
    .into_any()
}

/// Left edge and width of each piece; none of width below zero.
fn spans(pieces: &[Piece], top: i64, left: f64) -> Vec<(f64, f64)> {
    let scale = Scale { from: (0.0, real(top)), to: (0.0, RIGHT - left) };
    let mut x = left;
    pieces
        .iter()
        .map(|piece| {
            let start = x;
            x += scale.at(real(piece.value));
            let width = if piece.value > 0 { (x - start - GAP).max(2.0) } else { 0.0 };
            (start, width)
        })
        .collect()
}

fn piece(piece: &Piece, (x, width): (f64, f64), y: f64) -> AnyView {
    let digits = super::axis::place(piece.value.to_string().len());
    let inside = if piece.kind == "held" { "in-held" } else { "in" };
    let fits = width >= digits * 7.0 + 1.0;
    let number = fits.then(|| {
        view! { <text class=inside x=px(x + width / 2.0) y=px(y + 22.0) text-anchor="middle">{piece.value.to_string()}</text> }
    });
    view! {
        <g>
            <a href=piece.href.clone() aria-label=piece.says.clone()>
                <rect class=format!("bar-{}", piece.kind) x=px(x) y=px(y) width=px(width) height=px(HEIGHT)>
                    <title>{piece.says.clone()}</title>
                </rect>
                {number}
            </a>
        </g>
    }
    .into_any()
}

/// A name above the first row, on the lower or upper line.
#[derive(Clone, PartialEq, Debug)]
struct Lead {
    kind: &'static str,
    word: String,
    x: f64,
    y: f64,
}

/// Names stand on the lower line where they fit, else on the upper; what fits on neither is left to its title.
fn leads(pieces: &[Piece], spans: &[(f64, f64)]) -> Vec<Lead> {
    let mut free = [0.0; 2];
    let mut leads = Vec::new();
    for (piece, (x, _)) in pieces.iter().zip(spans).filter(|(piece, _)| piece.value > 0) {
        let wide = 24.0 + width(&piece.word);
        let Some(line) = free.iter().position(|free| *free <= *x) else { continue };
        free[line] = x + wide;
        let y = if line == 0 { 35.0 } else { 13.0 };
        leads.push(Lead { kind: piece.kind, word: piece.word.clone(), x: *x, y });
    }
    leads
}

fn lead(lead: Lead) -> AnyView {
    let Lead { kind, word, x, y } = lead;
    view! {
        <g>
            <path class="lead" d=format!("M{} {}V{}", px(x + 0.5), px(TOP - 2.0), px(y)) fill="none"></path>
            <g class=format!("mark {kind}")>
                <use href=format!("/icons.svg#s-{kind}") x=px(x + 4.0) y=px(y) width="13" height="13"></use>
            </g>
            <text class="label" x=px(x + 20.0) y=px(y + 11.0)>{word}</text>
        </g>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(kind: &'static str, value: i64) -> Piece {
        Piece { kind, word: "已巩固".into(), says: String::new(), value, href: String::new() }
    }

    #[test]
    fn the_longest_bar_ends_at_the_right_and_pieces_touch_but_never_overlap() {
        let spans = spans(&[piece("held", 30), piece("verified", 0), piece("found", 10)], 40, LEFT);
        assert_eq!(spans, [(76.0, 268.0), (346.0, 0.0), (346.0, 88.0)]);
    }

    #[test]
    fn names_that_would_cover_each_other_change_lines() {
        let pieces = [piece("held", 20), piece("verified", 4), piece("found", 1)];
        let leads = leads(&pieces, &spans(&pieces, 40, LEFT));
        let lines: Vec<f64> = leads.iter().map(|lead| lead.y).collect();
        assert_eq!(lines, [35.0, 35.0, 13.0]);
    }
}
