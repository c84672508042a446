-- Deadlines that move, with what moved them; the policy by which people are reminded, as data; who stands in for a head.

alter table task
    -- The request for more time that waits for a decision.
    add column pending_extension_id uuid,
    add column extensions_granted   integer not null default 0 check (extensions_granted >= 0),
    add column suspended_on         date,
    -- The state to which it comes back.
    add column suspended_from       text,
    add column suspension_reason    text,
    add column suspension_basis     text,
    add column explanation_due_on   date,
    add constraint task_suspension_is_whole check (
        case when state = 'Suspended'
            then num_nonnulls(suspended_on, suspended_from, suspension_reason, suspension_basis) = 4
            else num_nonnulls(suspended_on, suspended_from, suspension_reason, suspension_basis) = 0 end);

create table extension_request (
    id              uuid primary key,
    agency_id       uuid not null references agency deferrable initially deferred,
    task_id         uuid not null references task on delete cascade deferrable initially deferred,
    due_on          date not null,
    new_due_on      date not null,
    reason          text not null,
    requested_by    uuid not null references person deferrable initially deferred,
    requested_at    timestamptz not null,
    granted         boolean,
    decision_reason text,
    decided_by      uuid references person deferrable initially deferred,
    decided_at      timestamptz,
    check (new_due_on > due_on),
    check ((granted is null) = (decided_at is null))
);
create index extension_request_task on extension_request (task_id, requested_at);
alter table task add foreign key (pending_extension_id) references extension_request deferrable initially deferred;
create index task_awaiting_extension on task (plan_id) where pending_extension_id is not null;

create table explanation (
    id          uuid primary key,
    agency_id   uuid not null references agency deferrable initially deferred,
    task_id     uuid not null references task on delete cascade deferrable initially deferred,
    question    text,
    due_on      date not null,
    -- Null where the reminders that were in vain asked.
    asked_by    uuid references person deferrable initially deferred,
    asked_at    timestamptz not null,
    answer      text,
    answered_by uuid references person deferrable initially deferred,
    answered_at timestamptz,
    check ((answer is null) = (answered_at is null))
);
create index explanation_task on explanation (task_id, asked_at);

-- Every deadline a task has had, from its assignment on: history.
create table task_deadline (
    agency_id uuid not null references agency deferrable initially deferred,
    task_id   uuid not null references task on delete cascade deferrable initially deferred,
    version   integer not null,
    due_on    date,
    due_kind  text not null,
    -- The kind of the event that set it.
    because   text not null,
    reason    text,
    set_by    uuid references person deferrable initially deferred,
    set_at    timestamptz not null,
    primary key (task_id, version)
);
insert into task_deadline (agency_id, task_id, version, due_on, due_kind, because, set_by, set_at)
select agency_id, id, deadline_version, due_on, due_kind, 'task-assigned', assigned_by, assigned_at
from task where assigned_at is not null;
create trigger deadline_is_history before update on task_deadline for each row execute function refuse_change();

-- What was put in force for the agency, a plan, a kind of task; a change is another row.
create table deadline_policy (
    id        uuid primary key,
    agency_id uuid not null references agency deferrable initially deferred,
    plan_id   uuid references plan deferrable initially deferred,
    task_kind text,
    number    integer not null check (number > 0),
    terms     jsonb not null,
    saved_by  uuid not null references person deferrable initially deferred,
    saved_at  timestamptz not null,
    unique nulls not distinct (agency_id, plan_id, task_kind, number)
);
create trigger policy_is_history before update or delete on deadline_policy for each row execute function refuse_change();
create trigger policy_is_kept before truncate on deadline_policy execute function refuse_change();

create table delegation (
    id         uuid primary key,
    agency_id  uuid not null references agency deferrable initially deferred,
    unit_id    uuid not null references unit deferrable initially deferred,
    head_id    uuid not null references person deferrable initially deferred,
    officer_id uuid not null references person deferrable initially deferred,
    first_day  date not null,
    last_day   date not null,
    given_at   timestamptz not null,
    revoked_at timestamptz,
    check (last_day >= first_day),
    check (head_id <> officer_id)
);
create index delegation_officer on delegation (officer_id, last_day) where revoked_at is null;
create index delegation_head on delegation (head_id, last_day) where revoked_at is null;
