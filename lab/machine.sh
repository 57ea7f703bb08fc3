# SPDX-License-Identifier: Apache-2.0
# Sourced by lab/build and lab/run: all that depends on the guest's processor, and nothing else. The rest of the lab asks
# for no architecture by name.

# The options of both programs that choose what is built and booted, in the order in which they are passed on.
arch=x86 pages='' source=$LINUX_SOURCE sanitizer=''

# Takes one of these options and its value; fails if it is another.
machine_option() {
    case $1 in
        --arch) arch=$2 ;;
        --pages) pages=$2 ;;
        --source) source=$2 ;;
        --sanitizer) sanitizer=$2 ;;
        *) return 1 ;;
    esac
}

machine_options() { echo --arch "$arch" ${pages:+--pages "$pages"} --source "$source" ${sanitizer:+--sanitizer "$sanitizer"}; }

# Sets, from the options:
#   MACHINES            QEMU's machines that the suite runs on, the usual one first
#   MACHINE_ARGS        what QEMU is told of the usual one; CONSOLE: its serial port
#   QEMU_BINARY, QEMU_PACKAGE
#   KERNEL_NAME         what the kernel's folder in the cache begins with, after the version
#   KERNEL_CONFIGS      all that the kernel has; KERNEL_MAKE: variables for make; KERNEL_PACKAGES
#   IMAGE_TARGET, IMAGE the kernel's image: how make calls it, and where it is
#   GUEST_ARCH          empty where the guest runs this machine's own programs; else Debian's name of the architecture
#                       whose programs lie over them, with one JDK, of version GUEST_JDK, in GUEST_JAVA_HOME
set_machine() {
    KERNEL_NAME='' KERNEL_CONFIGS=("$LAB/kernel.config" "$LAB/$arch/kernel.config") KERNEL_MAKE=() KERNEL_PACKAGES=()
    GUEST_ARCH='' GUEST_JDK='' GUEST_JAVA_HOME=''
    case $arch in
        x86)
            [ -z "$pages" ] || die "--pages is for --arch arm64: pages of x86 have 4 KiB"
            MACHINES=(q35 type3) MACHINE_ARGS=(-machine q35 -cpu max) CONSOLE=ttyS0
            QEMU_BINARY=qemu-system-x86_64 QEMU_PACKAGE=qemu-system-x86
            IMAGE_TARGET=bzImage IMAGE=arch/x86/boot/bzImage
            ;;
        arm64)
            case ${pages:=4k} in 4k | 64k) ;; *) die "--pages $pages: use 4k or 64k" ;; esac
            # neoverse-n1 and not max, which has pointer authentication: that is slow when emulated.
            MACHINES=(virt) MACHINE_ARGS=(-machine virt,gic-version=3 -cpu neoverse-n1) CONSOLE=ttyAMA0
            QEMU_BINARY=qemu-system-aarch64 QEMU_PACKAGE=qemu-system-arm
            IMAGE_TARGET=Image IMAGE=arch/arm64/boot/Image
            KERNEL_NAME=arm64-$pages-
            KERNEL_CONFIGS+=("$LAB/arm64/kernel-$pages.config")
            KERNEL_MAKE=(ARCH=arm64 CROSS_COMPILE=aarch64-linux-gnu-) KERNEL_PACKAGES=(gcc-aarch64-linux-gnu)
            GUEST_ARCH=arm64 GUEST_JDK=17 GUEST_JAVA_HOME=/usr/lib/jvm/java-17-openjdk-arm64
            ;;
        *) die "--arch $arch: use x86 or arm64" ;;
    esac
    case $sanitizer in
        '') ;;
        kasan)
            KERNEL_NAME=${KERNEL_NAME}kasan-
            KERNEL_CONFIGS+=("$LAB/kasan.config")
            ;;
        *) die "--sanitizer $sanitizer: use kasan" ;;
    esac
    [ ! -e "$LAB/kernels/$source.config" ] || KERNEL_CONFIGS+=("$LAB/kernels/$source.config")
}
