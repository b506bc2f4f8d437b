-- Words that may have to be erased (names of people talked to, rosters). The journal holds only their commitment: `hash`
-- is the sha256 of salt, line break and text. Erasing empties salt and text and leaves the row, so that it is seen.
-- Not folded from the journal: `rebuild` leaves it alone, a backup holds it.
create table private (
    hash text primary key,
    book text not null,
    seq bigint not null,
    subject_id text not null,
    salt text,
    body text,
    erased_at bigint
);

-- The words of one record.
create index private_subject on private (subject_id);
