//! How far a look-back is, as a bar: one piece for what is confirmed, not confirmed, put off, answered, still to be answered. The
//! words below say the same; shape tells the pieces apart where colour does not.

use domain::lookback::Count;
use leptos::prelude::*;

use crate::part::chart::axis::{Scale, px, real};
use crate::texts::{Texts, texts};

const WIDTH: f64 = 160.0;
const HEIGHT: f64 = 12.0;

/// The kinds of piece in the order in which they stand, with how many there are of each.
#[must_use]
pub fn pieces(count: Count) -> [(&'static str, u32); 5] {
    [
        ("confirmed", count.confirmed),
        ("not_confirmed", count.not_confirmed),
        ("later", count.later),
        ("answered", count.answered),
        ("waiting", count.waiting),
    ]
}

/// 属实 5、不属实 1、待答复 2
#[must_use]
pub fn words(count: Count, t: Texts) -> String {
    let some = pieces(count).into_iter().filter(|(_, many)| *many > 0);
    let parts: Vec<String> = some.map(|(kind, many)| format!("{} {many}", t.lookback.get(kind))).collect();
    if parts.is_empty() { t.lookback.nothing_due().to_owned() } else { parts.join(t.lookback.comma()) }
}

/// Said by the words beside it.
#[component]
pub fn Bar(count: Count) -> impl IntoView {
    let scale = Scale { from: (0.0, real(i64::from(count.all()))), to: (0.0, WIDTH) };
    let mut sum = 0;
    let drawn = pieces(count).map(|(kind, many)| {
        let (from, to) = (scale.at(real(sum)), scale.at(real(sum + i64::from(many))));
        sum += i64::from(many);
        (many > 0).then(|| piece(kind, from, (to - from - 1.0).max(1.0)))
    });
    view! {
        <svg class="lookback-bar" viewBox=format!("0 0 {} {}", px(WIDTH), px(HEIGHT)) preserveAspectRatio="none" aria-hidden="true">
            <rect class="ground" x="0" y="0" width=px(WIDTH) height=px(HEIGHT)></rect>
            {drawn.collect_view()}
        </svg>
    }
}

/// What is confirmed fills the bar, what is not leaves its middle open, what is only answered is half as high.
fn piece(kind: &'static str, x: f64, width: f64) -> AnyView {
    let (y, height) = match kind {
        "answered" => (HEIGHT / 2.0, HEIGHT / 2.0),
        "waiting" => (HEIGHT - 2.0, 2.0),
        _ => (0.0, HEIGHT),
    };
    let gap = (kind == "not_confirmed").then(|| {
        view! { <rect class="gap" x=px(x) y=px(HEIGHT / 2.0 - 1.5) width=px(width) height="3"></rect> }
    });
    view! {
        <rect class=kind x=px(x) y=px(y) width=px(width) height=px(height)></rect>
        {gap}
    }
    .into_any()
}

/// The bar with its words.
#[component]
pub fn Counted(count: Count) -> impl IntoView {
    view! { <span class="lookback-count"><Bar count/><small>{words(count, texts())}</small></span> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    #[test]
    fn every_thing_stands_in_one_piece_and_what_there_is_none_of_is_not_said() {
        let count = Count { waiting: 2, confirmed: 5, not_confirmed: 1, held: 3, relapsed: 1, ..Count::default() };
        assert_eq!(pieces(count).iter().map(|own| own.1).sum::<u32>(), count.all());
        assert_eq!(words(count, Texts::new(Lang::Zh)), "属实 5、不属实 1、待答复 2");
        assert_eq!(words(Count::default(), Texts::new(Lang::Zh)), "没有到期事项");
    }
}
