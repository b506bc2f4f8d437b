//! Of which unit something new is made: the choice in a form, where there is one.

use domain::kinds::{Book, UnitId};
use leptos::prelude::*;

use crate::part::act_form::{Entered, Form, Wrong};
use crate::part::field::Select;
use crate::session::{Me, UnitNode, me};
use crate::texts::texts;

/// The units for which this person may make something new; chosen in the form where there are several.
#[derive(Clone, PartialEq, Debug)]
pub struct Units(Vec<(Book, UnitNode)>);

impl Units {
    /// Nothing where there is none.
    #[must_use]
    pub fn of(me: &Me) -> Option<Units> {
        Units::among(me, |book, unit| me.viewer.must_be_unit_or_group(book, unit).is_ok())
    }

    /// Those that the person's own group guides.
    #[must_use]
    pub fn guided(me: &Me) -> Option<Units> {
        Units::among(me, |book, _| me.viewer.in_group(book))
    }

    fn among(me: &Me, may: impl Fn(Book, UnitId) -> bool) -> Option<Units> {
        let all = me.groups.iter().flat_map(|group| group.open().map(|unit| (Book::Group(group.id), unit)));
        let own: Vec<_> =
            all.filter(|(book, unit)| may(*book, unit.id)).map(|(book, unit)| (book, unit.clone())).collect();
        (!own.is_empty()).then_some(Units(own))
    }

    /// This unit alone, unless it is closed.
    #[must_use]
    pub fn one(me: &Me, unit: UnitId) -> Option<Units> {
        let (group, own) = me.unit(unit).filter(|(_, own)| !own.closed)?;
        Some(Units(vec![(Book::Group(group.id), own.clone())]))
    }

    /// The book of the first; a person writes in one.
    #[must_use]
    pub fn book(&self) -> Book {
        self.0.first().map_or(Book::Office, |own| own.0)
    }

    /// The unit that the form names.
    ///
    /// # Errors
    /// None was chosen.
    pub fn read(&self, entered: &Entered) -> Result<UnitId, Wrong> {
        match self.0.as_slice() {
            [(_, only)] => Ok(only.id),
            _ => entered.get("unit", |raw| raw.parse()),
        }
    }

    /// The choice, where there is one.
    #[must_use]
    pub fn field(&self, form: Form) -> Option<AnyView> {
        let options = self.0.iter().map(|(_, unit)| (unit.id.to_string(), unit.name.to_string())).collect::<Vec<_>>();
        let label = texts().field.unit();
        (options.len() > 1)
            .then(|| view! { <Select label name=form.name("unit") options wrong=form.wrong("unit")/> }.into_any())
    }
}

/// May the signed-in person make one here?
#[must_use]
pub fn units() -> Option<Units> {
    Units::of(&me())
}
