-- Full-text search over the library, alike on both databases: which entry has which gram, and how much it weighs there
-- (`domain/src/standard/search.rs`). Folded from the journal like everything else.
create table gram (
    gram text not null,
    id text not null,
    weight bigint not null,
    primary key (gram, id)
);

-- A revision takes the grams of its entry out first.
create index gram_id on gram (id);
