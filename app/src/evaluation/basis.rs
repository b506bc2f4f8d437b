//! On what an indicator's value rests, in words: what was counted, over what, with a link to exactly those rows; what people said,
//! with a link to the survey.

use domain::score::{Formula, Quantity, Value};
use domain::template::tree::{Indicator, Method};
use leptos::prelude::*;

use super::sheet::Sheet;
use crate::template::looks_at;
use crate::texts::{Texts, texts};

/// `到期 25 个，已解决 23 个`
pub fn counted(formula: Formula, quantity: Quantity, t: Texts) -> String {
    let e = t.evaluation;
    let (part, of) = match quantity {
        Quantity::Share { part, of } => (part, of),
        Quantity::Days { halves, of } => {
            let days = format!("{}.{}", halves / 2, if halves % 2 == 1 { 5 } else { 0 });
            return e.basis_days(days.trim_end_matches(".0"), of);
        }
    };
    match formula {
        Formula::Solved => e.basis_solved(of, part),
        Formula::OnTime => e.basis_on_time(of, part),
        Formula::Held => e.basis_held(of, part),
        Formula::Relapsed => e.basis_relapsed(of, part),
        Formula::Assigned => e.basis_assigned(of, part),
        Formula::MeasuresDone => e.basis_measures(of, part),
        Formula::Proven => e.basis_proven(of, part),
        Formula::RulesInForce => e.basis_rules(of, part),
        Formula::Ruled => e.basis_ruled(of, part),
        Formula::Coverage => e.basis_coverage(of, part),
        Formula::Milestones => e.basis_milestones(of, part),
        Formula::Progress => e.basis_progress(of / 100, part.checked_div(of / 100).unwrap_or(0)),
        Formula::Receipts => e.basis_receipts(of, part),
        Formula::Deployments => e.basis_deployments(of, part),
        Formula::DaysToAgree | Formula::DaysToVerify => String::new(),
    }
}

/// What stands in the column 依据.
pub fn basis(own: &Indicator, value: Option<&Value>, sheet: &Sheet) -> AnyView {
    let (t, known) = (texts(), sheet.known());
    let missing = || view! { <span class="quiet">{t.evaluation.missing()}</span> }.into_any();
    match (&own.method, value) {
        (Method::Quantitative { formula, .. }, Some(Value::Measured { quantity })) => {
            let word = counted(*formula, *quantity, t);
            let href = format!("/evaluations/{}/{}/{}", sheet.round().id, sheet.unit(), own.id);
            view! { <a class="more" href=href>{word}</a> }.into_any()
        }
        (Method::Satisfaction { .. }, Some(Value::Asked { opinion })) => {
            let word = t.evaluation.basis_asked(opinion.answers);
            match sheet.detail.survey(own.id) {
                Some(survey) => view! { <a class="more" href=format!("/surveys/{survey}")>{word}</a> }.into_any(),
                None => word.into_any(),
            }
        }
        (Method::Qualitative { .. }, _) => looks_at(&own.method, t).into_any(),
        (Method::Quantitative { .. } | Method::Satisfaction { .. }, _) if known => missing(),
        (Method::Quantitative { .. } | Method::Satisfaction { .. }, _) => looks_at(&own.method, t).into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    #[test]
    fn what_was_counted_is_said_with_its_numbers() {
        let t = Texts::new(Lang::Zh);
        let share = Quantity::Share { part: 23, of: 25 };
        assert_eq!(counted(Formula::OnTime, share, t), "到期 25 个，按期解决 23 个");
        assert_eq!(counted(Formula::DaysToAgree, Quantity::Days { halves: 13, of: 4 }, t), "4 个，中位数 6.5 天");
        assert_eq!(counted(Formula::DaysToVerify, Quantity::Days { halves: 60, of: 3 }, t), "3 个，中位数 30 天");
        assert_eq!(counted(Formula::Progress, Quantity::Share { part: 240, of: 300 }, t), "3 个载体，平均进度 80%");
    }
}
