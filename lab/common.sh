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

# Runs an apt tool with package lists of its own, so that the machine's sources stay as they are.
# The mirror is the one the machine already uses.
private_apt() {
    local tool=$1 root=$CACHE/apt mirror
    shift
    mkdir -p "$root/lists/partial" "$root/cache/archives/partial"
    if [ ! -s "$root/sources.list" ]; then
        mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | sort -u | grep -m1 '/debian/$') \
            || die "no Debian mirror in this machine's apt sources; the lab needs Debian's linux-source package"
        for suite in trixie-backports bookworm-backports sid; do
            echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main"
        done > "$root/sources.list"
    fi
    "$tool" -o Dir::Etc::SourceList="$root/sources.list" -o Dir::Etc::SourceParts=/nonexistent \
        -o Dir::State::Lists="$root/lists" -o Dir::Cache="$root/cache" -o Dir::Etc::PreferencesParts=/nonexistent \
        -o APT::Sandbox::User=root "$@"
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
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
        >"$CACHE/apt-install.log" 2>&1 || { tail -20 "$CACHE/apt-install.log" >&2; die "apt-get install failed"; }
}

# One lab/build at a time changes the cache. Held until the process ends; taking it twice does no harm.
lock() {
    [ -z "${LOCKED:-}" ] || return 0
    exec 9>"$CACHE/lock"
    flock -n 9 || { say "waiting for another lab/build"; flock 9; }
    LOCKED=1
}

# Sets QEMU, QEMU_DATA (a folder for -L, or empty) and QEMU_MAJOR. QEMU's CXL type 3 device needs version 10; where the
# machine's own is older, Debian's backport is unpacked (not installed) into the cache.
find_qemu() {
    local unpacked=$CACHE/qemu
    QEMU=qemu-system-x86_64 QEMU_DATA=
    need_packages qemu-system-x86
    QEMU_MAJOR=$(qemu_major "$QEMU")
    [ "$QEMU_MAJOR" -lt 10 ] || return 0
    [ -e "$unpacked" ] || [ -e "$CACHE/qemu.unavailable" ] || lock
    if [ ! -e "$unpacked" ] && [ ! -e "$CACHE/qemu.unavailable" ]; then
        say "unpacking QEMU 10 from backports, for its CXL device"
        rm -rf "$unpacked.new" "$CACHE/qemu-debs"
        # In a subshell, because failing is no reason to stop: the older QEMU serves for all but --machine type3.
        if (download_debs "$CACHE/qemu-debs" qemu-system-{x86,common,data}/bookworm-backports >/dev/null 2>&1); then
            for deb in "$CACHE"/qemu-debs/*.deb; do dpkg -x "$deb" "$unpacked.new"; done
            mv "$unpacked.new" "$unpacked"
        else
            touch "$CACHE/qemu.unavailable"
        fi
    fi
    if [ "$(qemu_major "$unpacked/usr/bin/qemu-system-x86_64")" -ge 10 ]; then
        QEMU=$unpacked/usr/bin/qemu-system-x86_64 QEMU_DATA=$unpacked/usr/share/qemu
        QEMU_MAJOR=$(qemu_major "$QEMU")
    fi
}

qemu_major() { "$1" --version 2>/dev/null | sed -n 's/^QEMU emulator version \([0-9]*\).*/\1/p' | grep . || echo 0; }
