#!/usr/bin/env bash
# Sees to it that the images of the compose test are on this machine; see --help.
set -euo pipefail

help() {
    cat <<'TEXT'
Usage: tests/compose/images.sh [--stand-ins] [--help]

Sees to it that the images which deploy/docker-compose.yml and deploy/Dockerfile name are on this machine. What is there is kept.
What is not is pulled; where no registry can be reached, a stand-in is made of Debian's packages and this machine's .NET,
and tagged as the real one. A stand-in does as a test's broker or runtime, and nothing else: its label says stand-in.

  --stand-ins  remove the images that were made here, and do nothing else
  --help       this text

Needs root, a Docker daemon, debootstrap and a .NET SDK.
TEXT
}

rabbitmq=rabbitmq:4.1-management
runtime=mcr.microsoft.com/dotnet/aspnet:10.0
sdk=mcr.microsoft.com/dotnet/sdk:10.0
base=sync-stand-in/debian:trixie
suite=trixie
label=observatory.sync.stand-in
work=

main() {
    case "${1-}" in
        --help | -h) help && exit 0 ;;
        --stand-ins) remove && exit 0 ;;
        "") ;;
        *) echo "$1 is no option; allowed are --stand-ins and --help." >&2 && exit 2 ;;
    esac
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    image "$rabbitmq" make_rabbitmq
    image "$runtime" make_runtime
    image "$sdk" make_sdk
}

remove() {
    docker images -q --filter "label=$label" | sort -u | xargs -r docker rmi -f >/dev/null
}

# image NAME COMMAND
image() {
    ! there "$1" || return 0
    if timeout 300 docker pull -q "$1" >/dev/null 2>&1; then
        echo "Pulled $1."
        return 0
    fi
    there "$base" || make_base
    "$2"
    echo "Made a stand-in for $1."
}

there() {
    docker image inspect "$1" >/dev/null 2>&1
}

make_base() {
    local keep=${XDG_CACHE_HOME:-$HOME/.cache}/sync-stand-in/$suite.tar
    if [ ! -s "$keep" ]; then
        mkdir -p "$(dirname "$keep")"
        quietly debootstrap --variant=minbase "$suite" "$work/root"
        rm -rf "$work/root/var/cache/apt/archives" "$work/root/var/lib/apt/lists"
        tar -C "$work/root" -cf "$keep.new" .
        mv "$keep.new" "$keep"
    fi
    docker import -c "LABEL $label=true" "$keep" "$base" >/dev/null
}

# Debian starts the server through a script that changes the user and keeps the log; the real image starts the server itself,
# as a user 999 whose home is the data.
make_rabbitmq() {
    local file
    read -r -d '' file <<TEXT || true
FROM $base
RUN groupadd -g 999 rabbitmq && useradd -u 999 -g 999 -d /var/lib/rabbitmq rabbitmq && printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d \\
 && apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends rabbitmq-server && rm -rf /var/lib/apt/lists/*
RUN rm -rf /var/lib/rabbitmq /etc/rabbitmq && mkdir -p /var/lib/rabbitmq /var/log/rabbitmq /etc/rabbitmq/conf.d \\
 && echo '[rabbitmq_management,rabbitmq_prometheus].' > /etc/rabbitmq/enabled_plugins \\
 && chown -R rabbitmq:rabbitmq /var/lib/rabbitmq /var/log/rabbitmq /etc/rabbitmq
ENV PATH=/usr/lib/rabbitmq/bin:\$PATH RABBITMQ_DATA_DIR=/var/lib/rabbitmq HOME=/var/lib/rabbitmq LANG=C.UTF-8
VOLUME /var/lib/rabbitmq
EXPOSE 5671 5672 15672
CMD ["rabbitmq-server"]
TEXT
    build "$rabbitmq" "$file"
}

make_runtime() {
    local file folder
    folder=$(dotnet_folder)
    mkdir -p "$work/dotnet"
    cp -a "$folder/dotnet" "$folder/host" "$folder/shared" "$work/dotnet/"
    read -r -d '' file <<TEXT || true
FROM $base
RUN apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends ca-certificates libicu76 libssl3t64 libstdc++6 tzdata && rm -rf /var/lib/apt/lists/* \\
 && groupadd -g 1654 app && useradd -m -u 1654 -g 1654 app
COPY dotnet /usr/share/dotnet
RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet
ENV APP_UID=1654 ASPNETCORE_HTTP_PORTS=8080 DOTNET_RUNNING_IN_CONTAINER=true DOTNET_ROOT=/usr/share/dotnet
TEXT
    build "$runtime" "$file" dotnet
}

# A build inside it fetches packages as this machine does: with its certificates and its sources.
make_sdk() {
    local file folder
    folder=$(dotnet_folder)
    mkdir -p "$work/sdk/dotnet" "$work/sdk/etc"
    cp -a "$folder/packs" "$folder/sdk" "$folder/templates" "$folder/sdk-manifests" "$work/sdk/dotnet/" 2>/dev/null || true
    cp -L /etc/ssl/certs/ca-certificates.crt "$work/sdk/etc/"
    cp -L "$HOME/.nuget/NuGet/NuGet.Config" "$work/sdk/etc/" 2>/dev/null || echo '<configuration />' >"$work/sdk/etc/NuGet.Config"
    read -r -d '' file <<TEXT || true
FROM $runtime
COPY sdk/dotnet /usr/share/dotnet
COPY sdk/etc/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY sdk/etc/NuGet.Config /root/.nuget/NuGet/NuGet.Config
ENV NUGET_CERT_REVOCATION_MODE=offline NUGET_XMLDOC_MODE=skip DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
TEXT
    build "$sdk" "$file" sdk
}

dotnet_folder() {
    dirname "$(readlink -f "$(command -v dotnet)")"
}

# build TAG DOCKERFILE [FOLDER]: only the folder goes to the daemon.
build() {
    printf '%s\n' "$2" >"$work/Dockerfile"
    tar -C "$work" -c Dockerfile ${3:+"$3"} | DOCKER_BUILDKIT=0 quietly docker build --label "$label=true" -t "$1" -
}

# Says nothing unless it fails.
quietly() {
    "$@" >"$work/said" 2>&1 || {
        cat "$work/said" >&2
        return 1
    }
}

main "$@"
