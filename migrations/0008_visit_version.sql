-- How a visit stood between two moments: lists as of a day. `to_day` is null while it stands. The columns are those of `visit`.
create table visit_version (
    id text not null,
    from_seq bigint not null,
    from_day bigint not null,
    to_day bigint,
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
    draw_id text,
    search text not null,
    primary key (id, from_seq)
);

create index visit_version_open on visit_version (id) where to_day is null;
create index visit_version_book on visit_version (book, from_day);
create index visit_version_home on visit_version (home_unit, from_day);

-- What was recorded before has one version up to its cancelling and one from then on; `xundao rebuild` gives it all its own.
insert into visit_version (id, from_seq, from_day, to_day, book, unit_id, organisation_id, home_unit, home_organisation,
    form, site, place, topic, strands, at_time, at_day, people, promises_open, made_day, recorded_day, cancelled_day,
    draw_id, search)
select id, 0, coalesce(recorded_day, made_day), cancelled_day, book, unit_id, organisation_id, home_unit, home_organisation,
    form, site, place, topic, strands, at_time, at_day, people, promises_open, made_day, recorded_day, null,
    draw_id, search
from visit;
insert into visit_version (id, from_seq, from_day, to_day, book, unit_id, organisation_id, home_unit, home_organisation,
    form, site, place, topic, strands, at_time, at_day, people, promises_open, made_day, recorded_day, cancelled_day,
    draw_id, search)
select id, 1, cancelled_day, null, book, unit_id, organisation_id, home_unit, home_organisation,
    form, site, place, topic, strands, at_time, at_day, people, promises_open, made_day, recorded_day, cancelled_day,
    draw_id, search
from visit where cancelled_day is not null;
