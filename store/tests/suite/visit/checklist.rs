//! What a group is offered to look at.

use domain::visit::Point;

use super::*;

#[tokio::test]
async fn what_a_group_looks_at_is_what_it_looked_at_last_on_a_visit_of_that_form() {
    each_db(|bench| async move {
        bench.set_day("2023-05-10");
        let group = [cast::GROUP];
        let points =
            |lines: &[&str]| lines.iter().map(|own| Point::open(Text::parse(own).unwrap())).collect::<Vec<_>>();
        let with = |form, day, lines: &[&str]| {
            let mut own = recorded(1, form, day, 3);
            own.description.checklist = points(lines);
            // what people write about it is no list
            own.findings.notes = Some(note(r#"写着 "checklist":[ 的纸"#));
            own
        };
        record(&bench, with(Form::Phone, "2023-05-02", &["先前的"])).await;
        record(&bench, with(Form::Phone, "2023-05-08", &["答复", "办到"])).await;
        record(&bench, with(Form::Phone, "2023-05-09", &[])).await;
        record(&bench, with(Form::Interview, "2023-05-03", &["负担"])).await;
        let gone = record(&bench, with(Form::Interview, "2023-05-04", &["取消的"])).await;
        let cancel = visit::Act::Cancel { visit: gone.visit, reason: note("记错了单位，重新再记一次") };
        bench.accept(cast::MEMBER.id, cast::book(), Act::Visit(cancel)).await;
        let found = store::visit::checklists(&bench.db, &group).await.unwrap();
        let told = |lines: &[&str]| points(lines).into_iter().map(|own| own.what).collect::<Vec<_>>();
        assert_eq!(found, [(Form::Phone, told(&["答复", "办到"])), (Form::Interview, told(&["负担"]))]);
        let other = domain::kinds::GroupId(id());
        assert_eq!(store::visit::checklists(&bench.db, &[other]).await.unwrap(), []);
    })
    .await;
}
