//! A unit's ledger of 10,000 rows, from the file to the last durable act, by the command that people use.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use domain::cast;

use crate::disk;
use crate::process::Place;
use crate::table::{Report, ms};

const ROWS: usize = 10_000;

pub fn measure(place: &Place, data: &Path, report: &mut Report) -> anyhow::Result<()> {
    let file = place.work.join("ledger.csv");
    let mut text = "序号,类别,问题表述,整改措施,责任领导,责任部门,完成时限\n".to_owned();
    for number in 1..=ROWS {
        text.push_str(&format!(
            "{number},民生实事,第{number}号窗口排队时间过长群众反映集中,增设窗口并错峰开放；每周通报一次办结情况,韩立群,教务处,2023年8月20日\n"
        ));
    }
    std::fs::write(&file, text)?;
    let note = "`xundao import ledger` of 10,000 issues with a measure each into the large database; again, when nothing is new. \
                The control writes as many bytes as the database grew, with one fdatasync for each batch of acts.";
    let head = ["import", "time", "said", "bytes alone", "wanted"];
    let table = report.table("Import", note, &head);
    let data = place.copy(data)?;
    for (name, wanted) in [("10,000 new rows", "≤ 10 s"), ("the same again", "")] {
        let before = grown(&data)?;
        let begun = Instant::now();
        let mut command = Command::new(&place.server);
        command.args(["import", "ledger", "--unit", cast::UNITS[1].code, "--data"]).arg(&data).arg(&file);
        let output = command.stderr(Stdio::inherit()).output().context("import")?;
        let time = begun.elapsed();
        ensure!(output.status.success(), "the import ended with {}", output.status);
        ensure!(wanted.is_empty() || time <= Duration::from_secs(10), "{name} took {time:?}");
        let said = String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_owned();
        let bytes = usize::try_from(grown(&data)?.saturating_sub(before))?;
        let batches = ROWS.div_ceil(256);
        let alone = disk::synced(&place.work, bytes / batches, batches, Duration::from_secs(20))?;
        let alone = alone.at(50) * u32::try_from(batches)?;
        table.row(vec![name.into(), format!("{} ms", ms(time)), said, format!("{} ms", ms(alone)), wanted.into()]);
    }
    Ok(())
}

/// Bytes of the database with what is not yet in its main file.
fn grown(data: &Path) -> anyhow::Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(data)? {
        bytes += entry?.metadata()?.len();
    }
    Ok(bytes)
}
