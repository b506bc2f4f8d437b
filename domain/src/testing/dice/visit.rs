//! Acts of visits.

use super::Dice;
use crate::act::Act;
use crate::cast;
use crate::kinds::Text;
use crate::strand::Strand;
use crate::testing::{hash, text};
use crate::visit::act::{Act as V, Amended, Recorded};
use crate::visit::{
    Description as Visited, Drawn, Findings, Form, Observations, Photo, Point, Position, Promised, Seen, Site,
};

pub(super) fn acts(d: &mut Dice) -> Vec<Act> {
    let (visit, promise) = (d.visit(), d.promise());
    vec![
        V::Plan { visit, unit: d.unit(), description: Box::new(d.visited()), drawn: d.maybe(Dice::drawn) }.into(),
        V::Record(Box::new(d.recorded())).into(),
        V::Amend(Box::new(d.amended())).into(),
        V::Cancel { visit, reason: d.note() }.into(),
        V::Reinstate { visit, reason: d.note() }.into(),
        V::AddPromise { visit, promise: d.promised() }.into(),
        V::KeepPromise { visit, promise, note: d.maybe(Dice::note) }.into(),
        V::DropPromise { visit, promise, reason: d.note() }.into(),
        V::ReopenPromise { visit, promise, reason: d.note() }.into(),
        V::EraseNames { visit, names: vec![hash(d.roll(3) as u8)], reason: d.note() }.into(),
    ]
}

impl Dice<'_> {
    fn promised(&mut self) -> Promised {
        Promised { id: self.promise(), what: self.note(), who: self.maybe(Self::name), due: self.day() }
    }

    fn visited(&mut self) -> Visited {
        let form = self.pick(<Form as strum::VariantArray>::VARIANTS);
        let site = self.pick(<Site as strum::VariantArray>::VARIANTS);
        Visited {
            form,
            organisation: self.maybe(Self::organisation),
            site: (form == Form::Site).then_some(site),
            place: self.maybe(Self::name),
            topic: self.maybe(Self::name),
            at: self.day().start(),
            members: vec![self.pick(&cast::PEOPLE[..5]).id],
            strands: (0..self.roll(2)).map(|_| self.pick(<Strand as strum::VariantArray>::VARIANTS)).collect(),
            announced: self.roll(2) == 0,
            checklist: (0..self.roll(3)).map(|number| self.point(number)).collect(),
        }
    }

    /// Most are still to be looked at.
    fn point(&mut self, number: usize) -> Point {
        let seen = self.pick(<Seen as strum::VariantArray>::VARIANTS);
        let what = Text::parse(&format!("第 {number} 点")).unwrap();
        Point { what, seen: (self.roll(4) == 0).then_some(seen), remark: None }
    }

    fn drawn(&mut self) -> Drawn {
        Drawn { draw: self.id(0x50_0001), numbers: (0..=self.roll(2)).map(|_| 1 + self.roll(4) as u16).collect() }
    }

    fn findings(&mut self) -> Findings {
        Findings {
            people: self.roll(30) as u16,
            names: None,
            looked_at: self.maybe(Self::note),
            notes: self.maybe(Self::note),
            observations: Observations {
                coverage: self.maybe(Self::note),
                discussion: self.maybe(Self::note),
                application: self.maybe(Self::note),
            },
            corrected: self.maybe(Self::note),
            photos: Vec::new(),
            position: self.maybe(|dice| Position {
                latitude: 45_750_000 + dice.roll(100) as i32,
                longitude: 126_640_000 + dice.roll(100) as i32,
                accuracy: dice.roll(50) as u32,
            }),
        }
    }

    fn photo(&mut self) -> Photo {
        Photo { hash: hash(self.roll(3) as u8), caption: self.maybe(Self::name), media: text("image/jpeg") }
    }

    fn recorded(&mut self) -> Recorded {
        Recorded {
            visit: self.visit(),
            unit: self.unit(),
            based_on: self.maybe(|dice| dice.roll(200) as i64),
            description: self.visited(),
            findings: self.findings(),
            promises: (0..self.roll(3)).map(|_| self.promised()).collect(),
        }
    }

    fn amended(&mut self) -> Amended {
        let mut findings = self.maybe(Self::findings);
        if let Some(own) = &mut findings {
            own.photos.extend((0..self.roll(2)).map(|_| self.photo()));
        }
        Amended { visit: self.visit(), based_on: self.roll(200) as i64, description: self.visited(), findings }
    }
}
