-- The visits that were planned for what a draw has drawn.
alter table visit add column draw_id text;
create index visit_draw on visit (draw_id) where draw_id is not null;
