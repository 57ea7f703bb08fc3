// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import dev.fwctl.testkit.cxl.CxlFeature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The Features of the CXL device, the same in both worlds.
 *
 * @param features all, in their order
 * @param unreadable those whose values only the lab's model knows
 * @param unsettable those that the lab's model sets in ways of its own
 */
record FeatureTable(List<CxlFeature> features, Set<UUID> unreadable, Set<UUID> unsettable) {
    private static final int STANDARD = 8;

    List<UUID> uuids() {
        return features.stream().map(CxlFeature::uuid).toList();
    }

    /** From the lines of the mock's debugfs file {@code features}. */
    static FeatureTable parse(List<String> lines) {
        List<CxlFeature> features = new ArrayList<>();
        Set<UUID> unreadable = new HashSet<>();
        Set<UUID> unsettable = new HashSet<>();
        for (String line : lines) {
            String[] words = line.split(" ", 9);
            int index = Integer.parseInt(words[0]);
            CxlFeature feature = CxlFeature.readOnly(words[1], value(index, Integer.parseInt(words[2])))
                    .changeable(Integer.decode(words[7]))
                    .flags((int) (long) Long.decode(words[4]))
                    .setSize(Integer.parseInt(words[3]))
                    .versions(Integer.parseInt(words[5]), Integer.parseInt(words[6]));
            String name = words[8];
            if (name.equals("reserved-bytes")) {
                feature = feature.reservedBytes((byte) 0xa5);
            }
            features.add(name.equals("after-reset") ? feature : feature.atOnce());
            if (index >= 1 && index <= STANDARD || name.equals("short-read")) {
                unreadable.add(feature.uuid());
            }
            if (name.equals("vendor-test") || name.equals("strict-offset")) {
                unsettable.add(feature.uuid());
            }
        }
        return new FeatureTable(features, unreadable, unsettable);
    }

    /** As lab/README.md gives it. */
    private static byte[] value(int index, int size) {
        byte[] value = new byte[size];
        for (int i = 0; i < size; i++) {
            value[i] = (byte) (31 * index + 7 * i + 1);
        }
        if (index == 0) {
            return new byte[] {(byte) 0xef, (byte) 0xbe, (byte) 0xad, (byte) 0xde};
        }
        return value;
    }
}
