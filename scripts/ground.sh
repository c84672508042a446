# shellcheck shell=bash
# What ./run and ./test stand on: finding or installing programs, and a private PostgreSQL cluster. To be sourced.

say() { printf '%s\n' "$@"; }
complain() { printf '%s\n' "$@" >&2; }
die() { complain "$@"; exit 1; }
is_root() { [ "$(id -u)" -eq 0 ]; }

# ---------------------------------------------------------------- packages

apt_lists_fresh=no

as_administrator() {
  if is_root; then
    "$@"
  elif command -v sudo >/dev/null 2>&1; then
    sudo "$@"
  else
    return 1
  fi
}

can_install() { command -v apt-get >/dev/null 2>&1 && { is_root || command -v sudo >/dev/null 2>&1; }; }

install_packages() {
  can_install ||
    die "Cần cài: $* (máy này không có apt với quyền quản trị)." \
        "Needed: $* — no apt with administrator rights here; please install it and start again."
  say "Cài đặt / installing: $*"
  local log
  log=$(mktemp "${TMPDIR:-/tmp}/workflow-apt.XXXXXX")
  if [ "$apt_lists_fresh" = no ]; then
    as_administrator apt-get update -q >"$log" 2>&1 || complain "apt-get update: $(tail -n 1 "$log")"
    apt_lists_fresh=yes
  fi
  if ! as_administrator env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >>"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    die "Không cài được / could not install: $*"
  fi
  rm -f "$log"
}

# ---------------------------------------------------------------- programs

has_postgres_server() { [ -x "$1/initdb" ] && [ -x "$1/pg_ctl" ] && [ -x "$1/postgres" ]; }

# Prints the folder of the newest server programs; fails when there are none.
find_postgres_programs() {
  local folder
  for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -t/ -k5,5Vr) \
    "$(pg_config --bindir 2>/dev/null || true)" \
    "$(dirname "$(command -v initdb 2>/dev/null || echo /nowhere/initdb)")"; do
    if has_postgres_server "$folder"; then
      printf '%s\n' "$folder"
      return 0
    fi
  done
  return 1
}

# Debian would create and start a cluster of its own on port 5432 at installation: it is told not to, and its setting is put back.
install_postgres() {
  local settings=/etc/postgresql-common/createcluster.conf before outcome=0
  install_packages postgresql-common
  before=$(mktemp "${TMPDIR:-/tmp}/workflow-createcluster.XXXXXX")
  cat "$settings" >"$before"
  echo 'create_main_cluster = false' | as_administrator tee -a "$settings" >/dev/null
  # In a subshell, so that the setting is put back when the installation fails too.
  (install_packages postgresql) || outcome=$?
  as_administrator tee "$settings" <"$before" >/dev/null
  rm -f "$before"
  return "$outcome"
}

# Sets POSTGRES_PROGRAMS.
need_postgres() {
  POSTGRES_PROGRAMS=$(find_postgres_programs) && return 0
  install_postgres
  POSTGRES_PROGRAMS=$(find_postgres_programs) || die "PostgreSQL: không tìm thấy / not found after installation."
}

need_node() {
  if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    install_packages nodejs npm
  fi
}

need_dotnet() {
  if ! command -v dotnet >/dev/null 2>&1 && [ -x "${HOME:-}/.dotnet/dotnet" ]; then
    PATH="$HOME/.dotnet:$PATH"
  fi
  command -v dotnet >/dev/null 2>&1 ||
    die "Cần .NET SDK 10 (https://dotnet.microsoft.com/download)." ".NET SDK 10 is needed."
}

# Sets CHROMIUM.
need_chromium() {
  CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
  if [ -z "$CHROMIUM" ]; then
    install_packages chromium
    CHROMIUM=$(command -v chromium) || die "Chromium: không tìm thấy / not found after installation."
  fi
}

# The .NET tools and npm keep their caches in the home folder; a service account or a bare container may have none.
need_home() {
  if [ -z "${HOME:-}" ] || [ ! -d "$HOME" ] || [ ! -w "$HOME" ]; then
    HOME=$1
    mkdir -p "$HOME"
  fi
  export HOME DOTNET_CLI_HOME="${DOTNET_CLI_HOME:-$HOME}" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 \
    DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
}

# ---------------------------------------------------------------- ports and processes

port_is_busy() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    port_is_busy "$port" || { printf '%s\n' "$port"; return 0; }
  done
}

random_secret() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

is_alive() { kill -0 "$1" 2>/dev/null; }

# Tells a process from a later one that got the same number.
birth_of() { sed -e 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

remember_process() { printf '%s %s\n' "$2" "$(birth_of "$2")" >"$1"; } # file, pid

# Prints the pid kept in a file if that very process still lives.
remembered_process() {
  local pid birth
  [ -r "$1" ] && read -r pid birth <"$1" && [ -n "$birth" ] && [ "$(birth_of "$pid")" = "$birth" ] && printf '%s\n' "$pid"
}

stop_process() { # pid, seconds to leave by itself
  local pid=$1 tenths=$((${2:-20} * 10))
  kill -TERM "$pid" 2>/dev/null || return 0
  while is_alive "$pid" && [ "$tenths" -gt 0 ]; do
    sleep 0.1
    tenths=$((tenths - 1))
  done
  kill -KILL "$pid" 2>/dev/null || true
}

# ---------------------------------------------------------------- the private cluster

# PostgreSQL refuses to run as root: there Debian's user "postgres" owns and runs the cluster.
# Descriptor 9 is the lock of ./run: a server that inherited it would hold the lock after ./run is gone.
as_postgres() {
  if is_root; then
    (cd / && exec runuser -u postgres -- "$@" 9>&-)
  else
    (cd / && exec "$@" 9>&-)
  fi
}

# A folder counts only if the cluster's owner can get into it from the root down.
postgres_can_use() { as_postgres test -w "$1" -a -x "$1" 2>/dev/null; }

give_to_postgres() { if is_root; then chown postgres "$@"; fi; }

# The cluster listens on the loopback alone, has no socket file and asks for a password: other people of the machine stay outside.
create_cluster() { # data folder (absent or empty), file with the superuser's password; further settings on standard input
  local data=$1 secret=$2
  as_postgres "$POSTGRES_PROGRAMS/initdb" -D "$data" -U postgres -A scram-sha-256 --pwfile="$secret" \
    -E UTF8 --locale=C.UTF-8 --no-instructions >/dev/null || return 1
  {
    printf '%s\n' "listen_addresses = '127.0.0.1'" "unix_socket_directories = ''"
    cat
  } | as_postgres tee -a "$data/postgresql.conf" >/dev/null
}

# Sets POSTGRES_PORT. Another program may take the port between the look and the start: then the next one is tried.
start_cluster() { # data folder, log file
  local attempt
  for attempt in 1 2 3; do
    POSTGRES_PORT=$(free_port)
    if as_postgres "$POSTGRES_PROGRAMS/pg_ctl" -D "$1" -l "$2" -w -t 90 -s -o "-p $POSTGRES_PORT" start >/dev/null 2>&1; then
      return 0
    fi
    complain "PostgreSQL: lần thử / attempt $attempt: port $POSTGRES_PORT"
  done
  return 1
}

stop_cluster() { # data folder, mode
  as_postgres "$POSTGRES_PROGRAMS/pg_ctl" -D "$1" -m "${2:-fast}" -w -t 60 -s stop >/dev/null 2>&1 || true
}

cluster_is_running() { as_postgres "$POSTGRES_PROGRAMS/pg_ctl" -D "$1" status >/dev/null 2>&1; }
