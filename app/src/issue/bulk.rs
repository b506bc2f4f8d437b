//! Acts on several issues: each row is its own proposal and its own entry. Shows how far it is and who refused what.

use domain::act::Act as Any;
use domain::issue::{Act, State};
use domain::kinds::{ActId, IssueId};
use domain::viewer::{Post, Role};
use leptos::html;
use leptos::prelude::*;

use super::ground;
use super::pick::Pick;
use super::query::encode;
use super::send::{Values, reason};
use crate::outbox::{Whereabouts, outbox};
use crate::part::TextArea;
use crate::part::empty::refusal_text;
use crate::session::{Me, me};
use crate::texts::{Texts, texts};

/// The acts that make sense for several at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Many {
    Agree,
    Submit,
    Verify,
    Confirm,
    Return,
    Withdraw,
}

impl Many {
    /// Those that one of these roles brings. What is found only may be the slip of anybody who works here: a wrong
    /// ledger was brought in.
    fn of(roles: &[Role], rows: &[Pick]) -> Vec<Many> {
        let any = |is: fn(&Role) -> bool| roles.iter().any(is);
        let leads = any(|role| matches!(role, Role::Group { post: Post::Head | Post::Deputy, .. }));
        let works = any(|role| matches!(role, Role::Group { .. } | Role::Unit { .. } | Role::Organisation { .. }));
        let fresh = works && rows.iter().all(|row| row.state == State::Found);
        let group: &[Many] = &[Many::Agree, Many::Verify, Many::Confirm, Many::Return];
        let (unit, whoever): (&[Many], &[Many]) = (&[Many::Submit], &[Many::Withdraw]);
        let brought = [
            (any(|role| matches!(role, Role::Group { .. })), group),
            (any(|role| matches!(role, Role::Unit { .. })), unit),
            (leads || fresh, whoever),
        ];
        brought.into_iter().filter(|(has, _)| *has).flat_map(|(_, own)| own).copied().collect()
    }

    fn word(self, t: Texts) -> &'static str {
        match self {
            Many::Agree => t.act.issue_agree(),
            Many::Submit => t.act.issue_submit(),
            Many::Verify => t.act.issue_verify(),
            Many::Confirm => t.act.issue_confirm(),
            Many::Return => t.act.issue_return(),
            Many::Withdraw => t.act.issue_withdraw(),
        }
    }

    /// These say why; the same words for each row.
    fn asks(self) -> bool {
        match self {
            Many::Confirm | Many::Return | Many::Withdraw => true,
            Many::Agree | Many::Submit | Many::Verify => false,
        }
    }

    fn act(self, issue: IssueId, note: Option<domain::kinds::Note>) -> Option<Act> {
        Some(match self {
            Many::Agree => Act::Agree { issue, note: None },
            Many::Submit => Act::Submit { issue, note: None },
            Many::Verify => Act::Verify { issue, note: None },
            Many::Confirm => Act::Confirm { issue, note: note? },
            Many::Return => Act::Return { issue, reason: note? },
            Many::Withdraw => Act::Withdraw { issue, reason: note? },
        })
    }
}

/// The bar that appears when rows are chosen, and the summary of what was sent.
#[component]
pub fn Bulk() -> impl IntoView {
    let (t, me, picked, outbox) = (texts(), me(), ground().picked, outbox());
    let asked = RwSignal::new(None::<Many>);
    let sent = RwSignal::new(Vec::<(ActId, String)>::new());
    let send = Callback::new(move |(many, note): (Many, Option<domain::kinds::Note>)| {
        let rows: Vec<Pick> = picked.rows.get_untracked();
        let acts = rows.into_iter().filter_map(|row| {
            let act = many.act(row.id, note.clone())?;
            Some((outbox.propose(row.book, Any::Issue(act)), row.code))
        });
        sent.set(acts.collect());
        picked.clear();
        asked.set(None);
    });
    let asked_by = StoredValue::new(me);
    let paper = move || {
        let codes = asked_by.with_value(|me| picked.rows.with(|rows| own_codes(rows, me)));
        (!codes.is_empty()).then(|| {
            let mut href = "/notices?about=".to_owned();
            encode(&mut href, &codes.join("，"));
            href.push_str("#draft");
            // a full load: the browser itself opens the fold that the address names
            view! { <a class="button small" rel="external" href=href>{t.notice.draft_about_these()}</a> }
        })
    };
    let bar = move || {
        let many = picked.rows.with(Vec::len);
        (many > 0).then(|| {
            let verbs = asked_by.with_value(|me| picked.rows.with(|rows| Many::of(&me.viewer.roles, rows)));
            let buttons = verbs.into_iter().map(|verb| {
                view! { <button type="button" class="button small" on:click=move |_| asked.set(Some(verb))>{verb.word(t)}</button> }
            });
            view! {
                <div class="bulk" role="region" aria-label=t.issue.bulk()>
                    <strong aria-live="polite">{t.issue.picked(many)}</strong>
                    {buttons.collect_view()}
                    {paper()}
                    <button type="button" class="button small plain" on:click=move |_| picked.clear()>{t.issue.pick_none()}</button>
                </div>
            }
        })
    };
    view! { {bar} <Ask asked send/> <Summary sent/> }
}

