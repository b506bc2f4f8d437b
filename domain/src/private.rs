//! Words that may have to be erased one day: names of people talked to, rosters. They travel beside an act and lie in a
//! row of their own; the entry holds only a salted commitment, so that erasing them leaves the chain whole.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::act::{Act, Proposal};
use crate::draw;
use crate::kinds::Text;
use crate::record::Known;
use crate::refusal::{Field, Refusal, must};

/// Bytes of one private text at most: a roster of ten thousand people.
pub const TEXT_MAX: usize = 600_000;
/// Private texts beside one act at most.
pub const MANY: usize = 8;
/// Letters of a salt: 256 bits in hex.
const SALT: usize = 64;

/// The sha256 of salt, line break and text, in hex.
pub type Commitment = Text<64>;

/// A text with the salt that keeps it from being guessed by its commitment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Private {
    /// 64 hex digits that nobody can guess.
    pub salt: String,
    pub text: String,
}

impl Private {
    #[must_use]
    pub fn new(salt: [u8; 32], text: impl Into<String>) -> Private {
        Private { salt: salt.iter().map(|byte| format!("{byte:02x}")).collect(), text: text.into() }
    }

    /// Exactly what is hashed: the salt as the first line, then the text. `sha256sum` over these bytes gives the commitment.
    #[must_use]
    pub fn sealed(&self) -> String {
        format!("{}\n{}", self.salt, self.text)
    }

    /// # Errors
    /// Never for a sha256; the type says it could.
    pub fn commitment(&self) -> Result<Commitment, Refusal> {
        let hash = Sha256::digest(self.sealed().as_bytes());
        Commitment::parse(&hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
    }

    fn must_be_sound(&self) -> Result<(), Refusal> {
        let hex = self.salt.len() == SALT && self.salt.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        must(hex, Refusal::Malformed)?;
        must(!self.text.trim().is_empty(), Refusal::Empty)?;
        must(self.text.len() <= TEXT_MAX, Refusal::TooLong { max: TEXT_MAX, length: self.text.len() })
    }
}

/// What comes along must be what the act names, and what the act names must come along or lie beside this record already:
/// nothing is put aside unseen, and nobody shows another record's words as their own.
///
/// # Errors
/// [`Refusal::Malformed`], [`Refusal::TooLong`], [`Refusal::TooMany`]; [`Refusal::Missing`] where a named text is not there.
pub fn check(proposal: &Proposal, known: &Known) -> Result<(), Refusal> {
    let (own, named) = (proposal.act.key().id, proposal.act.commitments());
    must(proposal.private.len() <= MANY, Refusal::TooMany { max: MANY })?;
    let mut along = Vec::with_capacity(proposal.private.len());
    for private in &proposal.private {
        private.must_be_sound()?;
        let commitment = private.commitment()?;
        must(named.contains(&&commitment), Refusal::Malformed)?;
        along.push(commitment);
    }
    let there = |named: &Commitment| along.contains(named) || known.private.get(named) == Some(&own);
    must(named.iter().all(|named| there(named)), Refusal::Missing { field: Field::Private })?;
    if let Act::Draw(act) = &proposal.act { draw::check::fits(act, known, &proposal.private) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commitment_is_what_sha256sum_says_of_salt_line_break_and_text() {
        let private = Private::new([0xab; 32], "张三\n李四");
        // printf '%s\n%s' abab...ab $'张三\n李四' | sha256sum
        assert_eq!(private.sealed(), format!("{}\n张三\n李四", "ab".repeat(32)));
        assert_eq!(
            private.commitment().unwrap().as_str(),
            "999f5c5bd1cf4cd5f6fca85cfeb9c0a697c07013370f061a7a64a33937a699d2"
        );
    }

    #[test]
    fn a_text_without_a_full_salt_is_refused() {
        let short = Private { salt: "ab".into(), text: "张三".into() };
        assert_eq!(short.must_be_sound(), Err(Refusal::Malformed));
        let loud = Private { salt: "AB".repeat(32), text: "张三".into() };
        assert_eq!(loud.must_be_sound(), Err(Refusal::Malformed));
        assert_eq!(Private::new([1; 32], "  ").must_be_sound(), Err(Refusal::Empty));
        let long = Private::new([1; 32], "长".repeat(TEXT_MAX / 3 + 1));
        assert!(matches!(long.must_be_sound(), Err(Refusal::TooLong { .. })));
    }
}
