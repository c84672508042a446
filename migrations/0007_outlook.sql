-- What the chairman aims at and supposes, news of the projection, and what a year leaves to the next.

-- What each field is to reach: [{"field": 7, "points": 12.5}], by number of the field.
alter table plan add field_targets jsonb not null default '[]';

-- A supposition with a name: reckoned anew whenever it is opened.
create table scenario (
    id         uuid primary key,
    agency_id  uuid not null references agency deferrable initially deferred,
    plan_id    uuid not null references plan deferrable initially deferred,
    name       text not null check (name <> ''),
    -- The tasks that are supposed to be completed, and the figures indicators are moved to.
    completed  uuid[] not null,
    indicators jsonb not null,
    -- What came out when it was saved.
    secured    numeric(9,4) not null,
    expected   numeric(9,4) not null,
    ceiling    numeric(9,4) not null,
    made_by    uuid not null references person deferrable initially deferred,
    made_at    timestamptz not null
);
-- Deferred: a name that is given up and taken again in one transaction is no clash.
alter table scenario add unique (plan_id, name) deferrable initially deferred;

-- The standing duty of the year before that this task goes on with.
alter table task add carried_from_id uuid references task deferrable initially deferred;

-- News for whoever looks at a plan: sent by the database when the transaction commits, and only then; told to every node.
create function tell_of_projection() returns trigger language plpgsql as $$
begin
    perform pg_notify('workflow_news', 'projection ' || new.agency_id || ' ' || new.plan_id);
    return null;
end
$$;
create trigger projection_is_told after update on projection for each row
    when ((old.secured, old.expected, old.ceiling) is distinct from (new.secured, new.expected, new.ceiling))
    execute function tell_of_projection();

create function tell_of_plan() returns trigger language plpgsql as $$
begin
    perform pg_notify('workflow_news', 'projection ' || new.agency_id || ' ' || new.id);
    return null;
end
$$;
create trigger plan_is_told after update on plan for each row
    when ((old.target_score, old.field_targets) is distinct from (new.target_score, new.field_targets))
    execute function tell_of_plan();
