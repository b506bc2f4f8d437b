//! How surveys are read and slips made on the server. Reads of the group and the unit go through the viewer's reach; a slip's
//! code is its own right, and says nothing but which survey it is for.

use std::cmp::Ordering;

use domain::act::{Act as Any, Key, Proposal, Subject, Verdict};
use domain::kinds::{ActId, SurveyId};
use domain::record::Record;
use domain::refusal::Refusal;
use domain::score::Opinion;
use domain::survey::ballot::{Ballot, Spoilt};
use domain::survey::code::Code;
use domain::survey::result::{OfRaters, Returns, of_raters, progress};
use domain::survey::{Act, Plan, Survey};
use domain::viewer::{Reach, Viewer};
use uuid::Uuid;

use super::read::{Asks, Detail, Earlier, Line, Opened, Slip};
use super::sheet::{Printed, Tongues};
use crate::context::Server;
use crate::failure::Failure;
use crate::part::records::Scope;

fn survey(record: Record) -> Option<Survey> {
    Box::<Survey>::try_from(record).ok().map(|own| *own)
}

async fn within(server: &Server, viewer: &Viewer, id: SurveyId) -> Result<Survey, Failure> {
    let key = Key { subject: Subject::Survey, id: id.0 };
    let record = store::record::load(&server.db, &viewer.reach(), key).await?;
    record.and_then(survey).ok_or_else(Failure::not_found)
}

/// # Errors
/// The database.
pub async fn list(server: &Server, viewer: &Viewer, scope: Scope) -> Result<Vec<Line>, Failure> {
    let all: Vec<Box<Survey>> = scope.records(&server.db, &viewer.reach(), Subject::Survey).await?;
    let mut lines = Vec::with_capacity(all.len());
    for own in all {
        // answers have no day: of a past day only what the journal tells
        let raters = if scope.as_of.is_some() { Vec::new() } else { results(server, &own).await? };
        lines.push(line(&own, &raters));
    }
    let turn = |line: &Line| ["open", "planned"].iter().position(|state| *state == line.state).unwrap_or(2);
    lines.sort_by_key(|line| (turn(line), std::cmp::Reverse((line.closes, line.id))));
    Ok(lines)
}

fn line(survey: &Survey, raters: &[OfRaters]) -> Line {
    Line {
        id: survey.id,
        unit: survey.unit,
        title: survey.plan.title.clone(),
        title_en: survey.plan.title_en.clone(),
        category: survey.plan.category,
        state: survey.state().to_owned(),
        opens: survey.plan.opens,
        closes: survey.plan.closes,
        returns: Returns::of(raters),
        satisfied: together(raters),
    }
}

/// Of the groups whose result is shown, and of no other: the sum must not tell what is hidden.
fn together(raters: &[OfRaters]) -> Option<Opinion> {
    let shown = raters.iter().filter_map(|own| own.satisfied);
    shown.reduce(|one, other| Opinion {
        part: one.part + other.part,
        of: one.of + other.of,
        answers: one.answers + other.answers,
    })
}

/// What each group's ballot says: while the survey runs, only how many came back.
async fn results(server: &Server, survey: &Survey) -> Result<Vec<OfRaters>, Failure> {
    let ballots = store::ballot::of_survey(&server.db, survey).await?;
    let closed = survey.state() == "closed";
    let told = |(raters, ballot): (usize, &Ballot)| {
        if closed { of_raters(survey, raters, ballot) } else { progress(survey, raters, ballot) }
    };
    Ok(ballots.iter().enumerate().map(told).collect())
}

/// One survey with all that its page shows.
///
/// # Errors
/// Not found, or not the viewer's to know of; the database.
pub async fn detail(server: &Server, viewer: &Viewer, id: SurveyId) -> Result<Detail, Failure> {
    let own = within(server, viewer, id).await?;
    let key = Key { subject: Subject::Survey, id: id.0 };
    Ok(Detail {
        raters: results(server, &own).await?,
        earlier: earlier(server, viewer, &own).await?,
        history: crate::part::history::of(server, key).await?,
        survey: own,
    })
}

async fn earlier(server: &Server, viewer: &Viewer, survey: &Survey) -> Result<Vec<Earlier>, Failure> {
    let scope = Scope { book: Some(survey.book), unit: Some(survey.unit), as_of: None };
    let all: Vec<Box<Survey>> = scope.records(&server.db, &viewer.reach(), Subject::Survey).await?;
    let before = |own: &Survey| own.id != survey.id && own.closed_at < survey.closed_at.or(Some(server.now()));
    let mut earlier = Vec::new();
    let alike = |own: &Survey| own.state() == "closed" && own.plan.category == survey.plan.category;
    for own in all.iter().filter(|own| alike(own) && before(own)) {
        let Some(closed) = own.closed_at else { continue };
        let names = own.plan.raters.iter().map(|words| words.zh.to_string());
        let results = results(server, own).await?.into_iter();
        let raters = names.zip(results.map(|own| OfRaters { questions: Vec::new(), ..own })).collect();
        let (title, title_en) = (own.plan.title.clone(), own.plan.title_en.clone());
        earlier.push(Earlier { id: own.id, title, title_en, closed: closed.day(), raters });
    }
    earlier.sort_by_key(|own| own.closed);
    Ok(earlier)
}

