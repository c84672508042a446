-- Steps that come at one moment are claimed agency by agency and in the order of their ids, without sorting all that are due.
drop index timer_due;
create index timer_due on timer (fire_at, agency_id, id) where fired_at is null;

-- A reminder changes its state twice on its way out, and each change touches every index it is in: it is in those of its own kind alone.
alter table reminder
    drop constraint reminder_once_a_report,
    drop constraint reminder_once_a_summary;
create unique index reminder_once_a_report on reminder (occurrence_id, deadline_version, rung, recipient_id) where occurrence_id is not null;
create unique index reminder_once_a_summary on reminder (agency_id, summary_on, rung, recipient_id) where summary_on is not null;

-- What is written once and read once or twice is packed by the quicker of the two ways, where the server knows it.
do $$
begin
    alter table mail alter column text_body set compression lz4, alter column html_body set compression lz4, alter column calendar set compression lz4;
    alter table notice alter column body set compression lz4;
exception when feature_not_supported then
    null;
end
$$;

-- One piece of news a statement, however many rows it wrote.
drop trigger projection_is_told on projection;
create or replace function tell_of_projection() returns trigger language plpgsql as $$
begin
    perform pg_notify('workflow_news', 'projection ' || moved.agency_id || ' ' || moved.plan_id)
    from (
        select distinct after.agency_id, after.plan_id
        from before join after on after.plan_id = before.plan_id and after.deduction_id = before.deduction_id
        where (before.secured, before.expected, before.ceiling) is distinct from (after.secured, after.expected, after.ceiling)) as moved;
    return null;
end
$$;
create trigger projection_is_told after update on projection
    referencing old table as before new table as after for each statement
    execute function tell_of_projection();

-- A stake belongs to the plan and the agency of its task, which one key tells; three let it belong to three.
alter table task add constraint task_of_plan unique (id, plan_id, agency_id);
alter table stake
    drop constraint stake_agency_id_fkey,
    drop constraint stake_plan_id_fkey,
    drop constraint stake_task_id_fkey,
    add constraint stake_of_task foreign key (task_id, plan_id, agency_id) references task (id, plan_id, agency_id) deferrable initially deferred;
