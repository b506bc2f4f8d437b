//! The register of what was decided (民主集中): each decision with its owner, its day and its meeting, and for the group
//! who agreed, who was against and who is silent. `book`, `unit` and `state` of the address narrow it.

use domain::act::Subject;
use domain::due::late_days;
use domain::meeting::Becomes;
use leptos::prelude::*;

use super::read::{Decided, Stand, Voices, read_register};
use super::{owner, series_text};
use crate::part::records::{Records, Row, Scope, Shape, listing};
use crate::part::{DayText, Icon, Mark, print};
use crate::session::me;
use crate::texts::{Texts, texts};

/// In the address: somebody of the group has not spoken.
const SILENT: &str = "silent";

/// What decisions became says whether they are still open.
const FROM: [Subject; 4] = [Subject::Meeting, Subject::Issue, Subject::Notice, Subject::Worklist];

/// `/decisions`
#[component]
pub fn Page() -> impl IntoView {
    let read = |scope: Scope| async move {
        // decisions are shown as they are: what they became is not read as of a day
        let scope = Scope { as_of: None, ..scope };
        Ok((scope, read_register(scope.book, scope.unit).await?))
    };
    listing(Scope::asked, &FROM, read, |(scope, all)| view! { <Register scope all/> }.into_any())
}

#[component]
fn Register(scope: Scope, all: Vec<Decided>) -> impl IntoView {
    let (t, reach) = (texts(), me().viewer.reach());
    let inside = reach.all || !reach.groups.is_empty();
    let open: Vec<&Decided> = all.iter().filter(|own| own.stand == Stand::Open).collect();
    let silent = open.iter().filter(|own| own.is_silent()).count();
    let sentence = if inside {
        t.meeting.register_sentence(all.len(), open.len(), silent)
    } else {
        t.meeting.register_sentence_unit(all.len(), open.len())
    };
    let mut tabs =
        [Stand::Open, Stand::Settled, Stand::Followed].map(|own| (<&str>::from(own), stand_word(own, t))).to_vec();
    let mut heads = vec![
        (t.meeting.decided(), false),
        (t.meeting.state(), false),
        (t.meeting.owner(), false),
        (t.field.due(), false),
        (t.meeting.meeting(), false),
    ];
    if inside {
        tabs.push((SILENT, t.meeting.silent()));
        heads.push((t.act.meeting_speak(), false));
    }
    let shape = Shape {
        page: "/decisions",
        title: t.rail.decisions(),
        sentence,
        tabs,
        heads,
        none: (t.meeting.none_decided(), t.meeting.none_decided_note()),
        // a decision is made in its meeting, not here
        made: |_| None,
    };
    let rows = all.into_iter().map(row).collect();
    let by = view! {
        <p class="row no-print decisions-print">
            <button type="button" class="button" on:click=|_| print()><Icon name="i-report"/>{t.dashboard.print()}</button>
        </p>
    };
    view! { <Records shape scope rows new=None undated=true by=by.into_any()/> }
}

impl Decided {
    /// Has somebody of the group not spoken to it, as far as the reader may know?
    fn is_silent(&self) -> bool {
        self.voices.as_ref().is_some_and(|own| !own.silent.is_empty())
    }
}

fn stand_word(stand: Stand, t: Texts) -> &'static str {
    match stand {
        Stand::Open => t.meeting.decision_open(),
        Stand::Settled => t.meeting.decision_settled(),
        Stand::Followed => t.meeting.decision_followed(),
    }
}

fn row(own: Decided) -> Row {
    let (t, me) = (texts(), me());
    let state: &'static str = own.stand.into();
    let tabs = [Some(state), own.is_silent().then_some(SILENT)].into_iter().flatten().map(str::to_owned).collect();
    let late = late_days(own.due, me.today()).filter(|_| own.stand == Stand::Open);
    let late = late.map(|days| view! { <Mark kind="late" word=t.issue.late_days(days)/> });
    let meeting = format!("/meetings/{}", own.meeting);
    let decision = format!("{meeting}#decision-{}", own.decision);
    let cells = vec![
        stand_mark(own.stand, own.becomes, t),
        owner(own.unit, own.who.as_deref(), &me, t).into_any(),
        view! { <DayText day=own.due/> " " {late} }.into_any(),
        view! { <a href=meeting>{series_text(own.series, &me, t)}</a> " " <DayText day=own.day/> }.into_any(),
        own.voices.map(|voices| view! { <Said voices/> }).into_any(),
    ];
    Row { tabs, name: view! { <a href=decision>{own.what}</a> }.into_any(), cells }
}

fn stand_mark(stand: Stand, becomes: Becomes, t: Texts) -> AnyView {
    let kind = match stand {
        Stand::Open => "in_progress",
        Stand::Settled => "held",
        Stand::Followed => "transferred",
    };
    let followed = match becomes {
        Becomes::Minutes => None,
        Becomes::Item { .. } => Some(t.meeting.became_item()),
        Becomes::Issue { .. } => Some(t.meeting.became_issue()),
        Becomes::Notice { .. } => Some(t.meeting.became_notice()),
    };
    let followed = followed.filter(|_| stand == Stand::Followed).map(|word| view! { " " <small>{word}</small> });
    view! { <Mark kind word=stand_word(stand, t) calm=true/> {followed} }.into_any()
}

/// Who said what, and who has not spoken.
#[component]
fn Said(voices: Voices) -> impl IntoView {
    let t = texts();
    let said = [
        ("verified", t.meeting.agrees(), voices.agree),
        ("returned", t.meeting.disagrees(), voices.against),
        ("found", t.meeting.silent(), voices.silent),
    ];
    let said = said.into_iter().filter(|own| !own.2.is_empty()).map(|(kind, word, names)| {
        view! { <li><Mark kind word calm=true/> " " {names.join(t.notice.comma())}</li> }
    });
    view! { <ul class="voices">{said.collect_view()}</ul> }
}
