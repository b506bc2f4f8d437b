-- A unit reads what a weekly meeting decided for it: since then meetings are among the records in which several units have a
-- part. Which units an older one names may ask for it. What of it they read is not said here.
insert into part (subject, id, unit_id, book, number)
select 'meeting', r.id, u.id, r.book, 0 from record r
join record u on u.subject = 'unit' and u.book = r.book and r.body like ('%"unit":"' || u.id || '"%')
where r.subject = 'meeting';

insert into part (subject, id, unit_id, book, number)
select 'meeting', r.id, '', r.book, 0 from record r where r.subject = 'meeting';
