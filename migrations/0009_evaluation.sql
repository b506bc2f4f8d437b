-- The units that have a part in a round of evaluation: which rounds a unit may ask for, and the next number of a book.
-- What of a round anybody reads is not said here (`domain/src/evaluation/sight.rs`).
create table evaluation (
    id text not null,
    unit_id text not null,
    book text not null,
    number bigint not null,
    primary key (id, unit_id)
);

create index evaluation_book on evaluation (book, number);
create index evaluation_unit on evaluation (unit_id);
