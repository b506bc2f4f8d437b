-- Visits of the group to units, and where an issue was raised.

-- What visits are listed, filtered and sorted by. `unit_id` and `organisation_id` say whose people may see it and are null
-- while it is the group's own; `home_unit` and `home_organisation` say where it goes. `at_time` is in microseconds; the
-- days on which it was made, recorded and cancelled tell how it stood on any day. `strands` reads `,study,research,`.
create table visit (
    id text primary key,
    book text not null,
    unit_id text,
    organisation_id text,
    home_unit text not null,
    home_organisation text,
    form text not null,
    site text,
    place text,
    topic text,
    strands text not null,
    at_time bigint not null,
    at_day bigint not null,
    people bigint not null,
    promises_open bigint not null,
    made_day bigint not null,
    recorded_day bigint,
    cancelled_day bigint,
    search text not null
);

-- The list of a group, newest first.
create index visit_book on visit (book, at_time, id);
-- The list of a unit: for itself, and for the group.
create index visit_unit on visit (unit_id, at_time, id) where unit_id is not null;
create index visit_home on visit (home_unit, at_time, id);
-- The list of the office, over all groups.
create index visit_all on visit (at_time, id);

-- The visit on which an issue was raised, and the way back.
alter table issue add column visit_id text;
create index issue_visit on issue (visit_id) where visit_id is not null;
