//! What is done to texts before they are compared or kept. Nothing here changes the meaning of a text:
//! `<script>` stays `<script>`, emoji and rare characters stay as they are.

/// Blank at the edge of a cell: any Unicode space, and the marks that show nothing.
fn blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// The text as it is kept: edges trimmed (full-width spaces too), line ends `\n`, control characters out.
pub fn tidy(text: &str) -> String {
    let kept: String = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    kept.trim_matches(blank).to_owned()
}

/// The text on one line: a line broken by hand inside a cell is joined, with a space where Latin words meet.
pub fn one_line(text: &str) -> String {
    let mut joined = String::new();
    for part in tidy(text).split('\n').map(|p| p.trim_matches(blank)) {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
        if latin(joined.chars().last()) && latin(part.chars().next()) {
            joined.push(' ');
        }
        joined.push_str(part);
    }
    joined
}

/// Full-width letters, digits and marks (１，（：) as their ASCII forms; everything else as it is.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

fn fold_char(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        other => other,
    }
}

/// Folded and without any blank: how header names, numbers, dates and categories are compared.
pub fn tight(text: &str) -> String {
    text.chars().map(fold_char).filter(|c| !blank(*c) && !c.is_control()).collect()
}

/// Names written in one cell: `教务处、财务处`, on several lines, or with commas. Each once, in order.
pub fn names(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in tidy(text).split(['、', '，', ',', '；', ';', '\n']).map(|n| n.trim_matches(blank)) {
        if !name.is_empty() && !found.iter().any(|f| f == name) {
            found.push(name.to_owned());
        }
    }
    found
}
