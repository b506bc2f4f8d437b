//! Evidence: the file that proves an issue solved, and the act that adds it.

use std::sync::LazyLock;

use domain::issue::act::Act;
use domain::kinds::PersonId;

use crate::chance::mix;
use crate::file::File;
use crate::telling::{Kept, Telling};
use crate::text::{theme, words};

const TOLD_PROOF: [&str; 4] = [
    "实习基地协议（3 家，已签章）.pdf",
    "学生到岗安排表（秋季学期）.pdf",
    "培养方案修订稿（2023 版）.pdf",
    "基地揭牌现场照片.png",
];
/// Files that groups share which have none of their own: pages at even places, pictures at odd ones.
static STOCK: LazyLock<Vec<File>> = LazyLock::new(|| {
    let page = |number: u64| File::page(&[&format!("佐证材料第 {} 号", number + 1), "演示资料，内容为虚构"]);
    (0..32).map(|number| if number % 2 == 0 { page(number) } else { File::picture(number) }).collect()
});

impl Telling<'_> {
    pub fn evidence(&self, piece: u8) -> (PersonId, Act, Kept) {
        let matter = self.matter;
        let proof = &theme(matter.line.theme).proof;
        let name = match TOLD_PROOF.get(usize::from(piece)).filter(|_| self.told()) {
            Some(name) => (*name).to_owned(),
            None => {
                let name = proof.get(usize::from(piece) % proof.len().max(1)).unwrap_or(&"佐证材料");
                let round = if usize::from(piece) >= proof.len() { "（第二轮）" } else { "" };
                format!("{name}{round}.{}", if name.contains("照片") { "png" } else { "pdf" })
            }
        };
        let picture = name.ends_with(".png");
        let (stock, file) = if self.own_files {
            let lines = [name.as_str(), matter.line.title, &self.house().name, "演示资料，内容为虚构"];
            let salt = mix(matter.salt, 900 + u64::from(piece));
            (None, if picture { File::picture(salt) } else { File::page(&lines) })
        } else {
            let set = usize::try_from(matter.salt % 4).unwrap_or(0);
            let number = set * 8 + usize::from(piece % 4) * 2 + usize::from(picture);
            (Some(number), STOCK[number].clone())
        };
        let size = u32::try_from(file.bytes.len()).unwrap_or(0);
        let act = Act::AddEvidence { issue: matter.id, hash: file.hash.clone(), name: words(&name), size };
        (self.house().staff, act, Some((stock, file)))
    }
}
