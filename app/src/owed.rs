//! What else a unit owes, as it stands on weekly lists and agendas: how it is called, the word for where it comes from, and the page of
//! its record.

use domain::kinds::Month;
use domain::owed::Owed;

use crate::texts::Texts;
use crate::{deployment, lookback};

/// The record gives the name, the page what is owed of it: 2023年5月回头看, 专题学习 · 部署.
pub(crate) fn called(owed: Option<Owed>, name: &str, t: Texts) -> String {
    match owed {
        Some(Owed::Lookback { .. }) => {
            Month::parse(name).map_or_else(|_| name.to_owned(), |month| lookback::title(month, t))
        }
        Some(Owed::Step { step, .. }) => format!("{name} · {}", deployment::step_word(step, t)),
        Some(Owed::Milestone { .. } | Owed::Report { .. }) | None => name.to_owned(),
    }
}

pub(crate) fn word(owed: Owed, t: Texts) -> &'static str {
    match owed {
        Owed::Milestone { .. } => t.owed.milestone(),
        Owed::Report { .. } => t.owed.report(),
        Owed::Lookback { .. } => t.owed.lookback(),
        Owed::Step { .. } => t.owed.step(),
    }
}

pub(crate) fn href(owed: Owed) -> String {
    match owed {
        Owed::Milestone { carrier, .. } => format!("/carrier/{carrier}#milestones"),
        Owed::Report { report } => format!("/reports/{report}"),
        Owed::Lookback { lookback } => format!("/lookbacks/{lookback}"),
        Owed::Step { deployment, .. } => format!("/deployments/{deployment}"),
    }
}

#[cfg(test)]
mod tests {
    use domain::deployment::Step;
    use domain::kinds::{DeploymentId, LookbackId, ReportId};
    use uuid::Uuid;

    use super::*;
    use crate::texts::Lang;

    #[test]
    fn what_is_owed_is_called_in_the_language_of_the_page() {
        let nil = Uuid::nil();
        let lookback = Some(Owed::Lookback { lookback: LookbackId(nil) });
        let step = Some(Owed::Step { deployment: DeploymentId(nil), step: Step::Deployed });
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| {
            let t = Texts::new(lang);
            [called(lookback, "2023-05", t), called(step, "专题学习", t)]
        });
        assert_eq!(zh, ["2023年5月回头看", "专题学习 · 部署"]);
        assert_eq!(en, ["Look-back May 2023", "专题学习 · Deployed"]);
        // what has a name of its own, and what somebody wrote
        let t = Texts::new(Lang::En);
        assert_eq!(called(Some(Owed::Report { report: ReportId(nil) }), "2023-05", t), "2023-05");
        assert_eq!([called(None, "2023-05", t), called(lookback, "五月", t)], ["2023-05", "五月"]);
    }
}
