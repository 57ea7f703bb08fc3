// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

/** The extent to which a written unit can be brought back to what it was. */
public enum Undo {
    /** Entirely: its content, and that nothing had ever been stored, where that was so. */
    EXACTLY("exactly"),
    /** Its values can be written again; that nothing had been stored cannot be restored. */
    BY_VALUE("by value"),
    /** Not at all: what was there is not known, or cannot be written. */
    NOT_AT_ALL("not at all");

    private final String text;

    Undo(String text) {
        this.text = text;
    }

    /** In words, lower case. */
    @Override
    public String toString() {
        return text;
    }
}
