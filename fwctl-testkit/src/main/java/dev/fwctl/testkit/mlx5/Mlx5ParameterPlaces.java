// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import static dev.fwctl.testkit.mlx5.Bits.bits;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The places of parameters in TLVs, by the names of the public tools. Its own table, its own arithmetic. */
final class Mlx5ParameterPlaces {
    private static final Pattern NAME = Pattern.compile("(.*?)(?:_([PM])([0-9]{1,3}))?(?:\\[([0-9]{1,3})\\])?");
    private static final int BITS = 32;

    /** A row of the table. */
    private record Row(int tlvClass, int index, Bits first, int elements) {}

    /** A number: in which TLV, and where there. */
    record Place(int type, Bits bits) {}

    private static final Map<String, Row> ROWS = read();

    private Mlx5ParameterPlaces() {}

    /**
     * Where a parameter lies, of a port after {@code _P}, of a module after {@code _M}, an element in brackets.
     *
     * @throws IllegalArgumentException if the table has no such parameter
     */
    static Place of(String name) {
        Matcher matcher = NAME.matcher(name);
        Row row = ROWS.get(name);
        int instance = 0;
        int element = 0;
        if (row == null && matcher.matches()) {
            row = ROWS.get(matcher.group(1));
            instance = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
            element = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
        }
        if (row == null || element >= Math.max(1, row.elements)) {
            throw new IllegalArgumentException("the table of parameters has no number called " + name);
        }
        int shift = row.tlvClass == Mlx5Demo.PORT ? 16 : row.tlvClass == Mlx5Demo.MODULE ? 14 : 0;
        // Elements follow one another from high bits to low, dword after dword.
        int width = row.first.width();
        int fromTop = BITS - row.first.bit() - width + element * width;
        return new Place(
                row.tlvClass << 24 | instance << shift | row.index,
                bits(row.first.dword() + fromTop / BITS * 4, BITS - width - fromTop % BITS, width));
    }

    private static Map<String, Row> read() {
        Map<String, Row> rows = new HashMap<>();
        try (InputStream in = Mlx5ParameterPlaces.class.getResourceAsStream("mlx5-parameters.txt")) {
            if (in == null) {
                throw new IllegalStateException("mlx5-parameters.txt is not in the jar");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    String[] part = line.split(" ", 7);
                    int[] number = new int[part.length];
                    for (int i = 1; i < part.length; i++) {
                        number[i] = Integer.decode(part[i]);
                    }
                    rows.put(part[0], new Row(number[1], number[2], bits(number[3], number[4], number[5]), number[6]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
