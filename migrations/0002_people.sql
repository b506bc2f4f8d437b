-- How people get in: passwords, one-time links, sessions. None of it is in the journal, which can't forget and can be
-- read. Times are microseconds since 1970 UTC.

-- The password of a person, as an Argon2id text with its own salt and cost. Replaced when it is changed.
create table credential (
    person_id text primary key,
    hash text not null,
    changed_at bigint not null
);

-- A one-time link: only the sha256 of its token is kept, so that who reads the database can't use it.
-- `person_id` is null for the link of the first start, whose person does not exist yet.
create table invitation (
    hash text primary key,
    person_id text,
    made_by text,
    made_at bigint not null,
    expires_at bigint not null
);

-- A new link of a person ends the older ones.
create index invitation_person on invitation (person_id);

-- One sign-in on one device. `hash` is the sha256 of the cookie's token; `before_hash` is the one it replaced at
-- `turned_at`, honoured for a moment so that requests already under way are not thrown out. `roles` is what the
-- person could do when the token was made: other roles, new token. Ended rows stay a while for the security administrator.
create table session (
    id text primary key,
    hash text not null,
    before_hash text,
    turned_at bigint not null,
    person_id text not null,
    roles text not null,
    made_at bigint not null,
    seen_at bigint not null,
    ended_at bigint,
    address text not null,
    device text not null
);

-- Every request finds its session by the token.
create unique index session_hash on session (hash);
create index session_before on session (before_hash) where before_hash is not null;
-- A person's own list; a changed password ends the others.
create index session_person on session (person_id);
-- Each node looks for what ended just now, and ends the event streams.
create index session_ended on session (ended_at) where ended_at is not null;

-- Failed sign-ins in a row, by `login:...` and by `address:...`: after some, the next has to wait.
create table attempt (
    name text primary key,
    failures bigint not null,
    last_at bigint not null
);

-- Old ones are cleared away.
create index attempt_last on attempt (last_at);
