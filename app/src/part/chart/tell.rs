//! What a mark of a chart says when it is reached by keyboard, pointer or touch: one line at the foot of the drawing, shown by
//! style alone, so that it works before the page is alive.

use leptos::prelude::*;

use super::axis::px;

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

/// Places for labels near `wanted` that are `apart` from each other, each as near as the ones above let it be; in the order given.
#[must_use]
pub fn spread(wanted: &[f64], apart: f64, (top, foot): (f64, f64)) -> Vec<f64> {
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
    fn labels_keep_apart_and_stay_where_they_can() {
        assert_eq!(spread(&[10.0, 50.0, 90.0], 16.0, (0.0, 100.0)), [10.0, 50.0, 90.0]);
        assert_eq!(spread(&[50.0, 40.0, 45.0], 16.0, (0.0, 100.0)), [72.0, 40.0, 56.0]);
        assert_eq!(spread(&[98.0, 99.0], 16.0, (0.0, 100.0)), [84.0, 100.0]);
    }
}
