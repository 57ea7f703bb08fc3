// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.ffm;

import dev.fwctl.seam.SeamUnavailableException;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.SyscallsProvider;
import dev.fwctl.seam.SupportedPlatforms;

/** Offers the seam over {@code java.lang.foreign}, before JNA's. */
public final class FfmProvider implements SyscallsProvider {
    private static final int PRIORITY = 2 * JNA_PRIORITY;

    /** For {@link java.util.ServiceLoader}. */
    public FfmProvider() {}

    @Override
    public String name() {
        return FfmSyscalls.NAME;
    }

    @Override
    public int priority() {
        return PRIORITY;
    }

    @Override
    public Syscalls load() throws SeamUnavailableException {
        SupportedPlatforms.require(name(), System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        try {
            FfmSyscalls syscalls = new FfmSyscalls();
            // Links everything now: a class that failed to initialize says why only once.
            syscalls.close(-1);
            return syscalls;
        } catch (LinkageError | RuntimeException e) {
            throw explain(e);
        }
    }

    private static SeamUnavailableException explain(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String hint = root instanceof IllegalCallerException
                ? "Start the JVM with --enable-native-access=" + grantee() + "; until then JNA is used"
                : "Remove fwctl-ffm to use JNA from the start";
        return new SeamUnavailableException(
                FfmSyscalls.NAME, root.getClass().getSimpleName() + ": " + root.getMessage(), hint, error);
    }

    private static String grantee() {
        Module module = FfmProvider.class.getModule();
        return module.isNamed() ? module.getName() : "ALL-UNNAMED";
    }
}
