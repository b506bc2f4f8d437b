//! The shared strings of an .xls, measured without building them: calamine copies a shared string into
//! every cell that names it, so its length times its uses must be known beforehand.

/// Bytes each shared string may take in memory, from the data of the SST record and its continuations;
/// `None` if they don't hold together.
pub fn lengths(parts: &[&[u8]]) -> Option<Vec<usize>> {
    let mut tape = Tape { parts, part: 0, at: 8 };
    let mut lengths = Vec::new();
    while tape.more() {
        lengths.push(tape.string()?);
    }
    Some(lengths)
}

/// Reads on from one record to the next.
struct Tape<'a> {
    parts: &'a [&'a [u8]],
    part: usize,
    at: usize,
}

impl Tape<'_> {
    fn more(&mut self) -> bool {
        while self.part < self.parts.len() && self.at >= self.parts[self.part].len() {
            (self.part, self.at) = (self.part + 1, 0);
        }
        self.part < self.parts.len()
    }

    fn byte(&mut self) -> Option<usize> {
        if !self.more() {
            return None;
        }
        self.at += 1;
        Some(usize::from(self.parts[self.part][self.at - 1]))
    }

    fn word(&mut self) -> Option<usize> {
        Some(self.byte()? | self.byte()? << 8)
    }

    /// Length, flags, counts of runs and phonetics, characters, runs, phonetics ([MS-XLS] 2.5.293).
    fn string(&mut self) -> Option<usize> {
        let characters = self.word()?;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.word()? } else { 0 };
        let phonetics = if flags & 4 != 0 { self.word()? | self.word()? << 16 } else { 0 };
        self.characters(characters, flags & 1 != 0)?;
        self.skip(runs.checked_mul(4)?.checked_add(phonetics)?)?;
        Some(characters * 3)
    }

    /// Characters of one or two bytes; a continuation begins with its own flag.
    fn characters(&mut self, mut left: usize, mut wide: bool) -> Option<()> {
        while left > 0 {
            let room = self.parts.get(self.part)?.len().saturating_sub(self.at);
            let here = left.min(if wide { room / 2 } else { room });
            self.at += if wide { here * 2 } else { here };
            left -= here;
            if left > 0 {
                (self.part, self.at) = (self.part + 1, 0);
                wide = *self.parts.get(self.part)?.first()? & 1 != 0;
                self.at = 1;
            }
        }
        Some(())
    }

    fn skip(&mut self, mut left: usize) -> Option<()> {
        while left > 0 {
            if !self.more() {
                return None;
            }
            let here = left.min(self.parts[self.part].len() - self.at);
            (self.at, left) = (self.at + here, left - here);
        }
        Some(())
    }
}
