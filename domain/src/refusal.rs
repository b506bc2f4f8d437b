//! A No with a reason that a person understands. Each variant has one sentence in the locales (`refusal.json`).

mod field;

use serde::{Deserialize, Serialize};

use crate::kinds::{Name, Note};

pub use field::Field;

/// A reason shorter than this tells the other side nothing.
pub const REASON_MIN: usize = 10;

crate::tagged! {
    "Refusal" by "reason";
    /// Why an act was not accepted. Nothing was written.
    #[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
    pub enum Refusal {
        /// The record does not exist, or the viewer may not know that it does.
        #[error("not found")]
        NotFound,
        /// The act is not for this role.
        #[error("not yours to do; it is for {whose:?}")]
        NotYours { whose: Whose },
        /// The record is in a state in which this act makes no sense.
        #[error("not possible while {state}")]
        WrongState { state: String },
        /// The record that this one is to go into is in a state in which it takes nothing in.
        #[error("the target is {state}")]
        TargetState { state: String },
        /// Another unit works on what would come back or go out a second time.
        #[error("taken up already")]
        TakenUp,
        /// There is a visit for this pick of the draw already, and it is not cancelled.
        #[error("a visit to this pick stands already")]
        AlreadyPlanned,
        /// There is such a record already (the device sent the same id for two things).
        #[error("exists already")]
        Exists,
        /// The person who submitted can't verify.
        #[error("the person who submitted may not verify")]
        OwnSubmission,
        /// Something needed first is missing.
        #[error("{field:?} is missing")]
        Missing { field: Field },
        /// A text is empty where one is needed.
        #[error("empty")]
        Empty,
        #[error("{length} characters, at most {max}")]
        TooLong { max: usize, length: usize },
        #[error("{length} characters, at least {min}")]
        TooShort { min: usize, length: usize },
        #[error("a character that can't be stored")]
        BadCharacter,
        #[error("not a day of the calendar between 2000 and 2099")]
        BadDay,
        #[error("not a whole number from 0 to 100")]
        BadPercent,
        /// A day lies on the wrong side of another.
        #[error("{field:?} is too early")]
        TooEarly { field: Field },
        #[error("{field:?} is too late")]
        TooLate { field: Field },
        /// A name, code or login is taken.
        #[error("{field:?} is taken")]
        Taken { field: Field },
        /// Some measures are not finished.
        #[error("{open} measures are not finished")]
        MeasuresOpen { open: usize },
        /// It is past its day, and only head and deputy of the group take it out or give it another day.
        #[error("the milestone is late")]
        MilestoneLate,
        /// So many other issues lean on the measure.
        #[error("{issues} issues share the measure")]
        MeasureShared { issues: usize },
        /// The look-back is not due yet.
        #[error("the look-back is on {day}")]
        LookbackNotDue { day: crate::kinds::Day },
        /// The same value as before: nothing would change.
        #[error("nothing would change")]
        Unchanged,
        /// Somebody else changed it since the version that this act knew; number `seq` of the book did.
        #[error("changed meanwhile by entry {seq}")]
        Overtaken { seq: i64 },
        /// Somebody else changed this field to something else since this act's description was seen; the rest of it could be taken.
        #[error("{field:?} was changed meanwhile")]
        ChangedMeanwhile { field: Field },
        /// Two records that must belong together do not.
        #[error("{field:?} belongs elsewhere")]
        Elsewhere { field: Field },
        /// An organisation would stand below itself.
        #[error("would stand below itself")]
        BelowItself,
        /// An organisation would stand below a party branch.
        #[error("would stand below a branch")]
        BelowBranch,
        /// Where an organisation is to stand, an open one has its name already.
        #[error("there is a {name} there already")]
        SameNameThere { name: Name },
        /// A list is longer than is sensible.
        #[error("more than {max}")]
        TooMany { max: usize },
        /// The last person of a role can't be removed.
        #[error("the last one")]
        LastOne,
        /// Nobody gives themselves a role.
        #[error("a role of one's own")]
        OwnRole,
        /// What was shown is not what it has to be: a reveal that does not fit its commitment, dice that both sides saw.
        #[error("{field:?} does not agree")]
        Differs { field: Field },
        /// The children of a node (`None`: of the whole tree) do not add up to it: `by` hundredths of a point too much.
        #[error("weights are off by {by} hundredths")]
        Weights { node: Option<crate::kinds::NodeId>, name: Option<Name>, by: i64 },
        /// A scale without length, one that goes against its formula, or a share above a hundred per cent.
        #[error("a scale that does not fit")]
        BadScale,
        /// What grades are worth does not rise from the worst to the best, from 0 to 100.
        #[error("what grades are worth has to rise")]
        BadWorths,
        /// Where grades begin does not rise from the worst to the best, from 1 to 100.
        #[error("where grades begin has to rise")]
        BadLimits,
        /// Nothing follows from this unit's result: it is not low.
        #[error("the result is not low")]
        NotLow,
        /// So many grades are still to be given, or to be agreed on.
        #[error("{open} grades are open")]
        GradesOpen { open: usize },
        /// So many things of a look-back are still to be marked.
        #[error("{open} things are not marked")]
        ItemsOpen { open: usize },
        /// The unit is closed: nothing new begins with it.
        #[error("the unit is closed")]
        UnitClosed,
        /// With a unit that is to be closed so many issues and carriers are open, and so many promises and look-backs.
        #[error("{issues} issues, {carriers} carriers and {others} other things are open")]
        StillOpen { issues: usize, carriers: usize, others: usize },
        /// A lesson for others says whose it is.
        #[error("it names {name}")]
        Names { name: String },
        /// Not a mail address of the plain form.
        #[error("not a mail address")]
        NotAddress,
        /// Not an address of a robot.
        #[error("not a link")]
        NotLink,
        /// The host is not one of those that messages may go to.
        #[error("{host} is not listed")]
        NotListed { host: String },
        /// The server can't read the act.
        #[error("malformed")]
        Malformed,
    }
}

/// Whose turn an act would have been.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Whose {
    Unit,
    Group,
    GroupLead,
    GroupHead,
    /// A rater of the round.
    Rater,
    /// Who writes the minutes.
    Clerk,
    /// Whose log it is.
    Writer,
    /// Who recorded the issue, on that day and before anybody else acted on it; else who leads the group.
    Recorder,
    Office,
    SystemAdmin,
    SecurityAdmin,
    AuditAdmin,
}

/// The refusal unless `yes`.
pub(crate) fn must(yes: bool, refusal: Refusal) -> Result<(), Refusal> {
    if yes { Ok(()) } else { Err(refusal) }
}

/// Something that must be there first.
pub(crate) fn complete(there: bool, field: Field) -> Result<(), Refusal> {
    must(there, Refusal::Missing { field })
}

/// A reason that the other side can work with.
pub(crate) fn reasoned(reason: &Note) -> Result<(), Refusal> {
    let length = reason.as_str().chars().count();
    must(length >= REASON_MIN, Refusal::TooShort { min: REASON_MIN, length })
}
