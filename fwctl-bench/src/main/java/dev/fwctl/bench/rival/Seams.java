// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import dev.fwctl.internal.JnaProvider;
import dev.fwctl.seam.SeamUnavailableException;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.SyscallsProvider;
import java.util.ServiceLoader;

/** The seams to this machine's kernel, by name. */
public final class Seams {
    private Seams() {}

    /** {@code jna} or {@code ffm}; the latter needs JDK 22 here, and when benchmarks.jar was built. */
    public static Syscalls load(String name) {
        try {
            return loadOrFail(name);
        } catch (SeamUnavailableException e) {
            throw new IllegalStateException("the seam " + name + " cannot be loaded here. " + e.hint(), e);
        }
    }

    private static Syscalls loadOrFail(String name) throws SeamUnavailableException {
        if (name.equals("jna")) {
            return new JnaProvider().load();
        }
        if (hasForeign()) {
            for (SyscallsProvider provider : ServiceLoader.load(SyscallsProvider.class)) {
                if (provider.name().equals(name)) {
                    return provider.load();
                }
            }
        }
        throw new IllegalStateException("no seam " + name + " here: run on JDK 22 or later, with a benchmarks.jar that"
                + " was built on one (now " + Runtime.version() + ")");
    }

    public static boolean hasForeign() {
        return Runtime.version().feature() >= 22;
    }

    /** Whether the jar holds fwctl-ffm. */
    public static boolean holdsFfm() {
        return Seams.class.getResource("/dev/fwctl/ffm/FfmProvider.class") != null;
    }
}
