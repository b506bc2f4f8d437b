//! Counts cells and their text while a book is read: a small file may name one long text a million times.

use crate::{Error, error::Size, limits};

/// What a book has used up so far, over all its sheets.
#[derive(Default)]
pub struct Budget {
    cells: usize,
    text: usize,
}

impl Budget {
    /// Takes one filled cell with so many bytes of text.
    ///
    /// # Errors
    /// [`Error::TooManyCells`] or [`Error::TooBig`] once the book has too much.
    pub fn take(&mut self, text: usize) -> Result<(), Error> {
        self.cells += 1;
        self.text = self.text.saturating_add(text);
        if self.cells > limits::CELLS {
            return Err(Error::TooManyCells { limit: limits::CELLS });
        }
        if self.text > limits::TEXT_BYTES {
            return Err(Error::TooBig { what: Size::Text, limit: limits::TEXT_BYTES as u64 });
        }
        Ok(())
    }
}
