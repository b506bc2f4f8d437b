-- What is asked most, by index.

-- What is new among the versions of a book, and a version's place in its book's order.
create index issue_version_seq on issue_version (book, from_seq);
drop index issue_version_book;

-- Pages that show every group and unit keep them in memory as long as nothing of their kind changed: how often it did.
create table change (
    subject text primary key,
    times bigint not null
);
