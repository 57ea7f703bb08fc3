// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.seam;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The systems and processors that this library is made for; elsewhere a seam refuses, and says why. */
public final class SupportedPlatforms {
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64");

    /** {@code _IOC_NONE} is 1 there ({@code arch/ARCH/include/uapi/asm/ioctl.h}). */
    private static final Pattern OTHER_IOCTL_NUMBERS = Pattern.compile("(ppc|powerpc|mips|sparc|alpha).*");

    private static final Set<String> BIG_ENDIAN = Set.of("s390x", "s390");
    private static final Set<String> NARROW = Set.of("x86", "i386", "i686", "arm", "arm32", "riscv32");

    private SupportedPlatforms() {}

    /**
     * Lets supported platforms pass.
     *
     * @param seam the name of the seam that asks
     * @param os the property {@code os.name}
     * @param arch the property {@code os.arch}
     * @throws SeamUnavailableException on any other, with the reason
     */
    public static void require(String seam, String os, String arch) throws SeamUnavailableException {
        Objects.requireNonNull(seam, "seam");
        Objects.requireNonNull(os, "os");
        Objects.requireNonNull(arch, "arch");
        if (!os.equals("Linux")) {
            throw new SeamUnavailableException(
                    seam,
                    "fwctl is a subsystem of the Linux kernel, and this is " + os,
                    "Run on Linux 6.15 or later, or use the simulated kernel of fwctl-testkit",
                    null);
        }
        if (!ARCHITECTURES.contains(arch)) {
            throw new SeamUnavailableException(
                    seam,
                    "the architecture " + arch + " is not supported: " + reason(arch.toLowerCase(Locale.ROOT)),
                    "Run a 64-bit JVM on x86-64 or arm64",
                    null);
        }
    }

    private static String reason(String arch) {
        if (OTHER_IOCTL_NUMBERS.matcher(arch).matches()) {
            return "ioctl numbers differ there, FWCTL_INFO is 0x20009A00 and not 0x9A00, and this library knows the latter";
        }
        if (BIG_ENDIAN.contains(arch)) {
            return "it is big-endian, and nobody has tried this library against a kernel of that byte order";
        }
        if (NARROW.contains(arch)) {
            return "it has 32 bits, and the seam passes addresses and ioctl numbers as 64-bit values";
        }
        return "nobody has tried this library there";
    }
}
