-- Which survey a slip belongs to. A row is written when the slip is printed and never again: what becomes of the slip is in
-- its ballot.
create table slip (
    hash text primary key,
    survey text not null,
    raters bigint not null,
    -- how many of its group were printed before its sheet: tells which were taken back with it
    sheet bigint not null
);

create index slip_survey on slip (survey, raters, sheet);

-- The box of one group of raters, in one text (`domain::survey::ballot`): used slips in one list, sums of answers in
-- another, words sorted. There is no row for an answer, so neither a key, nor a time, nor the place of a row tells whose it was.
create table ballot (
    survey text not null,
    raters bigint not null,
    body text not null,
    primary key (survey, raters)
);
