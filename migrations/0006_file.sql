-- A file is named by the hash of what the device sent, so that an act made without network can name it. What is stored of a
-- picture is painted anew: `stored` is the hash of those bytes, under which they lie in the data directory. Null where
-- both are the same, as with every file of earlier releases.
alter table file add column stored text;
