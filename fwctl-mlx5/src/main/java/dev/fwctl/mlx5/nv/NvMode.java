// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

/** A choice among a parameter's values: {@code access_mode} of the register MNVDA. */
public enum NvMode {
    /** What will hold after the next reset. Writes go here. */
    NEXT(0, "next"),
    /** What the device works with now. */
    CURRENT(1, "current"),
    /** What the device was made with. */
    FACTORY(2, "default");

    private final int value;
    private final String word;

    NvMode(int value, String word) {
        this.value = value;
        this.word = word;
    }

    /** The number in the register. */
    public int value() {
        return value;
    }

    /** The word that the public tools use: {@code next}, {@code current}, {@code default}. */
    public String word() {
        return word;
    }
}
