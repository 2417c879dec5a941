#!/bin/sh
# Writes what the compose files need: the domain into docker/.env, and a password for PostgreSQL into a secret file.
# Usage: docker/setup.sh water.example.org
set -eu
cd "$(dirname "$0")"

domain=${1:-}
if [ -z "$domain" ]; then
	echo "usage: docker/setup.sh DOMAIN    (for example water.example.org; it cannot be changed later)" >&2
	exit 2
fi
if [ -e .env ] && ! grep -qx "BANDUNG_DOMAIN=$domain" .env; then
	echo "docker/.env names another domain; a node cannot change its domain. Nothing was done." >&2
	exit 1
fi
printf 'BANDUNG_DOMAIN=%s\n' "$domain" >.env

# The folder is closed to other users; the file is open, because each container reads it as a user of its own.
mkdir -p secrets
chmod 700 secrets
if [ ! -s secrets/database_password ]; then
	head -c 32 /dev/urandom | base64 | tr -d '\n=' | tr '+/' '-_' >secrets/database_password
	chmod 444 secrets/database_password
fi
echo "Ready: docker compose -f docker/compose.yaml up -d"
