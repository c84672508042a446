-- Delivery that holds under faults: the channel to the mail server as all processes see it, every attempt, the inbox, what was put aside, and
-- how far timers had drifted from what they should be.

create table mail_channel (
    -- host:port
    server           text primary key,
    -- In a row, without a word from the server in between.
    failures         integer not null default 0,
    -- Open means that nothing leaves; now and then one mail tries whether the server is back.
    opened_at        timestamptz,
    next_probe_at    timestamptz,
    openings         integer not null default 0,
    -- Mails that may leave at once; refilled with time.
    tokens           double precision not null,
    refilled_at      timestamptz not null default clock_timestamp(),
    last_accepted_at timestamptz,
    last_failed_at   timestamptz,
    trouble          text
);

-- One row for every time a mail was taken up. Without an outcome, the process that had it died.
create table mail_attempt (
    mail_id   uuid not null references mail on delete cascade,
    agency_id uuid not null references agency deferrable initially deferred,
    fence     integer not null,
    begun_at  timestamptz not null,
    ended_at  timestamptz,
    outcome   text check (outcome in ('Sent', 'Refused', 'Deferred', 'Unknown', 'NoChannel')),
    reply     text,
    primary key (mail_id, fence),
    check ((ended_at is null) = (outcome is null))
);

alter table mail
    add column urgency smallint not null default 0,
    drop constraint mail_state_check,
    add constraint mail_state_check check (state in ('queued', 'sending', 'sent', 'failed', 'held', 'superseded'));
drop index mail_to_send;
create index mail_to_send on mail (urgency desc, next_attempt_at) where state in ('queued', 'sending');
create index mail_unsettled on mail (agency_id, state, created_at) where state in ('queued', 'sending', 'failed', 'held');

-- What a person was told, on the page: written with what it tells of. The mail of the same id is its copy.
create table notice (
    id         uuid primary key,
    agency_id  uuid not null references agency deferrable initially deferred,
    person_id  uuid not null references person deferrable initially deferred,
    kind       text not null,
    subject    text not null,
    body       text not null,
    created_at timestamptz not null,
    read_at    timestamptz
);
create index notice_person on notice (person_id, created_at desc);
create index notice_unread on notice (person_id) where read_at is null;

insert into notice (id, agency_id, person_id, kind, subject, body, created_at, read_at)
select id, agency_id, recipient_id, kind, subject, text_body, created_at, sent_at from mail;

-- What fails by itself is put aside, so that it holds up nobody else; it is tried again, and listed.
alter table timer
    add column aside_until timestamptz,
    add column trouble text;
create index timer_aside on timer (agency_id) where trouble is not null and fired_at is null;
alter table reminder
    add column stumbled integer not null default 0,
    add column trouble text;

-- A comparison of the timers there are with those there should be.
create table timer_check (
    id        uuid primary key,
    agency_id uuid not null references agency deferrable initially deferred,
    because   text not null check (because in ('nightly', 'asked', 'calendar')),
    on_day    date not null,
    ran_at    timestamptz not null,
    things    integer not null,
    missing   integer not null,
    extra     integer not null,
    moved     integer not null,
    took_ms   integer not null,
    -- The first few, as JSON.
    findings  jsonb not null default '[]'
);
create index timer_check_latest on timer_check (agency_id, ran_at desc);
create unique index timer_check_one_a_night on timer_check (agency_id, on_day) where because = 'nightly';
