// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vendor modules that are services here: those that this library's own class loader sees, and those that the
 * application's does, where a server keeps the two apart. Looked for once, when somebody asks: a program that opens a
 * device by its node's name needs none.
 */
final class FoundModules implements Supplier<List<VendorModule>> {
    private static final Logger LOG = LoggerFactory.getLogger(FoundModules.class);

    private @Nullable ClassLoader application;
    private @Nullable List<VendorModule> found;

    /** With the class loader of the thread that makes it. */
    FoundModules() {
        this.application = Thread.currentThread().getContextClassLoader();
    }

    @Override
    public synchronized List<VendorModule> get() {
        if (found == null) {
            found = find(Arrays.asList(application, FoundModules.class.getClassLoader()));
            application = null;
        }
        return found;
    }

    private static List<VendorModule> find(List<@Nullable ClassLoader> loaders) {
        List<VendorModule> modules = new ArrayList<>();
        Set<Class<?>> seen = new HashSet<>();
        loaders.stream().filter(Objects::nonNull).distinct().forEach(loader -> {
            Iterator<VendorModule> services =
                    ServiceLoader.load(VendorModule.class, loader).iterator();
            for (VendorModule module = next(services); module != null; module = next(services)) {
                if (seen.add(module.getClass())) {
                    modules.add(module);
                }
            }
        });
        return List.copyOf(modules);
    }

    /** Null at the end. A module that is broken as a service is skipped, and hides no other. */
    private static @Nullable VendorModule next(Iterator<VendorModule> services) {
        while (true) {
            try {
                VendorModule module = services.hasNext() ? services.next() : null;
                Optional<String> problem = module == null ? Optional.empty() : SpiVersion.problem(module);
                if (problem.isEmpty()) {
                    return module;
                }
                LOG.warn("{}; it is left out", problem.get());
            } catch (ServiceConfigurationError | LinkageError e) {
                LOG.warn("a vendor module cannot be loaded and is left out", e);
            }
        }
    }
}
