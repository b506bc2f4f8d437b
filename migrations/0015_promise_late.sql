-- What is past its day of all groups, counted from the index alone: looking at each row of the table was most of a dashboard.
drop index promise_version_due;
create index promise_version_late on promise_version (due, to_day, from_day) where open = 1;
