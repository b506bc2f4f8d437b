//! Reads a page as a browser does, far enough to know which tags, attributes and scripts are really there. A text that
//! is escaped, or lies within quotes or a textarea, is none of them.

#[derive(Debug, Default)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// What stands in a script, style, title or textarea, unread.
    pub raw: String,
}

impl Tag {
    pub fn attribute(&self, wanted: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }
}

/// All opening tags, in order.
pub fn tags(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix("!--") {
            rest = after.find("-->").map_or("", |end| &after[end + 3..]);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (mut tag, after) = tag(rest);
        rest = after;
        if ["script", "style", "title", "textarea"].contains(&tag.name.as_str()) {
            let lower = rest.to_ascii_lowercase();
            let end = lower.find(&format!("</{}", tag.name)).unwrap_or(rest.len());
            tag.raw = rest[..end].to_owned();
            rest = &rest[end..];
        }
        tags.push(tag);
    }
    tags
}

/// The tag whose name begins here, and what follows its `>`.
fn tag(text: &str) -> (Tag, &str) {
    let end = text.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(text.len());
    let mut tag = Tag { name: text[..end].to_ascii_lowercase(), ..Tag::default() };
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return (tag, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, after);
        }
        let end = rest.find(|c: char| c.is_whitespace() || "=>/".contains(c)).unwrap_or(rest.len()).max(1);
        let end = (end..=rest.len()).find(|end| rest.is_char_boundary(*end)).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = self::value(after.trim_start());
        }
        tag.attributes.push((name, value.to_owned()));
    }
}

fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len());
    (&text[..end], &text[end..])
}

#[test]
fn a_page_is_read_as_a_browser_reads_it() {
    let page = "<p title=\"<script>a()</script>\">&lt;script&gt;b()</p><textarea><img src=x></textarea><!-- <i> -->\
                <script nonce='n'>c(\"<b>\")</script><img SRC=x onerror=d()>";
    let found = tags(page);
    let names: Vec<&str> = found.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(names, ["p", "textarea", "script", "img"]);
    assert_eq!((found[2].attribute("nonce"), found[2].raw.as_str()), (Some("n"), "c(\"<b>\")"));
    assert_eq!((found[3].attribute("src"), found[3].attribute("onerror")), (Some("x"), Some("d()")));
    let broken = tags("<textarea></textarea><script>e()</script>");
    assert_eq!(broken[1].raw, "e()");
}
