-- How a promise stood between two moments: what is past its day, now and on a past day, in a group and in all. `to_day` is null
-- while it stands; `open` is 1 as long as it was neither kept nor dropped on a visit that counts. `id` is the visit's and its own.
create table promise_version (
    id text not null,
    from_seq bigint not null,
    from_day bigint not null,
    to_day bigint,
    visit_id text not null,
    book text not null,
    unit_id text,
    organisation_id text,
    home_unit text not null,
    due bigint not null,
    open bigint not null,
    what text not null,
    who text,
    primary key (id, from_seq)
);

create index promise_version_stands on promise_version (id) where to_day is null;
-- The longest overdue first: of a group, of a unit, of all.
create index promise_version_book on promise_version (book, due) where open = 1;
create index promise_version_home on promise_version (home_unit, due) where open = 1;
create index promise_version_due on promise_version (due) where open = 1;

-- Promises of before come in with `xundao rebuild`.
