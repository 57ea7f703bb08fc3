// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Objects;

/**
 * The public document that describes a command: vendor-specific is fine, vendor-private is not.
 *
 * @param document the document's title with its revision, or the path of a file in a public source tree
 * @param section the section, table, structure or symbol in it
 */
public record SpecReference(String document, String section) {
    /** Takes the blanks around both away; a title of blanks alone is none. */
    public SpecReference {
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(section, "section");
        document = document.strip();
        section = section.strip();
    }

    /** No public document. A command without one can be sent only under a policy that says so. */
    public static final SpecReference UNDOCUMENTED = new SpecReference("", "");

    /**
     * Whether there is a public document.
     *
     * @return false for {@link #UNDOCUMENTED}
     */
    public boolean isPublic() {
        return !document.isEmpty();
    }

    /** For example {@code Compute Express Link 3.1, 8.2.9.6.2}. */
    @Override
    public String toString() {
        return isPublic() ? document + ", " + section : "undocumented";
    }
}
