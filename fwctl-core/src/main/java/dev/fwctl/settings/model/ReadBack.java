// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

/** The part of a unit that can be read after it was written. */
public enum ReadBack {
    /** What was written. */
    VALUE("what was written"),
    /** Something else, from which it cannot be told whether the write was taken: another state, or a status. */
    SOMETHING_ELSE("something else"),
    /** Nothing. */
    NOTHING("nothing");

    private final String text;

    ReadBack(String text) {
        this.text = text;
    }

    /** In words, lower case. */
    @Override
    public String toString() {
        return text;
    }
}
