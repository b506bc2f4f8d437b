//! A list that was exported here holds issues of several units and origins: whose each row is.

use std::collections::BTreeMap;

use domain::issue::Origin;
use domain::issue::list::read_code;
use ledger::Row;

/// The unit's name and the origin that rows belong to; nothing where they belong to what the person chose.
pub type Place = Option<(String, Origin)>;

/// The rows of each place, in the order of the file. Only a row that bears one of our codes can belong to another place than the
/// chosen unit and origin: what a unit writes into its own files under the same words says nothing about that.
#[must_use]
pub fn parts(rows: Vec<Row>, unit: &str, origin: Origin) -> BTreeMap<Place, Vec<Row>> {
    let mut parts = BTreeMap::<Place, Vec<Row>>::new();
    for row in rows {
        let own = row.code.as_deref().and_then(read_code).map(|(origin, _)| origin);
        let place = own.map(|own| (row.unit.clone().unwrap_or_else(|| unit.to_owned()), own));
        parts.entry(place.filter(|(name, own)| name != unit || *own != origin)).or_default().push(row);
    }
    parts
}

#[cfg(test)]
mod tests {
    use ledger::Options;

    use super::*;

    fn rows(text: &str) -> Vec<Row> {
        ledger::read(format!("问题表述,平台编码,填报单位\n{text}").as_bytes(), &Options::in_year(2023)).unwrap().rows
    }

    #[test]
    fn a_row_with_a_code_is_its_units_and_all_others_are_the_chosen_ones() {
        let text =
            "一,班子-001,甲大学\n二,调研-002,甲大学\n三,班子-003,乙学院\n四,,乙学院\n五,教务-5,教务处\n六,班子-006,\n";
        let parts = parts(rows(text), "甲大学", Origin::TeamList);
        let told: Vec<(Place, Vec<&str>)> = parts
            .iter()
            .map(|(place, rows)| (place.clone(), rows.iter().map(|row| row.title.as_str()).collect()))
            .collect();
        let place = |unit: &str, origin| Some((unit.to_owned(), origin));
        assert_eq!(
            told,
            [
                (None, vec!["一", "四", "五", "六"]),
                (place("乙学院", Origin::TeamList), vec!["三"]),
                (place("甲大学", Origin::Research), vec!["二"]),
            ]
        );
    }
}
