//! The forms of a day in words and signs, read from the left: 2023年6月底, 第三季度末, 2023.6.30, 9月中旬.

use jiff::civil::Date;

use super::DateError;

/// Reads a date from the left; whatever is left over at the end makes it no date.
pub struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// Begins at the left of a text without blanks and Chinese numerals.
    pub fn new(rest: &'a str) -> Self {
        Reader { rest }
    }

    fn eat(&mut self, word: &str) -> bool {
        match self.rest.strip_prefix(word) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|w| self.eat(w))
    }

    fn number(&mut self) -> Option<i16> {
        let end = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
        let number = self.rest[..end].parse().ok().filter(|number| end <= 2 || (end <= 4 && *number >= 100))?;
        self.rest = &self.rest[end..];
        Some(number)
    }

    /// The day; `year` where the text names none.
    pub fn date(mut self, year: i16) -> Result<Date, DateError> {
        let found = if self.rest.len() == 8 && self.rest.bytes().all(|b| b.is_ascii_digit()) {
            let part = |range| self.rest.get(range).and_then(|t: &str| t.parse().ok()).unwrap_or(0i16);
            let date = exact(part(0..4), part(4..6), part(6..8));
            self.rest = "";
            date
        } else {
            self.worded(year).unwrap_or(Err(DateError::NotADate))
        };
        if self.rest.is_empty() { found } else { Err(DateError::NotADate) }
    }

    /// With 年 and 月, or with points, strokes and dashes.
    fn worded(&mut self, year: i16) -> Option<Result<Date, DateError>> {
        if self.any(&["今年", "本年", "当年"]) {
            return Some(self.in_year(year));
        }
        if self.eat("明年") {
            return Some(self.in_year(year.saturating_add(1)));
        }
        if self.rest.starts_with(['年', '第', '上', '下', '全'])
            || self.rest.contains("季") && !self.rest.contains('年')
        {
            return Some(self.in_year(year));
        }
        let first = self.number()?;
        if self.eat("年") {
            return Some(self.in_year(full(first)));
        }
        if self.eat("月") {
            return Some(self.in_month(year, first));
        }
        let mark = ["-", "/", "."].into_iter().find(|m| self.eat(m))?;
        let second = self.number()?;
        if !self.eat(mark) {
            let long = first >= 1000;
            return Some(if long { end_of_month(first, second) } else { exact(year, first, second) });
        }
        let third = self.number()?;
        Some(exact(full(first), second, third))
    }

    /// After the year: a month, a quarter, a half, or the end.
    fn in_year(&mut self, year: i16) -> Result<Date, DateError> {
        let _ = self.any(&["全年", "年"]);
        if self.eat("上半年") {
            let _ = self.any(&["底", "末", "内"]);
            return end_of_month(year, 6);
        }
        if self.eat("下半年") || self.any(&["底", "末", "内"]) || self.rest.is_empty() {
            let _ = self.any(&["底", "末", "内"]);
            return end_of_month(year, 12);
        }
        let _ = self.eat("第");
        let number = self.number().ok_or(DateError::NotADate)?;
        if self.any(&["季度", "季"]) {
            let _ = self.any(&["底", "末", "内"]);
            if !(1..=4).contains(&number) {
                return Err(DateError::NoSuchDay);
            }
            return end_of_month(year, number * 3);
        }
        if self.eat("月") { self.in_month(year, number) } else { Err(DateError::NotADate) }
    }

    /// After the month: a day, a third of the month, or the end.
    fn in_month(&mut self, year: i16, month: i16) -> Result<Date, DateError> {
        if self.eat("上旬") {
            return exact(year, month, 10);
        }
        if self.eat("中旬") {
            return exact(year, month, 20);
        }
        if self.any(&["份", "底", "末", "下旬", "内"]) || self.rest.is_empty() {
            let _ = self.any(&["底", "末", "内"]);
            return end_of_month(year, month);
        }
        let day = self.number().ok_or(DateError::NotADate)?;
        let _ = self.any(&["日", "号"]);
        exact(year, month, day)
    }
}

/// A year of two digits is in this century.
fn full(year: i16) -> i16 {
    if year < 100 { year + 2000 } else { year }
}

fn exact(year: i16, month: i16, day: i16) -> Result<Date, DateError> {
    if !(1949..=2199).contains(&year) {
        return Err(DateError::NotADate);
    }
    match (i8::try_from(month), i8::try_from(day)) {
        (Ok(month), Ok(day)) => Date::new(year, month, day).or(Err(DateError::NoSuchDay)),
        (_, _) => Err(DateError::NoSuchDay),
    }
}

fn end_of_month(year: i16, month: i16) -> Result<Date, DateError> {
    exact(year, month, 1).map(Date::last_of_month)
}
