#!/usr/bin/env bash
# Installs what `make check` needs of a Debian system and does not find: the servers of the tests marked real, and what
# uWSGI and mysqlclient are built with. Starts no service: the tests start private instances. Not as root, or without
# apt-get, it only says what is missing; the tests then do so too, each where it needs it.
set -euo pipefail

shopt -s nullglob
elsewhere=(/usr/sbin /usr/local/sbin /usr/lib/postgresql/*/bin)  # as tests/services/recipe.py looks
PATH=$PATH$(printf ':%s' "${elsewhere[@]}")
missing=()

need() {  # program package...
  command -v "$1" >/dev/null || missing+=("${@:2}")
}

need_python() {  # a program that fails without it, package...
  "${PYTHON:-python3}" -c "$1" >/dev/null 2>&1 || missing+=("${@:2}")
}

need git git
need make make
need gcc gcc libc6-dev
need mariadbd mariadb-server-core
need my_print_defaults mariadb-client-core
need mariadb_config libmariadb-dev pkg-config
need initdb postgresql
need redis-server redis-server
need rabbitmq-server rabbitmq-server
need memcached memcached
need_python 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' python3 python3-venv
need_python 'import sysconfig, os; os.stat(sysconfig.get_path("include") + "/Python.h")' python3-dev

if [ ${#missing[@]} -eq 0 ]; then
  exit 0
fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "Missing for the tests marked real: ${missing[*]} (as root, on Debian: apt-get install ${missing[*]})"
  exit 0
fi

# Debian's packages ask this program before they start a service; 101 is "no". One that is there has its reasons.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi

echo "installing from Debian: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt=(apt-get -qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
log=$(mktemp)
if ! { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
  tail -n 40 "$log"
  echo "apt-get failed: see above"
  rm -f "$log"
  exit 1
fi
rm -f "$log"
