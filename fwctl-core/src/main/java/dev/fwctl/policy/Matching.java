// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import dev.fwctl.internal.Glob;
import java.util.List;

/** Looks for names among patterns. By index: an iterator would be garbage on the RPC path. */
final class Matching {
    private Matching() {}

    /** Whether one of the patterns is one of the names'. */
    static boolean any(List<Glob> patterns, List<String> names) {
        for (int i = 0; i < patterns.size(); i++) {
            if (any(patterns.get(i), names)) {
                return true;
            }
        }
        return false;
    }

    static boolean any(Glob pattern, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (pattern.matches(names.get(i))) {
                return true;
            }
        }
        return false;
    }

    static boolean any(List<Glob> patterns, String name) {
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a command's name begins with one of the modules', and a dot. */
    static boolean isOfModule(String command, List<String> modules) {
        for (int i = 0; i < modules.size(); i++) {
            String module = modules.get(i);
            if (command.length() > module.length()
                    && command.charAt(module.length()) == '.'
                    && command.startsWith(module)) {
                return true;
            }
        }
        return false;
    }
}
