//! The group's own life in the story: what stands in its library, what it studied, what its members noted of their days; and
//! the results that units told, some of them as lessons.

mod words;

use domain::act::Act;
use domain::issue::{Origin, Proof};
use domain::kinds::{Book, Name, OutcomeId, PersonId, StandardId, StudyId, Time, WorklogId};
use domain::meeting::{Attendee, Presence};
use domain::outcome::{Content as Told, Lesson, Link};
use domain::standard::{Citation, Content};
use domain::study::{Form, Material, Plan};
use domain::{outcome, rule, standard, study, visit, worklog};
use store::writer::By;

use crate::chance::{id, mix};
use crate::crew::Crew;
use crate::curve::{LAST, LAST_MINUTE, Since, at, day, work};
use crate::file::File;
use crate::frame::Ready;
use crate::matter::Matter;
use crate::text::words;
use words::{ENTRIES, NOTED, RESULTS, REVISIONS, SESSIONS};

/// All acts of the first group's life; the others have none. `ready` are the steps that there are already, `matters` the
/// issues, for what is leant on and linked. With the files that they name.
pub(crate) fn told(
    crew: &Crew,
    number: u32,
    seed: u64,
    ready: &[Ready],
    matters: &[Matter],
) -> (Vec<Ready>, Vec<File>) {
    if number > 0 {
        return (Vec::new(), Vec::new());
    }
    let mut told = Teller { crew, seed, many: 0, steps: Vec::new(), files: Vec::new() };
    told.library();
    told.cited(ready);
    told.sessions();
    told.logs();
    told.results(ready, matters);
    told.steps.retain(|step| step.0 < at(LAST, LAST_MINUTE));
    (told.steps, told.files)
}

struct Teller<'a> {
    crew: &'a Crew,
    seed: u64,
    many: u64,
    steps: Vec<Ready>,
    files: Vec<File>,
}

