-- Slips that were kept until now lie in the order in which they were printed, so the place of a row told which slip of its
-- sheet it was. They are laid down anew in the order of their hashes, as new ones are.
create table slip_laid_anew (
    hash text primary key,
    survey text not null,
    raters bigint not null,
    -- how many of its group were printed before its sheet: tells which were taken back with it
    sheet bigint not null
);

insert into slip_laid_anew (hash, survey, raters, sheet) select hash, survey, raters, sheet from slip order by hash;

drop table slip;

alter table slip_laid_anew rename to slip;

create index slip_survey on slip (survey, raters, sheet);
