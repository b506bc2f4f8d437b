//! On what an indicator's value rests, in words: what was counted, over what, with a link to exactly those rows; what people said,
//! with a link to the survey.

use domain::score::rows::Scored;
use domain::score::{Formula, Quantity, Value};
use domain::template::tree::{Indicator, Method};
use leptos::prelude::*;

use super::read::Source;
use super::sheet::Sheet;
use crate::survey::{scope_text, titled};
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

/// Which survey it was; in a round about a category also what the survey asked about, which may be all of the unit.
fn which(source: &Source, scored: Scored, t: Texts) -> String {
    let title = titled(&source.title, source.title_en.as_ref(), t);
    match scored {
        Scored::Category { .. } => t.evaluation.survey_about(scope_text(source.category, t), title),
        Scored::Unit | Scored::Carrier { .. } | Scored::Issue { .. } => title,
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
                Some(source) => {
                    let (href, which) = (format!("/surveys/{}", source.survey), which(source, sheet.round().scored, t));
                    view! { <a class="more" href=href>{word}</a> " " <small class="quiet">{which}</small> }.into_any()
                }
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
    use domain::issue::Category;

    use super::*;
    use crate::texts::Lang;

    #[test]
    fn a_round_about_a_category_says_which_survey_it_read_and_what_that_asked_about() {
        let title = domain::kinds::Title::parse("满意度测评").unwrap();
        let [indicator, survey] = [1, 2].map(uuid::Uuid::from_u128);
        let source = |category| Source {
            indicator: indicator.into(),
            survey: survey.into(),
            title: title.clone(),
            title_en: domain::kinds::Title::optional("Satisfaction").unwrap(),
            category,
        };
        let (zh, en) = (Texts::new(Lang::Zh), Texts::new(Lang::En));
        let round = Scored::Category { category: Category::Livelihood };
        assert_eq!(which(&source(Some(Category::Livelihood)), round, zh), "满意度测评（民生实事）");
        assert_eq!(which(&source(None), round, zh), "满意度测评（单位全部整改）");
        assert_eq!(which(&source(None), round, en), "Satisfaction (All of the unit)");
        assert_eq!(which(&source(None), Scored::Unit, zh), "满意度测评");
    }

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
