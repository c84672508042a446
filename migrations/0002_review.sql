-- The review of a reading: rows are accepted, added, merged, split and taken out; every act keeps what stood before it.

alter table analysis
    -- How often people have changed it; every act counts it up, so that the row's version changes with it.
    add column changes   integer not null default 0,
    -- What people decided about passages that could not be read and about causes that were proposed.
    add column decisions jsonb   not null default '{"passages": [], "rootCauses": []}';

alter table deduction
    -- The rows it was merged or split from.
    add column made_of     integer[] not null default '{}',
    add column added_by    uuid references person deferrable initially deferred,
    add column added_at    timestamptz,
    add column accepted_by uuid references person deferrable initially deferred,
    add column accepted_at timestamptz,
    -- Why it no longer stands; null while it does.
    add column removal     text,
    add column removed_by  uuid references person deferrable initially deferred,
    add column removed_at  timestamptz,
    add check ((removal is null) = (removed_at is null)),
    add check ((accepted_by is null) = (accepted_at is null)),
    add check ((added_by is null) = (added_at is null));

-- Whoever corrected a row had looked at it.
update deduction set accepted_by = corrected_by, accepted_at = corrected_at where corrected_at is not null;

create table review_act (
    id          uuid primary key,
    agency_id   uuid not null references agency deferrable initially deferred,
    analysis_id uuid not null references analysis on delete cascade deferrable initially deferred,
    number      integer not null,
    kind        text not null,
    about       integer[] not null,
    -- The rows as they were, the rows that were not there yet, the decisions as they were.
    before      jsonb not null,
    by          uuid not null references person deferrable initially deferred,
    at          timestamptz not null,
    undone_by   uuid references person deferrable initially deferred,
    undone_at   timestamptz,
    unique (analysis_id, number),
    check ((undone_by is null) = (undone_at is null))
);
