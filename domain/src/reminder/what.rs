//! What a matter is: the thing itself with what is to be done, and what that is called in a box.

use super::Stage;
use crate::asks::{About, Until, Verb};
use crate::evaluation::Next;
use crate::kinds::{
    Book, Day, DecisionId, DrawId, EvaluationId, ItemId, MeetingId, Month, NoticeId, StudyId, SurveyId, UnitId,
    VisitId, Week, WorklistId,
};

crate::tagged! {
    "What" by "what";
    /// The thing itself, with what is to be done.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum What {
        /// Asked of a unit.
        Asked { about: About, verb: Verb },
        /// In the group's hands.
        Held {
            about: About,
            until: Until,
            #[serde(default)]
            unit: Option<UnitId>,
        },
        /// A unit's reply that the group accepts or sends back.
        Replied { notice: NoticeId, unit: UnitId },
        /// Somebody owes an answer for longer than the group waits.
        Chase { notice: NoticeId },
        /// A visit that is near, or that is not recorded yet.
        Visit { visit: VisitId },
        /// A meeting that is near, or that was not held.
        Meeting { meeting: MeetingId },
        /// A study session, alike.
        Study { study: StudyId },
        /// In a unit's hands, past its day or not moving: to be followed up. Of a matter in step the units are several.
        Follow { about: About, unit: Option<UnitId> },
        /// What the group itself has on its list of the week.
        Item { worklist: WorklistId, item: ItemId },
        /// So many items of a list that units say are done: to be ticked.
        Tick { worklist: WorklistId, week: Week, many: usize },
        /// What the group decided for itself.
        Decision { meeting: MeetingId, decision: DecisionId },
        /// What the group decided, and this member of it has not spoken to.
        Speak { meeting: MeetingId, decision: DecisionId },
        /// Grades that this rater still owes.
        Round { evaluation: EvaluationId },
        /// A unit's objection to its score.
        Objection { evaluation: EvaluationId, unit: UnitId },
        /// What a low result of a unit leads to, waited for since it was published.
        Low { evaluation: EvaluationId, unit: UnitId, next: Next, since: Day },
        /// Its last day has passed: it can be closed.
        Survey { survey: SurveyId },
        /// It opens or is open, and nobody has a slip.
        SurveySlips { survey: SurveyId },
        /// Its last days are there: after them no slip is taken.
        SurveyEnds { survey: SurveyId },
        /// A paper that is drafted: whoever leads the group issues it.
        DraftNotice { notice: NoticeId },
        /// A week's list that is drafted, alike.
        DraftList { worklist: WorklistId, week: Week },
        /// There is no list for this week yet: somebody makes it.
        NoList { week: Week },
        /// Nobody has planned the next meeting of a series: of the weekly one, or with a unit.
        NextMeeting { unit: Option<UnitId> },
        /// A draw waits for what this person commits to, throws or reveals.
        Draw { draw: DrawId },
        /// The unit has not scored itself in a round that is being scored.
        SelfScore { evaluation: EvaluationId, unit: UnitId },
        /// So many units have something to look back on in this month, and no look-back yet.
        Lookbacks { book: Book, month: Month, many: usize },
        /// The middle day of the campaign has passed, and nothing was frozen since then.
        HalfTime { book: Book, half: Day },
        /// A round waits for those who lead the group.
        Lead { evaluation: EvaluationId, stage: Stage },
        /// The unit's result is published.
        Published { evaluation: EvaluationId, unit: UnitId },
    }
}

impl What {
    /// The one unit with which it lies, where that decides who of the group is reminded of it.
    #[must_use]
    pub fn lies_with(self) -> Option<UnitId> {
        match self {
            What::Held { unit, .. } | What::Follow { unit, .. } => unit,
            What::Replied { unit, .. } => Some(unit),
            What::Asked { .. }
            | What::Chase { .. }
            | What::Visit { .. }
            | What::Meeting { .. }
            | What::Study { .. }
            | What::Item { .. }
            | What::Tick { .. }
            | What::Decision { .. }
            | What::Speak { .. }
            | What::Round { .. }
            | What::Objection { .. }
            | What::Low { .. }
            | What::Survey { .. }
            | What::SurveySlips { .. }
            | What::SurveyEnds { .. }
            | What::DraftNotice { .. }
            | What::DraftList { .. }
            | What::NoList { .. }
            | What::NextMeeting { .. }
            | What::Draw { .. }
            | What::SelfScore { .. }
            | What::Lookbacks { .. }
            | What::HalfTime { .. }
            | What::Lead { .. }
            | What::Published { .. } => None,
        }
    }

    /// What it is called in a box: kind and id, nothing that people wrote.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            What::Asked { about, .. } => about_key(about),
            What::Held { about, .. } => format!("held-{}", about_key(about)),
            What::Replied { notice, unit } => format!("reply-{notice}-{unit}"),
            What::Chase { notice } => format!("chase-{notice}"),
            What::Visit { visit } => format!("visit-{visit}"),
            What::Meeting { meeting } => format!("meeting-{meeting}"),
            What::Study { study } => format!("study-{study}"),
            What::Follow { about, .. } => format!("follow-{}", about_key(about)),
            What::Item { item, .. } => format!("own-item-{item}"),
            What::Tick { worklist, .. } => format!("tick-{worklist}"),
            What::Decision { decision, .. } => format!("own-decision-{decision}"),
            What::Speak { decision, .. } => format!("speak-{decision}"),
            What::Round { evaluation } => format!("round-{evaluation}"),
            What::Objection { evaluation, unit } => format!("objection-{evaluation}-{unit}"),
            What::Low { evaluation, unit, next, .. } => format!("{}-{evaluation}-{unit}", <&str>::from(next)),
            What::Survey { survey } => format!("survey-{survey}"),
            What::SurveySlips { survey } => format!("survey-slips-{survey}"),
            What::SurveyEnds { survey } => format!("survey-ends-{survey}"),
            What::DraftNotice { notice } => format!("draft-{notice}"),
            What::DraftList { worklist, .. } => format!("draft-{worklist}"),
            What::NoList { week } => format!("no-list-{week}"),
            What::NextMeeting { unit } => {
                format!("next-meeting-{}", unit.map_or_else(|| "weekly".to_owned(), |unit| unit.to_string()))
            }
            What::Draw { draw } => format!("draw-{draw}"),
            What::SelfScore { evaluation, unit } => format!("self-score-{evaluation}-{unit}"),
            What::Lookbacks { book, month, .. } => format!("lookbacks-{book}-{month}"),
            What::HalfTime { book, .. } => format!("half-time-{book}"),
            What::Lead { evaluation, stage } => format!("{}-{evaluation}", <&str>::from(stage)),
            What::Published { evaluation, unit } => format!("published-{evaluation}-{unit}"),
        }
    }
}

fn about_key(about: About) -> String {
    match about {
        About::Issue { id, .. } => format!("issue-{id}"),
        About::Milestone { milestone, .. } => format!("milestone-{milestone}"),
        About::Report { id } => format!("report-{id}"),
        About::Goal { unit } => format!("goal-{unit}"),
        About::Promise { promise, .. } => format!("promise-{promise}"),
        About::Lookback { id, .. } => format!("lookback-{id}"),
        About::Notice { id } => format!("notice-{id}"),
        About::Item { item, .. } => format!("item-{item}"),
        About::Decision { decision, .. } => format!("decision-{decision}"),
        About::Step { deployment, step } => format!("step-{deployment}-{}", <&str>::from(step)),
    }
}
