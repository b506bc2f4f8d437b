-- What a list as of a day shows and is narrowed by besides: words, look-back, progress, how often an issue was returned or came back.
alter table issue_version add column title text not null default '';
alter table issue_version add column official text;
alter table issue_version add column department text;
alter table issue_version add column lookback_day bigint;
alter table issue_version add column percent bigint not null default 0;
alter table issue_version add column returns bigint not null default 0;
alter table issue_version add column relapses bigint not null default 0;
alter table issue_version add column search text not null default '';

-- Who answers for an issue is searched alone: the blank before official and department becomes a mark.
update issue set search = substr(issue.search, 1, o.mark - 1) || '｜' || substr(issue.search, o.mark + 1)
from (select id, length(search) - length(coalesce(official, '')) - length(coalesce(department, ''))
        - case when official is not null and department is not null then 1 else 0 end as mark from issue) o
where o.id = issue.id;

-- Versions of before have the words, look-back and progress of now; `xundao rebuild` gives each its own.
update issue_version set title = i.title, official = i.official, department = i.department, lookback_day = i.lookback_day,
    percent = i.percent, search = i.search
from issue i where i.id = issue_version.id;
-- Each return and each relapse made a version.
update issue_version set returns = (select count(*) from journal j where j.subject_id = issue_version.id
    and j.book = issue_version.book and j.kind = 'issue.return' and j.seq <= issue_version.from_seq)
where id in (select id from issue where returns > 0);
update issue_version set relapses = (select count(*) from journal j where j.subject_id = issue_version.id
    and j.book = issue_version.book and j.kind = 'issue.relapse' and j.seq <= issue_version.from_seq)
where id in (select id from issue where relapses > 0);
