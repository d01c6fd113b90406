#!/usr/bin/env bash
# Builds Sync and runs all its tests; see --help. The last line is "N passed, N failed".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

help() {
    cat <<'TEXT'
Usage: tests/run.sh [--fast | --compose | --publish] [--filter EXPR] [--help]

Builds the solution with warnings as errors, checks its format, and runs all tests. Needs the .NET 10 SDK.
On Debian and Ubuntu it installs what the tests need and is missing (with sudo, unless you are root).
Tests of INDI run without any network but loopback, for indiserver listens on all addresses.

Tests of containers and of what is published need much room and time, and run only when asked for, or with CI=true.

  --fast         only tests/Sync.Tests: no real devices, no broker, no check of the format
  --compose      only the observatory in containers; needs root on Debian or Ubuntu. Where no registry of images can be
                 reached, stand-ins are made once; where no Docker daemon answers, one is started and stopped again
  --publish      only that self-contained programs can be built, and that the one for this computer runs
  --filter EXPR  only tests that match, as for dotnet test: --filter FullyQualifiedName~Planner
  --help         this text

The last line is "N passed, N failed". A skipped test, a failed build and a wrong format count as failed.
Exit code: 0 when nothing failed and something passed, 1 otherwise, 2 for wrong arguments.
TEXT
}

# A Debian package, and where to look for it on a system that has no dpkg.
fast_needs=(
    "fitsverify fitsverify"
    "source-extractor source-extractor"
)
full_needs=(
    "${fast_needs[@]}"
    "rabbitmq-server rabbitmq-server"
    "python3-astropy /usr/lib/python3/dist-packages/astropy"
    "indi-bin indiserver"
    "astrometry.net solve-field"
    "astap-cli astap_cli"
    "astrometry-data-tycho2-07 /usr/share/astrometry/index-tycho2-07.littleendian.fits"
    "iproute2 ip"
    "spin spin"
    "gcc gcc"
    "libc6-dev /usr/include/stdio.h"
)
compose_needs=(
    "docker.io docker"
    "docker-compose docker-compose"
    "debootstrap debootstrap"
    "openssl openssl"
)
limit_minutes=20
fast=0
part=
daemon=
filter=
passed=0
failed=0
results=
policy=
running=

main() {
    arguments "$@"
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
    PATH="$PATH:/usr/sbin:/sbin"
    trap clean EXIT
    trap 'interrupt 130' INT
    trap 'interrupt 143' TERM
    results=$(mktemp -d)
    packages
    if [ "$part" = compose ]; then
        can_compose || give_up "$why_not"
        compose
    elif [ "$part" = publish ]; then
        publish
    elif [ "$fast" = 1 ]; then
        build tests/Sync.Tests
        run Sync.Tests ""
    else
        build Sync.sln
        format
        run Sync.Tests ""
        [ -n "$filter" ] || model
        [ -n "$filter" ] || faults
        run Sync.Tests.Integration "Needs!=indi&Needs!=compose"
        run Sync.Tests.Integration "Needs=indi" isolated
        [ "${CI-}" != true ] || [ -n "$filter" ] || rare
    fi
    finish
}

arguments() {
    while [ $# -gt 0 ]; do
        case "$1" in
            --fast) fast=1 ;;
            --compose) part=compose ;;
            --publish) part=publish ;;
            --filter)
                [ $# -gt 1 ] || wrong "--filter needs an expression, such as FullyQualifiedName~Planner."
                filter=$2
                shift
                ;;
            --help | -h)
                help
                exit 0
                ;;
            *) wrong "$1 is no option; allowed are --fast, --compose, --publish, --filter EXPR and --help." ;;
        esac
        shift
    done
}

wrong() {
    echo "$1" >&2
    exit 2
}

say() {
    printf '\n== %s\n' "$1"
}

# Ends it all: what comes after would say nothing.
give_up() {
    echo "$1" >&2
    failed=$((failed + 1))
    finish
}

finish() {
    clean
    printf '\n%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ] && exit 0
    exit 1
}

clean() {
    [ -z "$daemon" ] || as_root kill "$daemon" 2>/dev/null
    daemon=
    [ -z "$policy" ] || as_root rm -f "$policy"
    policy=
    [ -z "$results" ] || rm -rf "$results"
    results=
}

