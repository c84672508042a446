-- Proof of a receipt as a file, obligations that end, summaries in the ledger of reminders, calendars in mails, links in mails.

-- A file shows that a task was done, or that a report arrived.
alter table evidence
    alter column task_id drop not null,
    add column occurrence_id uuid references report_occurrence deferrable initially deferred,
    add constraint evidence_has_one_subject check (num_nonnulls(task_id, occurrence_id) = 1);
create index evidence_occurrence on evidence (occurrence_id, attached_at) where occurrence_id is not null;

alter table report_obligation
    add column request_issuer text,
    add column requested_on date,
    -- The last day for whose deadlines a report is owed.
    add column ended_on date,
    add column end_reason text,
    add constraint report_obligation_ends_for_a_reason check ((ended_on is null) = (end_reason is null));

alter table report_occurrence
    add column cancelled_on date,
    add column cancel_reason text,
    add constraint report_occurrence_cancelled_for_a_reason check ((cancelled_on is null) = (cancel_reason is null)),
    -- Lists show what is open before what is closed; kept by the database so that both can be read in order.
    add column open boolean not null generated always as (
        cancelled_on is null and case when counts_by = 'Received' then received_on else sent_on end is null) stored;
drop index report_occurrence_agency;
create index report_occurrence_by_day on report_occurrence (agency_id, open desc, last_good_day, id);
create index report_occurrence_by_unit on report_occurrence (agency_id, unit_id, open desc, last_good_day, id);

-- Summaries: on which weekday and before which day of the month; null sends none.
alter table agency
    add column weekly_summary_on text default 'Monday',
    add column meeting_day integer default 25 check (meeting_day between 1 and 31),
    -- What was due before this day is not made up for.
    add column summaries_from date;
update agency set summaries_from = current_date;

-- A summary is a reminder about a day: one a kind, day and person, whoever plans it and how often.
alter table reminder
    add column summary_on date,
    add column acknowledged_at timestamptz,
    drop constraint reminder_has_one_subject,
    add constraint reminder_has_one_subject check (num_nonnulls(task_id, occurrence_id, summary_on) = 1),
    add constraint reminder_once_a_summary unique (agency_id, summary_on, rung, recipient_id);

-- The deadlines a mail tells of, as a calendar.
alter table mail add column calendar text;

-- What a person may do from a mail without looking for it: for one task, one person, once.
create table mail_link (
    id           uuid primary key,
    agency_id    uuid not null references agency deferrable initially deferred,
    mail_id      uuid not null references mail deferrable initially deferred,
    task_id      uuid not null references task on delete cascade deferrable initially deferred,
    recipient_id uuid not null references person deferrable initially deferred,
    purpose      text not null check (purpose in ('acknowledge', 'accept')),
    created_at   timestamptz not null,
    used_at      timestamptz,
    revoked_at   timestamptz
);
create index mail_link_mail on mail_link (mail_id);
create index mail_link_task on mail_link (task_id) where used_at is null and revoked_at is null;

-- The secrets of a link, each made when its mail leaves and kept only as a hash; a mail that leaves twice has two.
create table mail_link_token (
    sha256     bytea primary key check (length(sha256) = 32),
    link_id    uuid not null references mail_link on delete cascade deferrable initially deferred,
    expires_at timestamptz not null
);
create index mail_link_token_link on mail_link_token (link_id);

-- A person's deadlines as a calendar other programs read; the address is a secret of which only the hash is kept.
create table calendar_feed (
    id         uuid primary key,
    agency_id  uuid not null references agency deferrable initially deferred,
    person_id  uuid not null unique references person deferrable initially deferred,
    sha256     bytea not null unique check (length(sha256) = 32),
    created_at timestamptz not null
);
