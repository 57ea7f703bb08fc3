// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import java.util.HexFormat;

/**
 * Bytes that a crash, or whoever cut a file, left after its last whole line.
 *
 * @param file the file's number in its series
 * @param length how many bytes
 * @param sha256 their SHA-256, 64 hexadecimal digits
 */
public record TornTail(int file, long length, String sha256) {
    /**
     * What stands at the end of a file.
     *
     * @param file the file's number
     * @param rest the bytes after its last whole line
     * @return their description
     */
    public static TornTail of(int file, byte[] rest) {
        return new TornTail(
                file, rest.length, HexFormat.of().formatHex(ChainedLine.sha256().digest(rest)));
    }
}
