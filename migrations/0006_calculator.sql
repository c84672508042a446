-- What recovery is reckoned from, the likelihoods an agency says, and the day each plan is reckoned for.

-- This year's figure and the base year's, of what has to grow; what happened that was not to happen again.
alter table task
    add figure         numeric(18,4) check (figure >= 0),
    add base_figure    numeric(18,4) check (base_figure >= 0),
    add incident_count integer not null default 0 check (incident_count >= 0);

create table incident (
    id               uuid primary key,
    agency_id        uuid not null references agency deferrable initially deferred,
    task_id          uuid not null references task on delete cascade deferrable initially deferred,
    happened_on      date not null,
    note             text not null,
    recorded_by      uuid not null references person deferrable initially deferred,
    recorded_at      timestamptz not null,
    withdrawn_by     uuid references person deferrable initially deferred,
    withdrawn_at     timestamptz,
    withdrawn_reason text,
    check (num_nonnulls(withdrawn_by, withdrawn_at, withdrawn_reason) in (0, 3))
);
create index incident_task on incident (task_id);

-- What reported figures bring that nobody has verified yet.
alter table stake add reported numeric(9,4) not null default 0;
alter table stake add check (reported between 0 and points - forgone);

-- How likely tasks bring back their points; the latest edition is in force, and the program's own values where there is none.
create table likelihood_edition (
    id          uuid primary key,
    agency_id   uuid not null references agency deferrable initially deferred,
    edition     integer not null check (edition > 0),
    likelihoods jsonb not null,
    said_by     uuid not null references person deferrable initially deferred,
    said_at     timestamptz not null,
    unique (agency_id, edition)
);

-- How many tasks a unit has completed up to the end of a day, and how many of them in time; a row for each day that added some.
create table unit_record (
    agency_id uuid not null references agency deferrable initially deferred,
    unit_id   uuid not null references unit deferrable initially deferred,
    on_day    date not null,
    completed integer not null check (completed >= 0),
    in_time   integer not null check (in_time between 0 and completed),
    primary key (unit_id, on_day)
);
insert into unit_record (agency_id, unit_id, on_day, completed, in_time)
select agency_id, unit_id, on_day,
       sum(completed) over (partition by unit_id order by on_day),
       sum(in_time) over (partition by unit_id order by on_day)
from (
    select task.agency_id, task.lead_unit_id as unit_id, (task.completed_at at time zone agency.zone)::date as on_day,
           count(*) as completed,
           count(*) filter (where task.last_good_day is null or task.submitted_on <= task.last_good_day) as in_time
    from task join agency on agency.id = task.agency_id
    where task.state = 'Completed' and task.completed_at is not null and task.lead_unit_id is not null
    group by 1, 2, 3) as days;

-- The day the rows of a plan are reckoned for, and what working them all out anew found. Without a day they are from an earlier
-- calculator, and the next sweep reckons them.
create table reckoning (
    plan_id     uuid primary key references plan on delete cascade deferrable initially deferred,
    agency_id   uuid not null references agency deferrable initially deferred,
    reckoned_on date,
    checked_at  timestamptz,
    -- Rows that differed; 0 is as it should be.
    drifted     integer check (drifted >= 0)
);
insert into reckoning (plan_id, agency_id) select id, agency_id from plan;