/// Makes slips: first the journal says that they were printed, then their hashes are kept, then their codes are told, with
/// what the slips say.
///
/// # Errors
/// Not a member of the group; too many; a survey that takes none any more; the database.
pub async fn print(
    server: &Server,
    viewer: &Viewer,
    id: SurveyId,
    (raters, slips): (u8, u16),
    (origin, tongues): (&str, Tongues),
) -> Result<Printed, Failure> {
    let own = within(server, viewer, id).await?;
    let act = Any::Survey(Act::Print { survey: id, raters, slips });
    let chance = (server.chance)();
    let act_id = ActId(Uuid::from_slice(&chance[..16]).unwrap_or_default());
    let proposal = Proposal::new(act_id, server.now(), own.book, act);
    let verdicts = server.writer.propose(store::writer::By::Person(viewer.person), vec![proposal]).await;
    let broken = || Failure::Broken { reference: (server.reference)() };
    let printed = match verdicts.into_iter().next() {
        Some(Verdict::Accepted { seq, .. }) => seq,
        Some(Verdict::Refused { refusal }) => return Err(refusal.into()),
        Some(Verdict::Later) | None => return Err(broken()),
    };
    // As the accepted act has left it: nobody changes the plan any more. Somebody else may have printed at the same moment.
    let own = within(server, viewer, id).await?;
    let sheet = own.sheets.iter().find(|own| own.seq == printed).ok_or_else(broken)?.places();
    let codes: Vec<Code> = (0..slips).map(|_| Code::new((server.chance)())).collect();
    let hashes: Vec<String> = codes.iter().map(Code::hash).collect();
    store::ballot::hand_out(&server.db, &own, usize::from(raters), sheet.end.saturating_sub(1), &hashes).await?;
    let group = own.plan.raters.get(usize::from(raters)).ok_or_else(broken)?;
    let site = format!("{}/s", origin.split_once("//").map_or(origin, |(_, host)| host));
    let slips = codes.iter().map(|code| slip(code, &address(code, origin, tongues.english())));
    Ok(Printed { slips: slips.collect(), said: super::sheet::serve::said(&own.plan, group, tongues, &site) })
}

/// Where a slip leads: to its page in one language, or in that of the phone.
fn address(code: &Code, origin: &str, english: Option<bool>) -> String {
    match english {
        Some(true) => format!("{origin}/s/{code}/en"),
        Some(false) => format!("{origin}/s/{code}/zh"),
        None => format!("{origin}/s/{code}"),
    }
}

fn slip(code: &Code, address: &str) -> Slip {
    let (side, square) = crate::draw::serve::square(address).unwrap_or_default();
    Slip { code: code.to_string(), side: u16::try_from(side).unwrap_or_default(), square }
}

/// What a slip opens, without using it.
///
/// # Errors
/// The database.
pub async fn open(server: &Server, raw: &str) -> Result<Opened, Failure> {
    let spoilt = |why: &str| Ok(Opened::Spoilt { why: why.to_owned() });
    let Ok(code) = Code::parse(raw) else { return spoilt("mistyped") };
    match find(server, &code).await? {
        Ok((survey, raters)) => {
            let unit = unit(server, &survey).await?;
            let Plan { title, title_en, category, raters: groups, questions, .. } = survey.plan;
            let Some(raters) = groups.into_iter().nth(raters) else { return spoilt("unknown") };
            Ok(Opened::Asks(Asks { unit, title, title_en, category, raters, questions }))
        }
        Err(why) => spoilt(why),
    }
}

/// The survey that takes this slip today, with the place of its group of raters, or the word for why none does.
///
/// # Errors
/// The database.
pub async fn find(server: &Server, code: &Code) -> Result<Result<(Survey, usize), &'static str>, Failure> {
    let hash = code.hash();
    let Some((id, raters)) = store::ballot::survey_of(&server.db, &hash).await? else { return Ok(Err("unknown")) };
    let everything = Reach { all: true, ..Reach::default() };
    let key = Key { subject: Subject::Survey, id: id.0 };
    let Some(own) = store::record::load(&server.db, &everything, key).await?.and_then(survey) else {
        return Ok(Err("unknown"));
    };
    match own.takes(server.today()) {
        Ordering::Less => return Ok(Err("early")),
        Ordering::Greater => return Ok(Err("late")),
        Ordering::Equal => {}
    }
    Ok(match store::ballot::look(&server.db, &own, raters, &hash).await? {
        Ok(()) => Ok((own, raters)),
        Err(why) => Err(word(why)),
    })
}

/// The word for why a slip is worth nothing.
#[must_use]
pub fn word(spoilt: Spoilt) -> &'static str {
    match spoilt {
        Spoilt::Unknown => "unknown",
        Spoilt::Used => "used",
        Spoilt::Void => "void",
        Spoilt::Late => "late",
    }
}

/// Who answers is told which unit it is about.
async fn unit(server: &Server, survey: &Survey) -> Result<String, Failure> {
    let everything = Reach { all: true, ..Reach::default() };
    let key = Key { subject: Subject::Unit, id: survey.unit.0 };
    let record = store::record::load(&server.db, &everything, key).await?;
    match record {
        Some(Record::Unit(unit)) => Ok(unit.name.to_string()),
        Some(_) | None => Err(Refusal::NotFound.into()),
    }
}
