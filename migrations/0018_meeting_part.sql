-- A unit reads what a weekly meeting decided for it: since then meetings are among the records in which several units have a
-- part. Units for which an older one decided something, and the unit whose meeting it is, may ask for it. Of a decision
-- who does it follows the unit, of a point of the agenda nothing does. What of it they read is not said here.
insert into part (subject, id, unit_id, book, number)
select 'meeting', r.id, u.id, r.book, 0 from record r
join record u on u.subject = 'unit' and u.book = r.book
    and (r.unit_id = u.id or r.body like ('%"unit":"' || u.id || '","who":%'))
where r.subject = 'meeting';

insert into part (subject, id, unit_id, book, number)
select 'meeting', r.id, '', r.book, 0 from record r where r.subject = 'meeting';
