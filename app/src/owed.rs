//! What else a unit owes, as it stands on weekly lists and agendas: the word for where it comes from, and the page of its record.

use domain::owed::Owed;

use crate::texts::Texts;

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
