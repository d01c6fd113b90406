#!/usr/bin/env bash
# Makes all passwords of an observatory, and the broker's users with the permissions that each needs; see --help.
set -euo pipefail

help() {
    cat <<'TEXT'
Usage: deploy/make-secrets.sh [--to DIR] [--tls HOST]... CAMERA...

Makes what is not there yet, and keeps what is: run it again to add a camera.

  CAMERA       a camera of the rig, as its file names it: its agent gets a user of its own
  --to DIR     where the secrets are kept; deploy/secrets if not given
  --tls HOST   a certificate for the broker as it is reached from other machines, by name or address;
               a new one is made at each run that names hosts, signed by an authority that stays
  --help       this text

Files: NAME.broker (password of the broker's user NAME), NAME.storage (of the SQL Server login), web (of the page),
definitions.json (users and permissions as RabbitMQ loads them, passwords hashed), and with --tls broker-ca.pem,
broker.pem, broker.key. The folder is for you alone; its files are readable because containers read them as other users.
An agent on another machine needs camera-NAME.broker and, with TLS, broker-ca.pem; give it nothing else.
TEXT
}

to=$(dirname "${BASH_SOURCE[0]}")/secrets
cameras=()
hosts=()
work=

main() {
    arguments "$@"
    umask 022
    mkdir -p "$to"
    chmod 700 "$to"
    local name
    for name in scheduler dither grader operator ${cameras[@]+"${cameras[@]/#/camera-}"}; do
        password "$name.broker"
    done
    for name in sa scheduler dither grader; do
        password "$name.storage"
    done
    password web
    definitions | keep definitions.json
    [ "${#hosts[@]}" = 0 ] || certificates
}

arguments() {
    while [ $# -gt 0 ]; do
        case "$1" in
            --to)
                [ $# -gt 1 ] || wrong "--to needs a folder."
                to=$2
                shift
                ;;
            --tls)
                [ $# -gt 1 ] || wrong "--tls needs a host name or an address."
                [[ $2 =~ ^[A-Za-z0-9.:-]+$ ]] || wrong "--tls $2 is no host name and no address."
                hosts+=("$2")
                shift
                ;;
            --help | -h)
                help
                exit 0
                ;;
            -*) wrong "$1 is no option; allowed are --to DIR, --tls HOST and --help." ;;
            *)
                [[ $1 =~ ^[a-z0-9-]{1,32}$ ]] || wrong "$1 is no name of a camera; allowed are 1 to 32 of a to z, 0 to 9 and -."
                cameras+=("$1")
                ;;
        esac
        shift
    done
}

wrong() {
    echo "$1" >&2
    exit 2
}

# keep FILE: what comes in, whole or not at all, and never written over by halves.
keep() {
    rm -f "$to/.new"
    cat >"$to/.new"
    chmod 444 "$to/.new"
    mv -f "$to/.new" "$to/$1"
}

# password FILE: 32 letters and digits, of each kind one, for SQL Server asks for that.
password() {
    [ ! -s "$to/$1" ] || return 0
    local text=
    until [[ $text =~ [A-Z] && $text =~ [a-z] && $text =~ [0-9] && ${#text} = 32 ]]; do
        text=$(head -c 512 /dev/urandom | LC_ALL=C tr -dc 'A-Za-z0-9' | cut -c 1-32)
    done
    printf %s "$text" | keep "$1"
    echo "made $to/$1"
}

# Users are named as who speaks. What A says to B goes to the exchange A.B: A alone may write to it, B alone may read.
definitions() {
    local file name tags users=() permissions=()
    for file in "$to"/*.broker; do
        name=$(basename "$file" .broker)
        tags=
        [ "$name" != operator ] || tags=monitoring # a person, who may look at the broker's page
        users+=("{\"name\": \"$name\", \"password_hash\": \"$(hash "$file")\", \"hashing_algorithm\": \"rabbit_password_hashing_sha256\", \"tags\": \"$tags\"}")
        permissions+=("$(permission "$name")")
    done
    printf '{\n  "vhosts": [{"name": "/"}],\n  "users": [\n%s\n  ],\n  "permissions": [\n%s\n  ]\n}\n' \
        "$(list "${users[@]}")" "$(list "${permissions[@]}")"
}

permission() {
    local endpoint=$1
    [ "$1" != scheduler ] || endpoint='scheduler-[a-z]+'
    local own="$endpoint(_error|_skipped)?" out="$1[.][a-z0-9-]+" in="[a-z0-9-]+[.]$endpoint"
    printf '{"user": "%s", "vhost": "/", "configure": "^(%s|%s|%s)$", "write": "^(%s|%s)$", "read": "^(%s|%s)$"}' \
        "$1" "$own" "$out" "$in" "$own" "$out" "$own" "$in"
}

list() {
    local text
    text=$(printf '    %s,\n' "$@")
    printf %s "${text%,}"
}

# hash FILE: as RabbitMQ keeps passwords, four bytes of salt and the SHA-256 of salt and password, in base64.
hash() {
    local salt digest
    salt=$(head -c 4 /dev/urandom | od -An -tx1 | tr -d ' \n')
    digest=$({ bytes "$salt"; cat "$1"; } | sha256)
    bytes "$salt$digest" | base64 | tr -d '\n'
}

bytes() {
    local text
    text=$(printf %s "$1" | sed 's/../\\x&/g')
    printf %b "$text"
}

sha256() {
    if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -c 1-64
}

certificates() {
    command -v openssl >/dev/null || wrong "--tls needs openssl, which is not installed here."
    local names=() host
    for host in "${hosts[@]}"; do
        if [[ $host =~ ^[0-9.]+$ || $host == *:* ]]; then names+=("IP:$host"); else names+=("DNS:$host"); fi
    done
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    if [ ! -s "$to/broker-ca.key" ]; then
        openssl req -x509 -newkey rsa:3072 -nodes -sha256 -days 3650 -subj "/CN=Sync observatory" \
            -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign" \
            -keyout "$work/ca.key" -out "$work/ca.pem" 2>/dev/null
        keep broker-ca.pem <"$work/ca.pem"
        keep broker-ca.key <"$work/ca.key"
        chmod 400 "$to/broker-ca.key"
    fi
    openssl req -newkey rsa:3072 -nodes -sha256 -subj "/CN=${hosts[0]}" -keyout "$work/key" -out "$work/request" 2>/dev/null
    printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\n' "$(IFS=,; echo "${names[*]}")" >"$work/extensions"
    openssl x509 -req -sha256 -days 825 -in "$work/request" -CA "$to/broker-ca.pem" -CAkey "$to/broker-ca.key" \
        -set_serial "0x$(head -c 8 /dev/urandom | od -An -tx1 | tr -d ' \n')" -extfile "$work/extensions" -out "$work/pem" 2>/dev/null
    keep broker.pem <"$work/pem"
    keep broker.key <"$work/key"
    echo "made $to/broker.pem for ${hosts[*]}"
}

main "$@"
