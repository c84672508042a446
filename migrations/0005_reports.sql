-- Reports the agency owes somebody, and each period's report with the days it was signed, sent and received.

create table report_obligation (
    id             uuid primary key,
    agency_id      uuid not null references agency deferrable initially deferred,
    name           text not null,
    recipient      text not null,
    unit_id        uuid not null references unit deferrable initially deferred,
    recurrence     text not null,
    -- The first deadline; what comes every year comes back on its day and month.
    due_on         date not null,
    due_kind       text not null,
    counts_by      text not null check (counts_by in ('Received', 'Sent')),
    criterion      text,
    request        text,
    -- The key in the catalogue it was taken from, and whether somebody has confirmed the deadline proposed there.
    standard       text,
    due_confirmed  boolean not null,
    opened_through integer not null,
    unique (agency_id, standard)
);
create index report_obligation_to_open on report_obligation (opened_through);

create table report_occurrence (
    id               uuid primary key,
    agency_id        uuid not null references agency deferrable initially deferred,
    obligation_id    uuid not null references report_obligation on delete cascade deferrable initially deferred,
    year             integer not null,
    data_from        date,
    data_to          date,
    unit_id          uuid not null references unit deferrable initially deferred,
    due_on           date not null,
    due_kind         text not null,
    last_good_day    date not null,
    counts_by        text not null check (counts_by in ('Received', 'Sent')),
    transit          integer not null check (transit >= 0),
    send_by          date not null,
    deadline_version integer not null,
    signed_on        date,
    sent_on          date,
    received_on      date,
    number           text,
    proof            text,
    unique (obligation_id, year),
    check ((data_from is null) = (data_to is null) and data_from <= data_to),
    check (last_good_day = case when due_kind = 'Before' then due_on - 1 else due_on end),
    check (send_by <= last_good_day),
    check (sent_on is null or signed_on <= sent_on),
    check (sent_on is null or signed_on is not null),
    check (received_on is null or sent_on <= received_on),
    check (received_on is null or sent_on is not null)
);
create index report_occurrence_agency on report_occurrence (agency_id, last_good_day);

-- Steps and reminders are of a task or of a report: the rows that are there stay as they are.
alter table timer
    alter column task_id drop not null,
    add column occurrence_id uuid references report_occurrence on delete cascade deferrable initially deferred,
    add constraint timer_has_one_subject check (num_nonnulls(task_id, occurrence_id) = 1),
    add constraint timer_once_a_report unique (occurrence_id, deadline_version, rung);

alter table reminder
    alter column task_id drop not null,
    add column occurrence_id uuid references report_occurrence on delete cascade deferrable initially deferred,
    add constraint reminder_has_one_subject check (num_nonnulls(task_id, occurrence_id) = 1),
    add constraint reminder_once_a_report unique (occurrence_id, deadline_version, rung, recipient_id);
