//! The style: `style/main.css` and what it imports, as one file.
use crate::place;
use anyhow::anyhow;
use lightningcss::{
    bundler::{Bundler, FileProvider},
    stylesheet::{MinifyOptions, ParserOptions, PrinterOptions},
};

/// Nothing is rewritten for older browsers: the ones we serve know layers and nesting.
pub fn bundle(release: bool) -> anyhow::Result<Vec<u8>> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let main = place::root().join("style/main.css");
    let mut sheet = bundler.bundle(&main).map_err(|error| anyhow!("style: {error}"))?;
    if release {
        sheet.minify(MinifyOptions::default()).map_err(|error| anyhow!("style: {error}"))?;
    }
    let printed = sheet
        .to_css(PrinterOptions { minify: release, ..PrinterOptions::default() })
        .map_err(|error| anyhow!("style: {error}"))?;
    Ok(printed.code.into_bytes())
}