# shellcheck disable=SC2317  # called by traps
interrupt() {
    [ -z "$running" ] || kill "$running" 2>/dev/null
    exit "$1"
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# A command in the background is one that Ctrl+C can end: timeout puts it in a group of its own.
limited() {
    timeout --kill-after=30 "${limit_minutes}m" "$@" </dev/null &
    running=$!
    wait "$running"
    local code=$?
    running=
    [ "$code" != 124 ] && [ "$code" != 137 ] || echo "It did not end within $limit_minutes minutes and was stopped." >&2
    return "$code"
}

packages() {
    command -v dotnet >/dev/null || give_up "dotnet is not in PATH; the .NET 10 SDK is needed: https://dotnet.microsoft.com/download"
    local needs=("${full_needs[@]}")
    [ "$fast" = 0 ] || needs=("${fast_needs[@]}")
    [ -z "$part" ] || needs=()
    install ${needs[@]+"${needs[@]}"}
}

# install "PACKAGE WHERE"...: what is missing of them.
install() {
    local missing=() need
    for need in "$@"; do
        is_there "${need% *}" "${need#* }" || missing+=("${need% *}")
    done
    [ "${#missing[@]}" -gt 0 ] || return 0
    say "Installing ${missing[*]}"
    command -v apt-get >/dev/null ||
        give_up "The tests need ${missing[*]} (names of Debian packages), and there is no apt-get to install them."
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
        give_up "The tests need ${missing[*]}; run apt-get install for them as root, for there is no sudo here."
    no_services
    as_root apt-get update -q ||
        give_up "apt-get update failed; ${missing[*]} could not be installed."
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" ||
        give_up "apt-get install failed; ${missing[*]} could not be installed."
    clean_policy
}

is_there() {
    if command -v dpkg-query >/dev/null; then
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
    else
        [ -e "$2" ] || command -v "$2" >/dev/null
    fi
}

# The broker's package would start it on this machine; the tests start one of their own.
no_services() {
    [ ! -e /usr/sbin/policy-rc.d ] || return 0
    policy=/usr/sbin/policy-rc.d
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
}

clean_policy() {
    [ -z "$policy" ] || as_root rm -f "$policy"
    policy=
}

# An advisory that was published overnight is no fault of what is built.
build() {
    say "Building $1"
    limited dotnet build "$1" --nologo -v quiet -warnaserror "-warnnotaserror:NU1901;NU1902;NU1903;NU1904" ||
        give_up "The build failed."
}

format() {
    say "Checking the format"
    limited dotnet format whitespace Sync.sln --verify-no-changes --no-restore && return
    echo "The format is wrong; dotnet format whitespace Sync.sln mends it." >&2
    failed=$((failed + 1))
}

# run PROJECT FILTER [isolated]
run() {
    local project=$1 expression=$2 began=$SECONDS code
    [ -z "$filter" ] || expression="${expression:+($expression)&}($filter)"
    say "$project${expression:+ where $expression}"
    local command=(dotnet test "tests/$project/bin/Debug/net10.0/$project.dll" --nologo
        --logger "console;verbosity=minimal" --logger "trx;LogFileName=tests.trx" --results-directory "$results")
    [ -z "$expression" ] || command+=(--filter "$expression")
    rm -f "$results/tests.trx"
    if [ "${3-}" = isolated ]; then
        isolated "${command[@]}"
    else
        limited "${command[@]}"
    fi
    code=$?
    count "$project" "$code" $((SECONDS - began))
}

# Runs it where loopback is the only network.
isolated() {
    local inside='ip link set lo up && exec "$@"'
    if ! ip -o link show up | grep -qv LOOPBACK; then
        limited "$@"
    elif [ "$(id -u)" = 0 ] && unshare -n true 2>/dev/null; then
        limited unshare -n sh -c "$inside" sh "$@"
    elif unshare -rn true 2>/dev/null; then
        limited unshare -rn sh -c "$inside" sh "$@"
    elif [ "$(id -u)" != 0 ] && sudo unshare -n true 2>/dev/null; then
        limited sudo unshare -n sh -c "$inside" sh setpriv --reuid "$(id -u)" --regid "$(id -g)" --init-groups \
            env "PATH=$PATH" "HOME=$HOME" "$@"
    else
        echo "No network namespace can be made here (unshare -n), and indiserver would listen on all addresses." \
            "A container needs --cap-add SYS_ADMIN, or no network at all (--network none)." >&2
        return 1
    fi
}

# The rules of leases and epochs, and that none of them can be left out.
model() {
    say "The model of leases and epochs"
    local rule
    for rule in "" $(tests/Model/check.sh --rules); do
        if limited tests/Model/check.sh ${rule:+"$rule"}; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
    done
}

# Nights in which much goes wrong, by their seeds.
faults() {
    local seed
    for seed in 1 2; do
        say "A night with the faults of seed $seed"
        if limited dotnet run --no-build --project deploy/host -- rehearse --hours 4 --faults "$seed" --data "$results/faults"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
        fi
    done
}

# What needs much room and time.
rare() {
    publish
    if can_compose; then compose; else echo "The observatory in containers is not tested here: $why_not"; fi
}

can_compose() {
    why_not=
    [ "$(id -u)" = 0 ] || why_not="it needs root."
    command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || why_not="it needs Debian or Ubuntu, for its packages."
    [ -z "$why_not" ]
}

compose() {
    install "${compose_needs[@]}"
    if ! start_docker; then
        why_not="no Docker daemon answers, and none can be started."
        [ -z "$part" ] || give_up "$why_not"
        echo "The observatory in containers is not tested here: $why_not"
        return
    fi
    [ -z "$part" ] || build tests/Sync.Tests.Integration
    say "Making the images"
    limited tests/compose/images.sh || give_up "The images could not be made."
    limited docker build -q -f deploy/Dockerfile -t sync:0.1.0 . || give_up "The image of Sync could not be built."
    run Sync.Tests.Integration "Needs=compose"
}

# A daemon that answers is used; otherwise one is started, which clean stops.
start_docker() {
    ! docker version >/dev/null 2>&1 || return 0
    say "Starting a Docker daemon"
    setsid dockerd >"$results/dockerd.log" 2>&1 </dev/null &
    daemon=$!
    local tries
    for ((tries = 0; tries < 60; tries++)); do
        ! docker version >/dev/null 2>&1 || return 0
        sleep 0.5
    done
    tail -n 5 "$results/dockerd.log" >&2
    return 1
}

# A runtime that this computer's source of packages does not have can't be tested on it, and that is said.
publish() {
    local system
    for system in linux-x64 linux-arm64 win-x64; do
        say "Publishing for $system"
        if limited dotnet publish deploy/host --nologo -v quiet -c Release -r "$system" --self-contained -o "$results/$system" >"$results/$system.log" 2>&1; then
            passed=$((passed + 1))
        elif grep -q "NU1101.*Microsoft.NETCore.App.Runtime.$system" "$results/$system.log"; then
            echo "Not tested: the package Microsoft.NETCore.App.Runtime.$system can't be had here."
        else
            cat "$results/$system.log" >&2
            failed=$((failed + 1))
        fi
    done
    runs "$results/linux-$(case $(uname -m) in aarch64) echo arm64 ;; *) echo x64 ;; esac)/sync"
}

# runs PROGRAM: without any .NET of this computer.
runs() {
    [ -e "$1" ] || return 0
    say "Running what was published"
    if limited env -u DOTNET_ROOT DOTNET_MULTILEVEL_LOOKUP=0 "$1" --help >/dev/null && limited "$1" rehearse --hours 0.5 --cameras 2; then
        passed=$((passed + 1))
    else
        echo "What was published does not run." >&2
        failed=$((failed + 1))
    fi
}

# count PROJECT CODE SECONDS: adds up what the run has written.
count() {
    local file=$results/tests.trx all=0 good=0 bad name
    if [ -e "$file" ]; then
        all=$(counter total "$file")
        good=$(counter passed "$file")
        while IFS= read -r name; do
            echo "SKIPPED, which counts as failed: $name" >&2
        done < <(skipped "$file")
    fi
    bad=$((all - good))
    if [ "$2" != 0 ] && [ "$bad" = 0 ]; then
        echo "$1 ended with exit code $2 though no test failed." >&2
        bad=1
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
    echo "$1: $good passed, $bad failed in $3 s"
}

counter() {
    local value
    value=$(grep -o '<Counters [^>]*' "$2" | grep -o " $1=\"[0-9]*\"" | tr -dc 0-9)
    echo "${value:-0}"
}

skipped() {
    grep -o '<UnitTestResult [^>]*' "$1" | grep 'outcome="NotExecuted"' | sed 's/.*testName="\([^"]*\)".*/\1/; s/&quot;/"/g; s/&gt;/>/g; s/&lt;/</g; s/&amp;/\&/g'
}

main "$@"
