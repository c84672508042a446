-- The criteria of a year (bộ chỉ số), each import an edition of its own, and what all peers scored in a year.

create table score_set (
    id          uuid primary key,
    agency_id   uuid not null references agency deferrable initially deferred,
    year        integer not null,
    edition     integer not null check (edition > 0),
    file_name   text not null,
    sha256      text not null,
    max         numeric(9,4) not null check (max > 0),
    imported_by uuid not null references person deferrable initially deferred,
    imported_at timestamptz not null,
    unique (agency_id, year, edition)
);

create table criterion (
    id             uuid primary key,
    agency_id      uuid not null references agency deferrable initially deferred,
    score_set_id   uuid not null references score_set on delete cascade deferrable initially deferred,
    ordinal        integer not null,
    code           text not null,
    parent_code    text,
    name           text not null,
    max            numeric(9,4) not null check (max >= 0),
    -- Null where its components carry the points.
    rule           text check (rule is not null or terms is null),
    -- The rule with its parameters as a person said it; null while the words of the set only suggest its kind.
    terms          jsonb,
    -- How points are given, as the set words it.
    guidance       text,
    unique (score_set_id, code)
);

create table score_board (
    id          uuid primary key,
    agency_id   uuid not null references agency deferrable initially deferred,
    year        integer not null,
    edition     integer not null check (edition > 0),
    file_name   text not null,
    sha256      text not null,
    imported_by uuid not null references person deferrable initially deferred,
    imported_at timestamptz not null,
    unique (agency_id, year, edition)
);

create table peer_score (
    agency_id      uuid not null references agency deferrable initially deferred,
    score_board_id uuid not null references score_board on delete cascade deferrable initially deferred,
    ordinal        integer not null,
    name           text not null,
    appraised      numeric(9,4),
    survey         numeric(9,4),
    points         numeric(9,4) not null,
    printed_rank   integer,
    own            boolean not null,
    primary key (score_board_id, ordinal)
);
create unique index peer_score_one_is_own on peer_score (score_board_id) where own;
