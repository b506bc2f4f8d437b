//! The records of a group that its lists, agendas and reminders are made from, as far as they are at hand.

use crate::carrier::Carrier;
use crate::deployment::Deployment;
use crate::issue::Issue;
use crate::kinds::DecisionId;
use crate::lookback::Lookback;
use crate::meeting::Meeting;
use crate::notice::Notice;
use crate::report::Report;
use crate::visit::Visit;
use crate::worklist::Worklist;

/// Of a record that is not among them nothing is said: neither that it is over nor that it was given up.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cases<'a> {
    pub issues: &'a [Issue],
    pub visits: &'a [Visit],
    pub notices: &'a [Notice],
    /// Of both series.
    pub meetings: &'a [Meeting],
    /// With the drafts, for who reads them.
    pub lists: &'a [Worklist],
    pub carriers: &'a [Carrier],
    pub reports: &'a [Report],
    pub lookbacks: &'a [Lookback],
    pub deployments: &'a [Deployment],
    /// Decisions of which nothing follows any more in what became of them, though the reader may not know of that
    /// ([`Decision::given_up`](crate::meeting::Decision::given_up)).
    pub given_up: &'a [DecisionId],
}
