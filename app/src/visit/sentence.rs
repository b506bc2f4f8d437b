//! Notes, cut into sentences as people end them in Chinese and in English: each can become an issue. Pure.

/// What ends a sentence wherever it stands.
const ENDS: [char; 8] = ['。', '！', '？', '；', '\n', '!', '?', ';'];
/// What stands behind the end and belongs to it.
const CLOSES: [char; 6] = ['”', '’', '」', '』', '）', ')'];
/// Words whose full stop ends no sentence.
const SHORT: [&str; 13] = ["dr", "mr", "mrs", "ms", "prof", "st", "e.g", "i.e", "cf", "vs", "approx", "dept", "bldg"];
/// Words whose full stop ends none where a number follows.
const NUMBERED: [&str; 10] = ["no", "nos", "nr", "p", "pp", "fig", "rm", "vol", "ext", "tel"];
/// What is shorter is no sentence that could become an issue, in characters.
const LEAST: usize = 4;

/// The notes in parts, nothing left out but the room between them.
#[must_use]
pub fn parts(notes: &str) -> Vec<&str> {
    let (mut found, mut from) = (Vec::new(), 0);
    for (at, mark) in notes.char_indices() {
        let to = at + mark.len_utf8();
        let (Some(own), Some(rest)) = (notes.get(from..to), notes.get(to..)) else { continue };
        if ended(own, rest) {
            found.push(own);
            from = to;
        }
    }
    found.extend(notes.get(from..));
    found.into_iter().map(str::trim).filter(|own| !own.is_empty()).collect()
}

/// Can this part become an issue?
#[must_use]
pub fn says(part: &str) -> bool {
    part.chars().count() >= LEAST
}

/// The sentences of the notes that can become issues.
#[must_use]
pub fn sentences(notes: &str) -> Vec<String> {
    parts(notes).into_iter().filter(|part| says(part)).map(str::to_owned).collect()
}

/// Was an issue raised from this sentence, or from several of which it is one? Earlier releases cut less often.
#[must_use]
pub fn within(sentence: &str, raised: &str) -> bool {
    raised == sentence || parts(raised).contains(&sentence)
}

/// The title that an issue begins with: the sentence without its end, as long as a title may be.
#[must_use]
pub fn title(sentence: &str) -> String {
    let plain = sentence.trim_end_matches(['。', '！', '？', '；', '!', '?', ';', '.']);
    plain.chars().take(500).collect()
}

/// Does a sentence end with this, before the rest?
fn ended(own: &str, rest: &str) -> bool {
    let next = rest.chars().next();
    if own.ends_with('\n') || next.is_none() {
        return true;
    }
    let goes_on = |next: char| next != '\n' && (ENDS.contains(&next) || CLOSES.contains(&next));
    if next.is_some_and(goes_on) {
        return false;
    }
    let said = own.trim_end_matches(CLOSES);
    said.strip_suffix('.').map_or_else(|| said.ends_with(ENDS), |before| stops(before, rest))
}

/// Does the full stop between them end a sentence? Not in 3.5, not in No. 5, not behind the number of a line.
fn stops(before: &str, rest: &str) -> bool {
    let begins = |text: &str| text.chars().next();
    if begins(rest).is_some_and(|next| !next.is_whitespace()) {
        // as people type who leave the keyboard in English
        return before.chars().next_back().is_some_and(chinese) && begins(rest).is_some_and(chinese);
    }
    let Some(next) = begins(rest.trim_start()) else { return true };
    let line = before.trim();
    let word = line.rsplit(char::is_whitespace).next().unwrap_or_default().trim_start_matches(['(', '"', '“']);
    let lower = word.to_lowercase();
    let number_of_line = line.chars().all(|own| own.is_ascii_digit());
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let short = SHORT.contains(&lower.as_str()) || next.is_numeric() && NUMBERED.contains(&lower.as_str());
    !(number_of_line || initial || short || next.is_lowercase())
}

fn chinese(own: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_fall_into_sentences_and_a_sentence_becomes_a_title() {
        let notes = "公共实验室 18:00 锁门，门口没有预约办法。两名学生说夜间做不了实验！\n好。";
        let found = sentences(notes);
        assert_eq!(found, ["公共实验室 18:00 锁门，门口没有预约办法。", "两名学生说夜间做不了实验！"]);
        assert_eq!(title(&found[1]), "两名学生说夜间做不了实验");
        assert_eq!(parts(notes).last(), Some(&"好。"), "what is too short is still read");
    }

    #[test]
    fn an_english_full_stop_ends_a_sentence_and_breaks_no_number_and_no_abbreviation() {
        let notes = "The lab closes at 18.00. Students of Dr. Han wait for 3.5 hours in No. 5 building. It was dark, \
                     e.g. no lamp. J. Smith said so... Nobody knew.";
        let wanted = [
            "The lab closes at 18.00.",
            "Students of Dr. Han wait for 3.5 hours in No. 5 building.",
            "It was dark, e.g. no lamp.",
            "J. Smith said so...",
            "Nobody knew.",
        ];
        assert_eq!(parts(notes), wanted);
        assert_eq!(title(wanted[1]), "Students of Dr. Han wait for 3.5 hours in No. 5 building");
        assert_eq!(parts("Was it open? No. They waited."), ["Was it open?", "No.", "They waited."]);
        assert_eq!(parts("The office (Rm. 12). Then www.example.cn"), ["The office (Rm. 12).", "Then www.example.cn"]);
    }

    #[test]
    fn a_sentence_of_several_that_were_raised_as_one_is_an_issue_already() {
        let raised = "The door was locked. Nobody came.";
        assert!(within("Nobody came.", raised) && within(raised, raised));
        assert!(!within("came.", raised) && !within("Nobody came.", ""));
    }

    #[test]
    fn the_number_of_a_line_stays_with_it_and_a_chinese_full_stop_may_be_an_english_one() {
        assert_eq!(parts("1. 门锁得早\n2.没有预约办法\n3.5 米宽"), ["1. 门锁得早", "2.没有预约办法", "3.5 米宽"]);
        assert_eq!(parts("门锁得早.没有预约办法.第3.5节"), ["门锁得早.", "没有预约办法.", "第3.5节"]);
    }

    #[test]
    fn what_closes_behind_the_end_belongs_to_the_sentence() {
        let notes = "学生说：“晚上做不了实验。”（两人都这么说！）真的？！后来（下午）又问过。";
        let wanted = ["学生说：“晚上做不了实验。”", "（两人都这么说！）", "真的？！", "后来（下午）又问过。"];
        assert_eq!(parts(notes), wanted);
        assert_eq!(parts(" \n"), Vec::<&str>::new());
    }
}
