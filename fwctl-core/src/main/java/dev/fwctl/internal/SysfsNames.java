// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

/** The kernel's spelling of what stands behind a fwctl node. */
public final class SysfsNames {
    /** More digits do not fit an int; device numbers have far fewer. */
    private static final int MOST_DIGITS = 9;

    private SysfsNames() {}

    /** One to nine decimal digits. */
    public static boolean isNumber(String text, int from, int to) {
        return to - from >= 1 && to - from <= MOST_DIGITS && digits(text, from, to, 10);
    }

    public static boolean isNumber(String text, int from) {
        return isNumber(text, from, text.length());
    }

    /** An attribute as part of a name: what is no visible ASCII character, or would end a path's part, becomes a dash. */
    public static String printable(String text) {
        StringBuilder name = new StringBuilder(text);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c >= 127 || c == '/' || c == '*' || c == '?') {
                name.setCharAt(i, '-');
            }
        }
        return name.toString();
    }

    /** Domain (4 to 8 digits), bus, device and function, for example {@code 0000:03:00.0}. */
    public static boolean isPciAddress(String name) {
        int domain = name.length() - ":00:00.0".length();
        return domain >= 4
                && domain <= 8
                && digits(name, 0, domain, 16)
                && name.charAt(domain) == ':'
                && digits(name, domain + 1, domain + 3, 16)
                && name.charAt(domain + 3) == ':'
                && digits(name, domain + 4, domain + 6, 16)
                && name.charAt(domain + 6) == '.'
                && digits(name, domain + 7, domain + 8, 8);
    }

    private static boolean digits(String text, int from, int to, int radix) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            // Lower case and ASCII only, as the kernel prints them.
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : radix;
            if (digit >= radix) {
                return false;
            }
        }
        return true;
    }
}
