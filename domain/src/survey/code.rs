//! The code on a slip: 130 bits that nobody can guess and two letters that find a wrong one, in Crockford's base 32
//! (no I, L, O, U), as seven groups of four: `7Q2K-M0AB-....`. The server keeps only its sha256.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::entry::hex;

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters that carry chance, 5 bits each.
const CHANCE: usize = 26;
/// Letters that check the others.
const CHECK: usize = 2;

/// A code as it is printed, without its dashes.
#[derive(Clone, PartialEq, Eq)]
pub struct Code([u8; CHANCE + CHECK]);

/// What was typed can't be a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mistyped;

impl Code {
    /// From chance: the lowest five bits of each byte count, so all bytes must be random.
    #[must_use]
    pub fn new(chance: [u8; 32]) -> Code {
        let mut letters = [0; CHANCE + CHECK];
        letters
            .iter_mut()
            .zip(chance)
            .take(CHANCE)
            .for_each(|(letter, byte)| *letter = LETTERS[usize::from(byte % 32)]);
        let check = check(&letters[..CHANCE]);
        letters[CHANCE..].copy_from_slice(&check);
        Code(letters)
    }

    /// As typed: spaces, dashes and small letters are forgiven, and letters that look like others.
    ///
    /// # Errors
    /// [`Mistyped`]: too long, too short, a letter that no code has, or one that is wrong.
    pub fn parse(raw: &str) -> Result<Code, Mistyped> {
        let mut letters = [0; CHANCE + CHECK];
        let mut many = 0;
        for letter in raw.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '–' | '—')) {
            *letters.get_mut(many).ok_or(Mistyped)? = plain(letter)?;
            many += 1;
        }
        let whole = many == letters.len() && check(&letters[..CHANCE]) == letters[CHANCE..];
        if whole { Ok(Code(letters)) } else { Err(Mistyped) }
    }

    /// What is kept of it: the sha256 of its letters without dashes, in hex.
    #[must_use]
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(self.0))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, letter) in self.0.iter().enumerate() {
            if place > 0 && place % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*letter))?;
        }
        Ok(())
    }
}

/// Never the code: it is worth an answer.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(..)")
    }
}

fn plain(letter: char) -> Result<u8, Mistyped> {
    // full-width letters, as a Chinese keyboard gives them
    let letter = match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        other => other,
    };
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    u8::try_from(letter).ok().filter(|letter| LETTERS.contains(letter)).ok_or(Mistyped)
}

/// The sum finds any one wrong letter, the sum with places as weights nearly any two that changed places.
fn check(chance: &[u8]) -> [u8; CHECK] {
    let value = |letter: &u8| LETTERS.iter().position(|own| own == letter).unwrap_or_default();
    let (mut sum, mut weighted) = (0, 0);
    for (place, letter) in chance.iter().enumerate() {
        sum += value(letter);
        weighted += (place + 1) * value(letter);
    }
    [LETTERS[sum % 32], LETTERS[weighted % 31]]
}
