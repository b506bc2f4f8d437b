//! What became of the lines of a roster before it is frozen: what parts them, which columns are not taken, and the
//! first of them cell by cell. Nothing is dropped or cut without being told here.

use domain::draw::roster::Entry;
use domain::draw::roster::typed::Typed;
use leptos::prelude::*;

use super::roster::Lines;
use crate::texts::{Texts, texts};

/// So many lines are shown.
const SHOWN: usize = 5;

#[component]
pub fn Understood(lines: Lines) -> impl IntoView {
    let told = move || {
        let typed = lines.read.get().unwrap_or_default();
        (!typed.entries.is_empty()).then(|| view! { <Told typed/> })
    };
    view! { <div class="field draw-understood">{told}</div> }
}

#[component]
fn Told(typed: Typed) -> impl IntoView {
    let t = texts();
    let (by, unused) = (parted(&typed, t), unused(&typed, t));
    let many = typed.entries.len();
    let rows = typed.entries.into_iter().take(SHOWN).map(|Entry { stratum, name, note }| {
        view! {
            <tr>
                <td>{name.to_string()}</td>
                <td>{stratum.to_string()}</td>
                <td>{note.map(|note| note.to_string())}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <p class="hint">{by}</p>
        {unused.map(|unused| view! { <p class="hint late">{unused}</p> })}
        <table class="table">
            <caption class="label">{t.draw.understood(many, many.min(SHOWN))}</caption>
            <thead>
                <tr>
                    <th scope="col">{t.field.name()}</th>
                    <th scope="col">{t.field.stratum()}</th>
                    <th scope="col">{t.draw.note()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <p class="hint">{t.draw.look_first()}</p>
    }
}

/// By what the lines were parted, or that they were not.
fn parted(typed: &Typed, t: Texts) -> String {
    match typed.by {
        Some('\t') => t.draw.by_tab().to_owned(),
        Some(mark) => t.draw.by_mark(mark),
        None if typed.whole => t.draw.by_nothing().to_owned(),
        None => t.draw.one_name().to_owned(),
    }
}

/// The columns of which nothing is taken, if there are any.
fn unused(typed: &Typed, t: Texts) -> Option<String> {
    let column = |(place, head): &(usize, String)| {
        if head.is_empty() { t.draw.column_nth(*place) } else { head.clone() }
    };
    let columns = typed.unused.iter().map(column).collect::<Vec<_>>().join(t.draw.and());
    (!columns.is_empty()).then(|| t.draw.unused(columns))
}

#[cfg(test)]
mod tests {
    use domain::draw::roster::typed;

    use super::*;
    use crate::texts::Lang;

    #[test]
    fn it_is_said_what_parts_the_lines_and_what_is_not_taken() {
        let t = Texts::new(Lang::Zh);
        let said = |raw: &str| {
            let typed = typed::read(raw).unwrap();
            (parted(&typed, t), unused(&typed, t))
        };
        assert_eq!(said("杨承志，正高\n姜雨桐，副高"), (t.draw.by_mark('，'), None));
        assert_eq!(said("关于学习、调研、整改的通知"), (t.draw.by_nothing().to_owned(), None));
        assert_eq!(said("杨承志\n姜雨桐"), (t.draw.one_name().to_owned(), None));
        let columns = "电话、第 5 列".to_owned();
        assert_eq!(
            said("姓名\t职称\t部门\t电话\t\n杨承志\t正高\t基础教学部\t0451\t校友"),
            (t.draw.by_tab().to_owned(), Some(t.draw.unused(columns)))
        );
    }
}
