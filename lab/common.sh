# SPDX-License-Identifier: Apache-2.0
# Sourced by lab/build and lab/run: where things are kept, and a private view of Debian's archive.

LAB=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
TOP=$(dirname "$LAB")
CACHE=${FWCTL_LAB_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/fwctl-lab}

# The kernel under test: any Debian linux-source package of 6.15 or later serves.
LINUX_SOURCE=${FWCTL_LAB_SOURCE:-linux-source-7.3}

# Folders with a firmware model behind a real fwctl driver, in the order in which the guest loads them.
MODELS=(mlx5 bnxt pds)

say() { printf 'lab: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# Debian's mirror, the one that the machine already uses.
debian_mirror() {
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | sort -u | grep -m1 '/debian/$' \
        || die "no Debian mirror in this machine's apt sources; the lab needs Debian's packages"
}

# Runs an apt tool with package lists of its own in a folder of the cache, so that the machine's sources stay as they are:
# FOLDER "SUITE..." TOOL ARGS
apt_in() {
    local root=$CACHE/$1 suites=$2 tool=$3 mirror suite
    shift 3
    mkdir -p "$root/lists/partial" "$root/cache/archives/partial" "$root/empty"
    if [ ! -s "$root/sources.list" ]; then
        mirror=$(debian_mirror) || exit
        for suite in $suites; do
            echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main"
        done > "$root/sources.list"
    fi
    "$tool" -o Dir::Etc::SourceList="$root/sources.list" -o Dir::Etc::SourceParts="$root/empty" \
        -o Dir::State::Lists="$root/lists" -o Dir::Cache="$root/cache" -o Dir::Etc::PreferencesParts="$root/empty" \
        -o APT::Sandbox::User=root "$@"
}

# Of this machine's architecture.
private_apt() { apt_in apt "trixie-backports bookworm-backports sid" "$@"; }

# Of GUEST_ARCH, as if nothing were installed: then what is downloaded is complete. The suite is the one with GUEST_JDK.
guest_apt() {
    local root=$CACHE/apt-$GUEST_ARCH tool=$1
    shift
    mkdir -p "$root/state"
    : > "$root/state/status"
    cat > "$root/apt.conf" <<END
#clear APT::Architectures;
APT::Architecture "$GUEST_ARCH";
APT::Architectures { "$GUEST_ARCH"; };
Dir::State "$root/state";
Dir::State::status "$root/state/status";
END
    apt_in "apt-$GUEST_ARCH" bookworm "$tool" -c "$root/apt.conf" "$@"
}

# Downloads packages (NAME or NAME=VERSION or NAME/SUITE) into a folder.
download_debs() {
    local into=$1
    shift
    mkdir -p "$into"
    [ -n "${PRIVATE_APT_FRESH:-}" ] || { private_apt apt-get update -qq || die "apt-get update failed"; PRIVATE_APT_FRESH=1; }
    (cd "$into" && private_apt apt-get download "$@") || die "cannot download $*"
}

# Installs the build and run tools that are missing (Debian, as root); says what is missing elsewhere.
need_packages() {
    local missing=()
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    [ "$(id -u)" = 0 ] || die "missing packages; as root: apt-get install ${missing[*]}"
    say "installing ${missing[*]}"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends "${missing[@]}"; } \
        >"$CACHE/apt-install.log" 2>&1 || { tail -20 "$CACHE/apt-install.log" >&2; die "apt-get install failed"; }
}

# Runs a function while no other process runs one under the same name, in a shell of its own: LOCK FUNCTION ARGS. One name
# for each kernel, so that nobody who wants one waits for another's; "shared" for all else in the cache. Never one within
# another.
locked() {
    local name=$1
    shift
    (
        exec 9>"$CACHE/$name.lock"
        flock -n 9 || { say "waiting for another lab/build ($name)"; flock 9; }
        "$@"
    )
}

# Sets QEMU, QEMU_DATA (a folder for -L, or empty) and QEMU_MAJOR, for what set_machine has set. Where the machine's own is
# older than 10, Debian's backport is unpacked (not installed) into the cache: README.md says what it is for.
find_qemu() {
    local unpacked=$CACHE/$QEMU_PACKAGE
    QEMU=$QEMU_BINARY QEMU_DATA=
    need_packages "$QEMU_PACKAGE"
    QEMU_MAJOR=$(qemu_major "$QEMU")
    [ "$QEMU_MAJOR" -lt 10 ] || return 0
    [ -e "$unpacked" ] || [ -e "$unpacked.unavailable" ] || locked shared unpack_qemu "$unpacked"
    if [ "$(qemu_major "$unpacked/usr/bin/$QEMU_BINARY")" -ge 10 ]; then
        QEMU=$unpacked/usr/bin/$QEMU_BINARY QEMU_DATA=$unpacked/usr/share/qemu
        QEMU_MAJOR=$(qemu_major "$QEMU")
    fi
}

unpack_qemu() {
    local unpacked=$1 deb
    [ ! -e "$unpacked" ] && [ ! -e "$unpacked.unavailable" ] || return 0
    say "unpacking $QEMU_PACKAGE of backports"
    rm -rf "$unpacked.new" "$CACHE/qemu-debs"
    # In a subshell, because failing is no reason to stop: the older QEMU serves for nearly all.
    if (download_debs "$CACHE/qemu-debs" {"$QEMU_PACKAGE",qemu-system-common,qemu-system-data}/bookworm-backports >/dev/null 2>&1); then
        for deb in "$CACHE"/qemu-debs/*.deb; do dpkg -x "$deb" "$unpacked.new"; done
        mv "$unpacked.new" "$unpacked"
    else
        touch "$unpacked.unavailable"
    fi
}

qemu_major() { "$1" --version 2>/dev/null | sed -n 's/^QEMU emulator version \([0-9]*\).*/\1/p' | grep . || echo 0; }
