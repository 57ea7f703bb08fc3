// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import dev.fwctl.seam.SeamUnavailableException;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.SyscallsProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The seam to the kernel that this program runs on: the best provider's that can be loaded, JNA's if no other. */
public final class SystemSyscalls {
    private static final Logger LOG = LoggerFactory.getLogger(SystemSyscalls.class);
    private static @Nullable Syscalls loaded;
    private static @Nullable SeamUnavailableException failure;

    private SystemSyscalls() {}

    /**
     * Loads the seam, once for the whole JVM; a failure is remembered too, since natives that failed to load once fail
     * differently the second time.
     *
     * @return the seam
     * @throws SeamUnavailableException if none can be loaded
     */
    @SuppressWarnings("StaticAssignmentOfThrowable") // the first failure has the cause; a second attempt would not
    public static synchronized Syscalls load() throws SeamUnavailableException {
        if (loaded == null) {
            if (failure != null) {
                throw failure;
            }
            try {
                loaded = firstOf(providers());
            } catch (SeamUnavailableException e) {
                failure = e;
                throw e;
            }
        }
        return loaded;
    }

    static Syscalls firstOf(List<SyscallsProvider> providers) throws SeamUnavailableException {
        SeamUnavailableException last = null;
        for (SyscallsProvider provider : providers) {
            try {
                Syscalls syscalls = provider.load();
                LOG.debug("system calls go through {}", provider.name());
                return syscalls;
            } catch (SeamUnavailableException e) {
                LOG.debug("system calls cannot go through {}: {}. {}", provider.name(), e.getMessage(), e.hint());
                if (last != null) {
                    e.addSuppressed(last);
                }
                last = e;
            }
        }
        throw last != null ? last : new SeamUnavailableException("none", "no provider is offered", "", null);
    }

    /** Highest priority first. A provider that is broken as a service is skipped, and hides no other. */
    private static List<SyscallsProvider> providers() {
        List<SyscallsProvider> providers = new ArrayList<>();
        providers.add(new JnaProvider());
        Iterator<SyscallsProvider> services = ServiceLoader.load(
                        SyscallsProvider.class, SystemSyscalls.class.getClassLoader())
                .iterator();
        while (true) {
            try {
                if (!services.hasNext()) {
                    break;
                }
                providers.add(services.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                // A LinkageError: for one, a provider compiled for a newer JDK than this, as fwctl-ffm is.
                LOG.debug("skipping a provider of system calls", e);
            }
        }
        providers.sort(Comparator.comparingInt(SyscallsProvider::priority).reversed());
        return providers;
    }
}
