//! What a mark of a chart says when it is reached by keyboard, pointer or touch: one line at the foot of the drawing, shown by
//! style alone, so that it works before the page is alive. And labels that make room for each other.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::axis::{place, px};

/// Height of the line at the foot.
pub const LINE: f64 = 22.0;

/// A mark that can be reached, with what it says: for a reader at once, for an eye at the foot of the drawing.
pub fn told(says: String, (left, foot): (f64, f64), marks: impl IntoView + 'static) -> AnyView {
    let label = says.clone();
    view! {
        <g class="told" tabindex="0" role="img" aria-label=label>
            {marks}
            <text class="tell" x=px(left) y=px(foot) aria-hidden="true">{says}</text>
        </g>
    }
    .into_any()
}

/// Arrows lead from a mark to the next and back, Home and End to the first and the last. Tab does without this.
pub fn step(event: KeyboardEvent) {
    let way = match event.key().as_str() {
        "ArrowDown" | "ArrowRight" => Way::Next,
        "ArrowUp" | "ArrowLeft" => Way::Back,
        "Home" => Way::First,
        "End" => Way::Last,
        _ => return,
    };
    #[cfg(feature = "hydrate")]
    if let Some(mark) = way.mark(event.target()) {
        event.prevent_default();
        let _ = mark.focus();
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = way;
}

#[derive(Clone, Copy)]
enum Way {
    Next,
    Back,
    First,
    Last,
}

#[cfg(feature = "hydrate")]
impl Way {
    /// The mark to which it leads. Marks are siblings; grid and axes stand between them.
    fn mark(self, target: Option<web_sys::EventTarget>) -> Option<web_sys::HtmlElement> {
        use wasm_bindgen::JsCast as _;
        let here = target?.dyn_into::<web_sys::Element>().ok()?.closest(".told").ok()??;
        let mut found = match self {
            Way::Next => here.next_element_sibling(),
            Way::Back => here.previous_element_sibling(),
            Way::First => here.parent_element()?.first_element_child(),
            Way::Last => here.parent_element()?.last_element_child(),
        };
        while let Some(own) = found {
            if own.class_list().contains("told") {
                // an element of a drawing has the same focus() as one of a page
                return Some(own.unchecked_into());
            }
            found = match self {
                Way::Next | Way::First => own.next_element_sibling(),
                Way::Back | Way::Last => own.previous_element_sibling(),
            };
        }
        None
    }
}

/// A thin line from a point to the middle of its label's edge, where the label had to make room for another.
pub fn lead(point: (f64, f64), label: (f64, f64)) -> Option<AnyView> {
    moved(point.1, label.1).then(|| {
        view! { <line class="lead" x1=px(point.0) x2=px(label.0) y1=px(point.1) y2=px(label.1)></line> }.into_any()
    })
}

/// Whether a label stands so far above or below its point that an eye may not find the way.
fn moved(point: f64, label: f64) -> bool {
    (label - point).abs() > 4.0
}

/// Places for labels near `wanted` that are `apart` from each other, each as near as the ones above let it be; in the order given.
/// Where that many do not fit they come closer: a label outside of the drawing is read by nobody.
#[must_use]
pub fn spread(wanted: &[f64], apart: f64, (top, foot): (f64, f64)) -> Vec<f64> {
    let apart = apart.min((foot - top) / place(wanted.len().saturating_sub(1)).max(1.0));
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|one, other| wanted[*one].total_cmp(&wanted[*other]));
    let mut places = wanted.to_vec();
    let mut free = top;
    for at in &order {
        places[*at] = places[*at].max(free);
        free = places[*at] + apart;
    }
    let mut most = foot;
    for at in order.iter().rev() {
        places[*at] = places[*at].min(most);
        most = places[*at] - apart;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_that_was_pushed_away_is_led_to() {
        let points = [40.0, 45.0, 90.0];
        let labels = spread(&points, 16.0, (0.0, 100.0));
        let moved: Vec<bool> = points.iter().zip(labels).map(|(point, label)| moved(*point, label)).collect();
        assert_eq!(moved, [false, true, false]);
    }

    #[test]
    fn labels_keep_apart_and_stay_where_they_can() {
        assert_eq!(spread(&[10.0, 50.0, 90.0], 16.0, (0.0, 100.0)), [10.0, 50.0, 90.0]);
        assert_eq!(spread(&[50.0, 40.0, 45.0], 16.0, (0.0, 100.0)), [72.0, 40.0, 56.0]);
        assert_eq!(spread(&[98.0, 99.0], 16.0, (0.0, 100.0)), [84.0, 100.0]);
    }

    #[test]
    fn the_labels_of_twenty_units_stay_inside_and_in_order() {
        let wanted: Vec<f64> = (0..20).map(|unit| 180.0 + f64::from(unit)).collect();
        let labels = spread(&wanted, 23.0, (76.0, 324.0));
        assert!(labels.iter().all(|own| (75.9..=324.1).contains(own)), "{labels:?}");
        assert!(labels.windows(2).all(|two| two[1] - two[0] > 13.0), "{labels:?}");
    }
}