/// Those about which this person may draft a paper: of their own group, and of one book only, as a paper is.
fn own_codes(rows: &[Pick], me: &Me) -> Vec<String> {
    let book = rows.iter().map(|row| row.book).find(|book| me.viewer.in_group(*book));
    rows.iter().filter(|row| Some(row.book) == book).map(|row| row.code.clone()).collect()
}

/// What will happen to how many, and the words that go with it.
#[component]
fn Ask(asked: RwSignal<Option<Many>>, send: Callback<(Many, Option<domain::kinds::Note>)>) -> impl IntoView {
    let (t, picked) = (texts(), ground().picked);
    let node = NodeRef::<html::Dialog>::new();
    let wrong = RwSignal::new(None::<String>);
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        match (asked.get().is_some(), dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            (true, true) | (false, false) => {}
        }
    });
    let form = move || {
        let many = asked.get()?;
        let count = picked.rows.with_untracked(Vec::len);
        let submit = move |event| {
            let values = Values::of(&event);
            match many.asks().then(|| reason(values.get("bulk_reason"))).transpose() {
                Ok(note) => send.run((many, note)),
                Err(refusal) => wrong.set(Some(refusal_text(&refusal, t))),
            }
        };
        wrong.set(None);
        Some(view! {
            <form method="dialog" novalidate=true on:submit=submit>
                <h2>{t.issue.bulk_title(count, many.word(t))}</h2>
                <ul><li>{t.issue.bulk_each(count)}</li><li>{t.issue.bulk_refused()}</li></ul>
                {many.asks().then(|| view! { <TextArea label=t.field.reason() name="bulk_reason" required=true hint=t.issue.reason_hint() wrong=wrong/> })}
                <div class="row">
                    <button type="button" class="button" on:click=move |_| asked.set(None)>{t.common.not_now()}</button>
                    <button type="submit" class="button primary">{many.word(t)}</button>
                </div>
            </form>
        })
    };
    view! { <dialog class="confirm act-form" aria-label=t.issue.bulk() node_ref=node on:close=move |_| asked.set(None)>{form}</dialog> }
}

/// How many are recorded, on their way, refused, with the reason of each refusal.
#[component]
fn Summary(sent: RwSignal<Vec<(ActId, String)>>) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    move || {
        let sent_now = sent.get();
        if sent_now.is_empty() {
            return ().into_any();
        }
        let all = sent_now.len();
        let (mut recorded, mut refusals) = (0, Vec::new());
        for (id, code) in sent_now {
            match outbox.whereabouts(id) {
                Whereabouts::Recorded { .. } => recorded += 1,
                Whereabouts::Refused { refusal } => refusals.push(format!("{code}：{}", refusal_text(&refusal, t))),
                Whereabouts::Keeping
                | Whereabouts::Local
                | Whereabouts::Unkept
                | Whereabouts::Sending
                | Whereabouts::Gone => {}
            }
        }
        let refused = refusals.len();
        let rows = refusals.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! {
            <div class="bulk summary" role="status">
                <strong>{t.issue.bulk_done(all, recorded, refused)}</strong>
                <progress max=all.to_string() value=(recorded + refused).to_string()></progress>
                <button type="button" class="button small plain" on:click=move |_| sent.set(Vec::new())>{t.common.close()}</button>
                <ul>{rows}</ul>
            </div>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use domain::cast;

    use super::*;

    fn rows(state: State) -> [Pick; 1] {
        [Pick { id: IssueId(uuid::Uuid::nil()), book: cast::book(), code: "调研-001".to_owned(), state }]
    }

    #[test]
    fn who_holds_several_roles_is_offered_what_each_of_them_may_do() {
        let of = |roles: &[Role]| Many::of(roles, &rows(State::Submitted));
        let group = [Many::Agree, Many::Verify, Many::Confirm, Many::Return];
        assert_eq!(of(&[cast::MEMBER.role]), group);
        assert_eq!(of(&[cast::NORMAL_STAFF.role]), [Many::Submit]);
        let both = [&group[..], &[Many::Submit]].concat();
        assert_eq!(of(&[cast::NORMAL_STAFF.role, cast::MEMBER.role]), both);
        assert_eq!(of(&[cast::HEAD.role]), [&group[..], &[Many::Withdraw]].concat());
        // what is done with an issue as a whole is for the unit itself
        assert!(of(&[cast::ORGANISATION_STAFF.role, cast::OFFICE_LEADER.role]).is_empty());
    }

    #[test]
    fn whoever_may_have_brought_in_a_wrong_ledger_is_offered_to_take_it_back() {
        for who in [cast::MEMBER, cast::NORMAL_STAFF, cast::ORGANISATION_STAFF] {
            let offered = |state| Many::of(&[who.role], &rows(state)).contains(&Many::Withdraw);
            assert!(offered(State::Found) && !offered(State::Agreed), "{}", who.login);
        }
        assert!(Many::of(&[cast::OFFICE_LEADER.role], &rows(State::Found)).is_empty());
    }
}
