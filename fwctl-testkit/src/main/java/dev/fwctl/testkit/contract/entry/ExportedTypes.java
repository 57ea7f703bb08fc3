// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public types that a module exports to everybody, on the module path or the class path, from a folder or a jar. What is
 * patched into it, such as test classes, is no part of it.
 */
final class ExportedTypes {
    private ExportedTypes() {}

    static List<Class<?>> besides(Class<?> type) {
        ModuleReference module = moduleOf(type);
        Set<String> exported = module.descriptor().exports().stream()
                .filter(export -> !export.isQualified())
                .map(export -> export.source().replace('.', '/') + '/')
                .collect(Collectors.toSet());
        try (ModuleReader reader = module.open();
                Stream<String> names = reader.list()) {
            List<Class<?>> types = new ArrayList<>();
            for (String name : names.filter(name -> name.matches("[^-]+\\.class"))
                    .filter(name -> exported.contains(name.replaceAll("[^/]*$", "")))
                    .toList()) {
                Class<?> found =
                        Class.forName(name.replaceAll("\\.class$", "").replace('/', '.'), false, type.getClassLoader());
                if (isVisible(found)) {
                    types.add(found);
                }
            }
            types.sort(Comparator.comparing(Class::getName));
            return types;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a class of " + module.location() + " cannot be loaded: " + e, e);
        }
    }

    private static ModuleReference moduleOf(Class<?> type) {
        if (type.getModule().isNamed()) {
            String name = type.getModule().getName();
            ModuleReference loaded = type.getModule()
                    .getLayer()
                    .configuration()
                    .findModule(name)
                    .orElseThrow()
                    .reference();
            // The loaded module's own reference lists what was patched in; the place where it lies does not.
            return loaded.location()
                    .filter(place -> place.getScheme().equals("file"))
                    .flatMap(place -> ModuleFinder.of(Path.of(place)).find(name))
                    .orElse(loaded);
        }
        try {
            Path place = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return ModuleFinder.of(place).findAll().stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(place + " has no module-info.class"));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isVisible(Class<?> type) {
        for (Class<?> one = type; one != null; one = one.getEnclosingClass()) {
            if (!Modifier.isPublic(one.getModifiers()) || one.isAnonymousClass() || one.isLocalClass()) {
                return false;
            }
        }
        return !type.isAnnotation();
    }
}
