-- The units that have a part in a record of several (a round of evaluation, a notice, a weekly list): which of them a unit
-- may ask for, and the next number of a book. What of one anybody reads is not said here (`domain/src/record/shared.rs`).
-- Takes the place of the table `evaluation`.
create table part (
    subject text not null,
    id text not null,
    -- empty for the row that holds the number of a record in which no unit has a part
    unit_id text not null,
    book text not null,
    number bigint not null,
    primary key (id, unit_id)
);

create index part_book on part (subject, book, number);
create index part_unit on part (unit_id, subject);

insert into part (subject, id, unit_id, book, number)
select 'evaluation', id, unit_id, book, number from evaluation;

drop table evaluation;
