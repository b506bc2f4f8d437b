//! Why a whole file is refused. One sentence each in Chinese through `Display`; the serde key and its
//! parameters let a page word it in another language. Reasons for single rows are in `row.rs`.

use serde::{Deserialize, Serialize};

/// A file that can't be read as a ledger, and why.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum Error {
    /// No bytes, or no sheet with a filled cell.
    #[error("文件是空的")]
    Empty,
    /// Opens only with a password.
    #[error("文件已加密，请另存为不带密码的文件后再导入")]
    Encrypted,
    /// Begins like a spreadsheet and then isn't one: cut off, damaged, or made by hand.
    #[error("文件已损坏，无法读取")]
    Broken,
    /// Another kind of file, whatever its name says: `docx`, `pdf`, `html`, `ods`, `xlsb`, `binary`.
    #[error("这不是表格文件（{found}），请用 .xlsx、.xls 或 .csv")]
    WrongKind { found: String },
    /// A text file that is neither UTF-8 nor GBK.
    #[error("无法识别文字编码，请另存为 UTF-8 或 GBK")]
    Encoding,
    /// More bytes than are read, as it comes or unzipped.
    #[error("文件过大（{what}超过 {limit}）")]
    TooBig { what: Size, limit: u64 },
    /// More rows than are read.
    #[error("行数过多（超过 {limit} 行），请分成几个文件")]
    TooManyRows { limit: usize },
    /// More columns than are read.
    #[error("列数过多（超过 {limit} 列）")]
    TooManyColumns { limit: usize },
    /// More filled or merged cells than are read.
    #[error("单元格过多（超过 {limit} 个）")]
    TooManyCells { limit: usize },
    /// No row has the names of a ledger's columns; the person may give a mapping.
    #[error("没有找到表头：至少要有“问题表述”一列")]
    NoHeader,
    /// The named sheet isn't in the book.
    #[error("没有名为“{name}”的工作表")]
    NoSheet { name: String },
    /// A mapping without a column for the title.
    #[error("没有指定“问题表述”是哪一列")]
    NoTitleColumn,
    /// The file to be exported could not be written: more rows or longer texts than a sheet holds.
    #[error("无法生成表格文件：{why}")]
    Export { why: String },
}

/// What of a file is too big; the limit beside it is in bytes, entries or times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// Bytes as it comes.
    File,
    /// Parts in the archive.
    Entries,
    /// Bytes once unzipped.
    Unzipped,
    /// Unzipped bytes for each zipped byte.
    Ratio,
    /// Bytes of all texts in the cells.
    Text,
}

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Size::File => "文件字节数",
            Size::Entries => "压缩包内文件数",
            Size::Unzipped => "解压后字节数",
            Size::Ratio => "压缩倍数",
            Size::Text => "文字总字节数",
        })
    }
}
