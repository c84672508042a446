-- What the projection of any day is reckoned from, and what it was when the day closed.

-- The figures an indicator's points were lost at: what is above them is won back.
alter table task add base_numerator numeric(18,4);
alter table task add base_denominator numeric(18,4);
alter table task add check ((base_numerator is null) = (base_denominator is null));

-- What a task had at stake in a deduction, from each moment this changed: history, like the activity.
create table stake (
    -- In the order of writing: the test clock may stand still.
    id           bigint generated always as identity primary key,
    agency_id    uuid not null references agency deferrable initially deferred,
    plan_id      uuid not null references plan deferrable initially deferred,
    deduction_id uuid not null references deduction deferrable initially deferred,
    task_id      uuid not null references task deferrable initially deferred,
    points       numeric(9,4) not null check (points >= 0),
    -- Points that are known not to come back.
    forgone      numeric(9,4) not null check (forgone between 0 and points),
    likelihood   numeric(9,4) not null check (likelihood between 0 and 1),
    verified     boolean not null,
    -- The kind of the event that changed it.
    because      text not null,
    changed_at   timestamptz not null
);
create index stake_latest on stake (plan_id, deduction_id, task_id, changed_at desc, id desc);
create index stake_changed on stake (plan_id, changed_at);
create trigger stake_is_history before update or delete on stake for each row execute function refuse_change();
create trigger stake_is_kept before truncate on stake execute function refuse_change();

-- The totals at the close of a day; written once.
create table projection_snapshot (
    id          uuid primary key,
    agency_id   uuid not null references agency deferrable initially deferred,
    plan_id     uuid not null references plan deferrable initially deferred,
    on_day      date not null,
    secured     numeric(9,4) not null,
    expected    numeric(9,4) not null,
    ceiling     numeric(9,4) not null,
    probability numeric(9,4),
    taken_at    timestamptz not null,
    unique (plan_id, on_day)
);
create trigger snapshot_is_history before update or delete on projection_snapshot for each row execute function refuse_change();
create trigger snapshot_is_kept before truncate on projection_snapshot execute function refuse_change();
