//! The seed of a draw: what each side commits to and reveals, or the dice that both saw.

use domain::act::Act as Any;
use domain::draw::{Act, Salt, Secret, Side, pick, roster};
use domain::issue::Hash;
use domain::kinds::Text;
use domain::refusal::Refusal;
use leptos::prelude::*;

use super::kept;
use super::read::Detail;
use crate::edge;
use crate::outbox::outbox;
use crate::part::Field;
use crate::part::act_form::{ActForm, Entered, Fold, Form};
use crate::texts::texts;

/// A secret as it is hashed: one line, single spaces.
fn secret(raw: &str) -> Result<Secret, Refusal> {
    let secret = Secret::parse(&roster::tidy(raw))?;
    let (length, min) = (secret.as_str().chars().count(), 6);
    if length < min { Err(Refusal::TooShort { min, length }) } else { Ok(secret) }
}

#[component]
pub fn Commit(detail: Detail, side: Side) -> impl IntoView {
    let (t, form, outbox) = (texts(), Form::new("commit"), outbox());
    let (book, draw) = (detail.draw.book, detail.draw.id);
    let line = StoredValue::new(String::new());
    let hand_in = Callback::new(move |(acts, then): (Vec<Any>, Callback<(bool,)>)| {
        for act in acts {
            kept::commit(outbox, (book, draw), act, &line.get_value(), move |kept| then.run((kept,)));
        }
    });
    let read = Callback::new(move |(entered,): (Entered,)| {
        let secret = entered.get("secret", secret)?;
        let chance = edge::salt().ok_or(("secret", Refusal::Malformed))?;
        let salt = domain::entry::hex(&chance[..16]);
        let commitment: Hash =
            Text::parse(&pick::commitment(&salt, secret.as_str())).map_err(|refusal| ("secret", refusal))?;
        line.set_value(pick::line(&salt, secret.as_str()));
        Ok(Any::Draw(Act::Commit { draw, side, commitment }))
    });
    view! {
        <Fold verb=t.act.draw_commit() id="commit">
            <ActForm form book known=detail.known() verb=t.act.draw_commit() read hand_in primary=true>
                <Field
                    label=t.field.secret()
                    name=form.name("secret")
                    hint=t.draw.secret_hint()
                    autocomplete="off"
                    wrong=form.wrong("secret")
                />
            </ActForm>
        </Fold>
    }
}

#[component]
pub fn Reveal(detail: Detail, side: Side) -> impl IntoView {
    let (t, form) = (texts(), Form::new("reveal"));
    let (book, draw) = (detail.draw.book, detail.draw.id);
    let read = Callback::new(move |(entered,): (Entered,)| {
        let line = roster::tidy(entered.raw("secret"));
        let (salt, rest) = line.split_once(' ').unwrap_or(("", &line));
        let salt =
            Salt::parse(salt).map_err(|_| ("secret", Refusal::Differs { field: domain::refusal::Field::Secret }))?;
        let secret = secret(rest).map_err(|refusal| ("secret", refusal))?;
        Ok(Any::Draw(Act::Reveal { draw, side, salt, secret }))
    });
    let input = NodeRef::<leptos::html::Input>::new();
    // What this browser kept when its person committed.
    let known = detail.draw.hand(side).commitment.as_ref().map(|own| own.0.clone());
    let kept = kept::find(outbox(), draw, known);
    Effect::new(move || {
        if let (Some(input), Some(line)) = (input.get(), kept.get())
            && input.value().is_empty()
        {
            input.set_value(&line);
        }
    });
    view! {
        <Fold verb=t.act.draw_reveal() id="reveal">
            <ActForm form book known=detail.known() verb=t.act.draw_reveal() read primary=true>
                <Field
                    label=t.draw.salt_and_secret()
                    name=form.name("secret")
                    hint=t.draw.reveal_hint()
                    autocomplete="off"
                    wrong=form.wrong("secret")
                    node=input
                />
            </ActForm>
        </Fold>
    }
}

/// `3 5 5 1 6 2` or `355162`.
fn throws(raw: &str) -> Result<Vec<u8>, Refusal> {
    let digits = raw.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，' | '、'));
    let dice = digits.map(|c| c.to_digit(7).and_then(|die| u8::try_from(die).ok()).filter(|die| *die > 0));
    dice.collect::<Option<Vec<u8>>>().ok_or(Refusal::BadCharacter)
}

#[component]
pub fn Throw(detail: Detail, side: Side) -> impl IntoView {
    let (t, form) = (texts(), Form::new("throw"));
    let (book, draw) = (detail.draw.book, detail.draw.id);
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Draw(Act::ThrowDice { draw, side, dice: entered.get("dice", throws)? }))
    });
    view! {
        <Fold verb=t.act.draw_throw_dice() id="throw">
            <ActForm form book known=detail.known() verb=t.act.draw_throw_dice() read>
                <Field
                    label=t.field.dice()
                    name=form.name("dice")
                    hint=t.draw.dice_hint()
                    autocomplete="off"
                    wrong=form.wrong("dice")
                />
            </ActForm>
        </Fold>
    }
}

/// The line that this person has to reveal, as long as it is not revealed: to be written down.
#[component]
pub fn Kept(detail: Detail, side: Side) -> impl IntoView {
    let (t, outbox, draw) = (texts(), outbox(), detail.draw.id);
    if !matches!(detail.draw.state(), "frozen" | "committed") {
        kept::forget(outbox, draw);
        return ().into_any();
    }
    // Only the browser knows.
    let known = detail.draw.hand(side).commitment.as_ref().map(|own| own.0.clone());
    let line = kept::find(outbox, draw, known);
    let told = move || {
        line.get().map(|line| {
            view! { <p class="note draw-kept">{t.draw.write_down()} " " <span class="code">{line}</span></p> }
        })
    };
    told.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dice_are_read_as_people_call_them_out() {
        for raw in ["355162", "3 5 5 1 6 2", "3，5、5,1 6 2"] {
            assert_eq!(throws(raw), Ok(vec![3, 5, 5, 1, 6, 2]));
        }
        for raw in ["3 5 7", "0", "a"] {
            assert_eq!(throws(raw), Err(Refusal::BadCharacter));
        }
    }
}
