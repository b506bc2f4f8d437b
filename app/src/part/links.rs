//! Long lists of plain links as one text: made, sent and taken over in a fraction of the time of as many views.

/// What people have typed, where a text or an attribute of HTML is written.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The entries of a list for `inner_html`: address, word, and whether it is the one that is chosen.
#[must_use]
pub fn links<'a>(all: impl IntoIterator<Item = (String, &'a str, bool)>) -> String {
    let mut text = String::new();
    for (href, word, here) in all {
        let here = if here { r#" aria-current="true""# } else { "" };
        text.push_str(&format!(r#"<li><a href="{}"{here}>{}</a></li>"#, escaped(&href), escaped(word)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_a_name() {
        let link = ("/issues?q=\"x\"&page=2".to_owned(), "<b>一</b>&\"二\"", true);
        let text = r#"<li><a href="/issues?q=&quot;x&quot;&amp;page=2" aria-current="true">&lt;b&gt;一&lt;/b&gt;&amp;&quot;二&quot;</a></li>"#;
        assert_eq!(links([link]), text);
    }
}
