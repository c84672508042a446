-- Every calendar an agency has had, whole: what is in force stands in calendar_day too, where days are asked for one by one.

create table calendar_version (
    agency_id uuid not null references agency deferrable initially deferred,
    number    integer not null check (number > 0),
    -- An array of {on, kind, name, announced}, in the order of the days.
    days      jsonb not null,
    -- How many days differ from the version before.
    changed   integer not null,
    -- Why: the number of the announcement.
    note      text not null,
    -- Nobody saved the calendar an agency began with.
    saved_by  uuid references person deferrable initially deferred,
    saved_at  timestamptz,
    primary key (agency_id, number),
    check (number = 1 or (saved_by is not null and saved_at is not null and note <> ''))
);
create trigger calendar_version_is_history before update or delete on calendar_version for each row execute function refuse_change();
create trigger calendar_version_is_kept before truncate on calendar_version execute function refuse_change();

insert into calendar_version (agency_id, number, days, changed, note, saved_by, saved_at)
select agency_id, 1,
       jsonb_agg(jsonb_build_object('on', on_day, 'kind', lower(left(kind, 1)) || substr(kind, 2), 'name', name, 'announced', announced) order by on_day),
       count(*), '', null, null
from calendar_day
group by agency_id;
