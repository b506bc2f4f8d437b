-- For tools that draw their own pictures, on PostgreSQL only: what lists and figures are made of, with real moments and days. Whoever
-- may read these views reads the cases of all groups; names, ballots, passwords and the bytes of files are not in them.
create schema bi;

-- What happened, without its words.
create view bi.entry as
select book, seq, kind, subject_id, unit_id, by_person, to_timestamp(recorded_at / 1000000.0) as recorded_at
from public.journal;

create view bi.unit as
select id, book, body::json ->> 'code' as code, body::json ->> 'name' as name
from public.record where subject = 'unit';

-- Issues as they stand. A day number of 99999 is none.
create view bi.issue as
select id, book, unit_id, organisation_id, origin, category, state, number, title, official, department,
    case when due_day < 99999 then date '1970-01-01' + due_day::integer end as due,
    date '1970-01-01' + found_day::integer as found,
    date '1970-01-01' + moved_day::integer as moved,
    date '1970-01-01' + lookback_day::integer as lookback,
    percent, returns, relapses, report_id, from_issue, merged_into, ledger_name, ledger_number
from public.issue;

-- How each issue stood from one day (with it) to another (without it); without an end it stands so now.
create view bi.issue_past as
select id, book, unit_id, organisation_id, origin, category, state,
    date '1970-01-01' + from_day::integer as since,
    date '1970-01-01' + to_day::integer as until,
    case when due_day < 99999 then date '1970-01-01' + due_day::integer end as due
from public.issue_version;

-- What each day added to the cells that the figures are sums of: for a unit, a book, and `all`.
create view bi.tally as
select scope, date '1970-01-01' + day::integer as day, cell, value
from public.tally;
