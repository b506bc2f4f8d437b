-- DingTalk and Feishu let a robot ask for a signature: made with this secret, empty where none is asked for.
alter table robot add column secret text not null default '';
