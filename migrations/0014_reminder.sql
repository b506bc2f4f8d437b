-- Reminders. Nothing here is a case, so none of it is in the journal: boxes can be filled anew from the records; addresses
-- and the keys of robots are secrets that a journal could never forget. Times are microseconds since 1970 UTC, days are
-- day numbers.

-- What waits for a person, or for a group (whose robot tells of it). `matter` is a kind with an id, no words of a case.
create table inbox (
    holder text not null,
    matter text not null,
    book text not null,
    reason text not null,
    due bigint,
    since bigint not null,
    -- the reason that the last digest told
    told text,
    read_at bigint,
    primary key (holder, matter)
);

create index inbox_book on inbox (book);

-- Of each holder: when the box last changed (open pages are told), and the day of the last digest.
create table inbox_head (
    holder text primary key,
    changed_at bigint not null,
    digest_day bigint
);

create index inbox_head_changed on inbox_head (changed_at);

-- How a person wants to be reminded (`domain::reminder::Settings`). `off` is a JSON list of reasons.
create table reminder_setting (
    person_id text primary key,
    off text not null,
    hour bigint not null,
    address text,
    mail bigint not null,
    english bigint not null,
    changed_at bigint not null
);

-- The robot of a group's chat. `url` holds its key.
create table robot (
    group_id text primary key,
    kind text not null,
    url text not null,
    hour bigint not null,
    english bigint not null,
    set_by text not null,
    set_at bigint not null
);

-- Messages on their way: numbers only. The address is looked up when it is sent, so a changed one counts at once. A row
-- goes when a newer digest of the same holder takes its place.
create table delivery (
    id text primary key,
    holder text not null,
    -- mail or robot
    way text not null,
    -- a trial is asked for by hand and says that it is one
    trial bigint not null,
    waiting bigint not null,
    late bigint not null,
    made_at bigint not null,
    next_at bigint not null,
    failures bigint not null,
    why text,
    done_at bigint,
    given_up_at bigint
);

create index delivery_open on delivery (next_at) where done_at is null and given_up_at is null;
create index delivery_holder on delivery (holder, way);

-- Which node does what only one may do, and until when.
create table turn (
    name text primary key,
    node text not null,
    until bigint not null
);