impl Teller<'_> {
    fn id(&mut self, since: Since, minute: i64) -> uuid::Uuid {
        self.many += 1;
        id(at(since, minute), self.seed, (1 << 29) + self.many)
    }

    fn add(&mut self, at: Time, by: PersonId, act: Act) {
        self.steps.push((at, By::Person(by), act));
    }

    fn standard(&self, place: usize) -> StandardId {
        let (_, _, _, since, ..) = ENTRIES[place];
        StandardId(id(at(since, 600), self.seed, (1 << 30) + place as u64))
    }

    fn library(&mut self) {
        let by = self.crew.liaison;
        for (place, (sort, title, source, since, text, strands)) in ENTRIES.into_iter().enumerate() {
            let (standard, minute) = (self.standard(place), 600 + i64::try_from(place).unwrap_or(0));
            let content = |text: &str| {
                Box::new(Content {
                    title: words(title),
                    sort,
                    strands: strands.to_vec(),
                    source: Some(words(source)),
                    since: Some(day(since)),
                    text: words(text),
                })
            };
            self.add(at(since, minute), by, Act::Standard(standard::Act::Enter { standard, content: content(text) }));
            for (_, later, note, line) in REVISIONS.into_iter().filter(|own| own.0 == place) {
                let revised = content(&format!("{text}\n{line}"));
                let act = standard::Act::Revise { standard, after: 1, content: revised, note: words(note) };
                self.add(at(later, 610), by, Act::Standard(act));
            }
        }
    }

    /// The version of an entry that was the newest on a day.
    fn newest(&self, place: usize, since: Since) -> Citation {
        let revised = REVISIONS.iter().filter(|own| own.0 == place && own.1 < since).count();
        Citation { standard: self.standard(place), version: 1 + u32::try_from(revised).unwrap_or(0) }
    }

    /// Every fourth visit on which something was looked at says what it was measured by.
    fn cited(&mut self, ready: &[Ready]) {
        let recorded = ready.iter().filter_map(|(at, by, act)| match (by, act) {
            (By::Person(by), Act::Visit(visit::Act::Record(own))) => {
                Some((*at, *by, own.visit, own.description.strands.first().copied()))
            }
            _ => None,
        });
        for (turn, (when, by, visit, strand)) in recorded.enumerate().filter(|(turn, _)| turn % 4 == 1) {
            let since = crate::curve::since(when.day());
            let known = |place: &usize| {
                let (_, _, _, entered, _, strands) = ENTRIES[*place];
                entered < since && strand.is_none_or(|strand| strands.contains(&strand))
            };
            let places: Vec<usize> = (0..ENTRIES.len()).filter(known).collect();
            if let Some(place) = places.get(turn % places.len().max(1)) {
                let act = visit::Act::Cite { visit, citation: self.newest(*place, since) };
                self.add(Time(when.0 + 120_000_000), by, Act::Visit(act));
            }
        }
    }

    fn sessions(&mut self) {
        let crew = self.crew;
        let names: Vec<(PersonId, Name)> = crew
            .people
            .iter()
            .filter(|own| matches!(own.role, domain::viewer::Role::Group { .. }))
            .map(|own| (own.id, words(&own.name)))
            .collect();
        for (form, topic, since, read, summary) in SESSIONS {
            let study = StudyId(self.id(since, 900));
            let plan = Plan {
                form,
                topic: words(topic),
                at: at(since, 930),
                place: Some(words("指导组驻地会议室")),
                host: names.first().map(|own| own.1.clone()),
            };
            self.add(at(since - 1, 1_000), crew.liaison, Act::Study(study::Act::Plan { study, plan: Box::new(plan) }));
            for place in read {
                let citation = self.newest(*place, since);
                let material = Material::Standard { citation };
                self.add(at(since, 920), crew.liaison, Act::Study(study::Act::AddMaterial { study, material }));
            }
            let attendees = names.iter().enumerate().map(|(place, (person, name))| {
                let away = mix(u64::from(since.unsigned_abs() as u32), place as u64).is_multiple_of(9);
                let presence = if away { Presence::Excused } else { Presence::Present };
                Attendee { name: name.clone(), person: Some(*person), presence }
            });
            let hold = study::Act::Hold { study, attendees: attendees.collect(), summary: words(summary), was: None };
            self.add(at(since, 1_035), crew.liaison, Act::Study(hold));
        }
        // one that is still to come
        let study = StudyId(self.id(LAST, 900));
        let plan = Plan {
            form: Form::Session,
            topic: words("学习成果转化，准备下一阶段指导"),
            at: at(LAST + 3, 930),
            place: Some(words("指导组驻地会议室")),
            host: names.first().map(|own| own.1.clone()),
        };
        self.add(at(LAST - 1, 1_000), crew.liaison, Act::Study(study::Act::Plan { study, plan: Box::new(plan) }));
    }

    /// Two members note their days in the last four weeks.
    fn logs(&mut self) {
        let (book, crew) = (Book::Group(self.crew.group), self.crew);
        for since in (LAST - 27..LAST).filter(|since| since.rem_euclid(7) < 5) {
            for (place, person) in [crew.liaison, crew.member].into_iter().enumerate() {
                let turn = usize::try_from(since).unwrap_or(0) + place * 2;
                if turn % 5 == 4 {
                    continue;
                }
                let (worklog, day) = (WorklogId::of(book, person, day(since)), day(since));
                let act = worklog::Act::Write { worklog, day, after: None, text: words(NOTED[turn % NOTED.len()]) };
                self.add(at(since, 1_140 + i64::try_from(place).unwrap_or(0)), person, Act::Worklog(act));
            }
        }
    }

    /// Told by the units that they are of, most with a picture, each linked to an issue that was solved before and to a rule of
    /// the unit.
    fn results(&mut self, ready: &[Ready], matters: &[Matter]) {
        let crew = self.crew;
        for (place, (unit, title, text, effect, lesson)) in RESULTS.into_iter().enumerate() {
            let house = &crew.units[unit];
            let since = work(62 + 5 * Since::try_from(place).unwrap_or(0));
            let outcome = OutcomeId(self.id(since, 640));
            let content = Told { title: words(title), text: words(text), effect: Some(words(effect)) };
            let tell = outcome::Act::Tell { outcome, unit: house.id, content: Box::new(content) };
            self.add(at(since, 640), house.staff, Act::Outcome(tell));
            let solved = |own: &&Matter| {
                let before = own.verified.first().is_some_and(|day| *day < since);
                own.origin == Origin::Research && own.unit == unit && before
            };
            let issue = matters.iter().filter(solved).nth(place % 3).map(|own| Link::Issue { issue: own.id });
            let rule = ready.iter().find_map(|(when, _, act)| match act {
                Act::Rule(rule::Act::Draft { rule, unit: of, .. }) if *of == house.id && *when < at(since, 0) => {
                    Some(Link::Rule { rule: *rule })
                }
                _ => None,
            });
            for (minute, link) in (645..).zip(issue.into_iter().chain(rule)) {
                self.add(at(since, minute), house.staff, Act::Outcome(outcome::Act::Link { outcome, link }));
            }
            if place % 3 != 2 {
                let picture = self.picture(place);
                let add = outcome::Act::AddPicture { outcome, picture };
                self.add(at(since, 650), house.staff, Act::Outcome(add));
            }
            if let Some((title, text)) = lesson {
                let lesson = Box::new(Lesson { title: words(title), text: words(text) });
                let publish = outcome::Act::Publish { outcome, lesson };
                self.add(at(work(since + 2), 660), crew.head, Act::Outcome(publish));
            }
        }
    }

    /// A picture of its own for each result.
    fn picture(&mut self, place: usize) -> Proof {
        let file = File::picture(mix(self.seed, (1 << 29) + place as u64));
        let size = u32::try_from(file.bytes.len()).unwrap_or(0);
        let picture = Proof { hash: file.hash.clone(), name: words("现场照片.png"), size };
        self.files.push(file);
        picture
    }
}
