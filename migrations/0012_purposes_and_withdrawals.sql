-- What a file shows, policies that are withdrawn, links of mails about reports.

-- A file that shows why the clock of a task stands still is no evidence of its result.
alter table evidence add column shows text not null default 'Result';
update evidence set shows = 'Receipt' where occurrence_id is not null;
alter table evidence
    alter column shows drop default,
    add constraint evidence_shows_what_its_subject_has check (
        case when occurrence_id is not null then shows = 'Receipt' else shows in ('Result', 'Suspension') end);

-- An edition without terms withdraws the policy of its scope: from then on the wider one holds. The whole agency always has one.
alter table deadline_policy
    alter column terms drop not null,
    add constraint deadline_policy_of_all_has_terms check (terms is not null or plan_id is not null or task_kind is not null);

-- A link is for one task or for one report.
alter table mail_link
    alter column task_id drop not null,
    add column occurrence_id uuid references report_occurrence on delete cascade deferrable initially deferred,
    drop constraint mail_link_purpose_check,
    add constraint mail_link_does_what_its_subject_allows check (
        case when task_id is not null then purpose in ('acknowledge', 'accept') else purpose = 'dispatch' end),
    add constraint mail_link_has_one_subject check (num_nonnulls(task_id, occurrence_id) = 1);
create index mail_link_occurrence on mail_link (occurrence_id) where used_at is null and revoked_at is null;
