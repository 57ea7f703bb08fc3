// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import dev.fwctl.internal.NearMatches;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** A name that a layout, a catalog or a list of parameters does not have, with the known names it may have meant. */
public final class UnknownNameException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String[] near;

    private UnknownNameException(String message, String name, List<String> near) {
        super(message);
        this.name = name;
        this.near = near.toArray(String[]::new);
    }

    /**
     * The exception for a name that is not among the known ones.
     *
     * @param owner what was searched, to begin the message with, for example {@code "register MGIR"}
     * @param what what the name should name, for example {@code "field"}
     * @param name the name given
     * @param known all names there are
     */
    public static UnknownNameException of(String owner, String what, String name, Collection<String> known) {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(what, "what");
        List<String> near = NearMatches.of(name, known);
        String hint;
        if (!near.isEmpty()) {
            hint = "; near: " + String.join(", ", near);
        } else if (known.isEmpty()) {
            hint = "; there are none";
        } else if (known.size() <= 12) {
            hint = "; there are: " + String.join(", ", known);
        } else {
            hint = "; none of its " + known.size() + " names is like it";
        }
        return new UnknownNameException(owner + " has no " + what + " '" + name + "'" + hint, name, near);
    }

    /** The name that is unknown. */
    public String name() {
        return name;
    }

    /** The known names nearest to it, best first; may be empty. */
    public List<String> near() {
        return List.of(near);
    }
}
