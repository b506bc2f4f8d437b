-- The journal and what is folded from it. Columns are text or bigint only, so that one text serves both databases:
-- ids are UUID text, times are microseconds since 1970 UTC, days are day numbers in Asia/Shanghai.

-- The head of each book. Its row is the lock under which a book is written.
create table book (
    id text primary key,
    head_seq bigint not null,
    head_hash text not null,
    recorded_at bigint not null
);

-- Everything that happened, in order, chained. `body` is the text that was hashed; the other columns are copies
-- for indexes, and `verify` checks that they agree with it.
create table journal (
    book text not null,
    seq bigint not null,
    act_id text not null,
    kind text not null,
    subject_id text not null,
    unit_id text,
    by_person text not null,
    recorded_at bigint not null,
    body text not null,
    prev text not null,
    hash text not null,
    primary key (book, seq)
);

-- A resend is found by the id that the device made.
create unique index journal_act on journal (act_id);

-- The timeline of one record.
create index journal_subject on journal (subject_id, seq);

-- The state of every record: the fold of its entries, as JSON. Can be dropped and rebuilt.
create table record (
    subject text not null,
    id text not null,
    book text not null,
    unit_id text,
    organisation_id text,
    body text not null,
    primary key (subject, id)
);

-- Carriers, reports, rules of one unit; units of one group.
create index record_home on record (subject, book, unit_id);

-- Logins and unit codes in use.
create table taken (
    name text primary key,
    id text not null
);

-- What issues are listed, filtered and sorted by. `due_day` is 99999 where there is none, so that the index keeps them last.
create table issue (
    id text primary key,
    book text not null,
    unit_id text not null,
    organisation_id text,
    origin text not null,
    category text,
    state text not null,
    number bigint not null,
    title text not null,
    official text,
    department text,
    due_day bigint not null,
    found_day bigint not null,
    moved_day bigint not null,
    lookback_day bigint,
    percent bigint not null,
    returns bigint not null,
    relapses bigint not null,
    report_id text,
    from_issue text,
    merged_into text,
    ledger_name text,
    ledger_number bigint,
    search text not null
);

-- A number is given once; also finds the next one.
create unique index issue_number on issue (book, origin, number);
-- The list of a group or unit, in its usual order.
create index issue_due on issue (book, origin, due_day, id);
create index issue_unit_due on issue (unit_id, origin, due_day, id);
-- The list of the office, over all groups.
create index issue_all_due on issue (origin, due_day, id);
-- An import finds the line it made before.
create index issue_ledger on issue (unit_id, ledger_number) where ledger_number is not null;
-- Links back from a report, from a split, from a merge.
create index issue_report on issue (report_id) where report_id is not null;
create index issue_from on issue (from_issue) where from_issue is not null;
create index issue_merged on issue (merged_into) where merged_into is not null;

-- How an issue stood between two moments: lists as of a day. `to_day` is null while it stands.
create table issue_version (
    id text not null,
    from_seq bigint not null,
    from_day bigint not null,
    to_day bigint,
    book text not null,
    unit_id text not null,
    organisation_id text,
    origin text not null,
    category text,
    state text not null,
    due_day bigint not null,
    moved_day bigint not null,
    primary key (id, from_seq)
);

create index issue_version_open on issue_version (id) where to_day is null;
create index issue_version_book on issue_version (book, from_day);

-- Counts by day: what the entries of that day added to each cell, for a unit, its group's book, and `all`.
create table tally (
    scope text not null,
    day bigint not null,
    cell text not null,
    value bigint not null,
    primary key (scope, day, cell)
);

-- Files by the hash of their bytes; the bytes lie in the data directory.
create table file (
    hash text primary key,
    size bigint not null,
    media text not null,
    stored_at bigint not null
);
