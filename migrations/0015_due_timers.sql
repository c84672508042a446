-- Steps that come at one moment are claimed agency by agency and in the order of their ids, without sorting all that are due.
drop index timer_due;
create index timer_due on timer (fire_at, agency_id, id) where fired_at is null;
