// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.cxl;

import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Features for the demonstration's CXL devices: those that the CXL specification defines, with contents as a device may
 * show them, and a vendor's with effects of each class.
 */
final class DemoFeatures {
    private static final int BY_COMMAND = CxlFeature.IMMEDIATE_CONFIGURATION | CxlFeature.EXTENDED_VALID;
    private static final int MAINTENANCE =
            CxlFeature.IMMEDIATE_CONFIGURATION | CxlFeature.IMMEDIATE_DATA | CxlFeature.EXTENDED_VALID;

    private static final int DEBUG_LOG_BYTES = 10_000;

    private DemoFeatures() {}

    /**
     * The Features of CXL 3.2, 8.2.10.9.11 and 8.2.10.7.2, all of which the kernel keeps to itself. What Set Feature takes
     * of one is a structure of its own: {@code setLayout} says, byte by byte, where it goes in the value.
     */
    static CxlFeature[] standard() {
        return new CxlFeature[] {
            // Device Patrol Scrub Control: cycle changeable, real-time reporting; now 12 h, at least 1 h; enabled
            feature("96dad7d6-fde8-482b-a733-75774e06db8a", "03 0c01 01", BY_COMMAND)
                    .setLayout(1, 3),
            // DDR5 ECS Control: log by list of media FRUs; two FRUs, thresholds 1024 and 4096, counting rows
            feature("e5b13f22-2328-4a14-b8ba-b9691e893386", "01 01 0400 00 01 0500 00", BY_COMMAND)
                    .setLayout(0, 2, 3, 6, 7),
            // sPPR: class 1, subclass 0; DPA and nibble mask supported; media access lost meanwhile
            feature(
                            "892ba475-fad8-474e-9d3e-692c917568bb",
                            "0a 0100 0000 01 00 000000000000000000 03 0100 00",
                            MAINTENANCE)
                    .setLayout(3, 4, 19)
                    .versions(3, 3),
            // hPPR: class 1, subclass 1; may run at boot; neither media access nor data meanwhile
            feature(
                            "80ea4521-786f-4127-afb1-ec7459fb0e24",
                            "14 0100 0000 01 01 000000000000000000 0b 0500 00",
                            MAINTENANCE)
                    .setLayout(3, 4, 19)
                    .versions(3, 3),
            sparing("96c33386-91dd-44c7-9ecb-fdaf6503bac4", "00"),
            sparing("450ebf67-b135-4f97-a498-c2d57f279bed", "01"),
            sparing("78b79636-90ac-4b64-a4ef-faac5d18a863", "02"),
            sparing("34dbaff5-0552-4281-8f76-da0b5e7a76a7", "03"),
        };
    }

    /** Memory sparing: class 2; hard and soft sparing, not safe while the memory is in use. */
    private static CxlFeature sparing(String uuid, String subclass) {
        return feature(uuid, "06 0300 0000 02" + subclass + "000000000000000000 00 0700", MAINTENANCE)
                .setLayout(3, 4);
    }

    private static CxlFeature feature(String uuid, String value, int effects) {
        return CxlFeature.readOnly(uuid, bytes(value)).changeable(effects);
    }

    /** The Feature of Linux's own CXL mock: all ones, four bytes, changes after a cold reset and yet at once. */
    static CxlFeature mock() {
        return CxlFeature.readOnly("ffffffff-ffff-ffff-ffff-ffffffffffff", bytes("efbeadde"))
                .changeable(CxlFeature.COLD_RESET | CxlFeature.EXTENDED_VALID)
                .versions(1, 1)
                .atOnce();
    }

    /** A vendor's Features, one for each class of effects that makes a difference to the kernel. */
    static CxlFeature[] vendor() {
        return new CxlFeature[] {
            mock(),
            vendor(1, 16, CxlFeature.COLD_RESET),
            vendor(2, 8, CxlFeature.CONVENTIONAL_RESET | CxlFeature.EXTENDED_VALID),
            vendor(3, 8, CxlFeature.CXL_RESET | CxlFeature.EXTENDED_VALID),
            vendor(4, 4, CxlFeature.IMMEDIATE_CONFIGURATION),
            vendor(5, 64, CxlFeature.IMMEDIATE_DATA),
            vendor(6, 1, CxlFeature.IMMEDIATE_POLICY),
            vendor(7, 2, CxlFeature.IMMEDIATE_LOG),
            vendor(8, 32, CxlFeature.SECURITY_STATE | CxlFeature.COLD_RESET),
            vendor(9, 4, CxlFeature.IMMEDIATE_CONFIGURATION | CxlFeature.BACKGROUND),
            vendor(10, 4, CxlFeature.COLD_RESET | 1 << 13),
            vendor(11, 4, 0),
            // More than one mailbox's payload, and a temperature-like value that only the firmware changes
            vendor(12, 5000, CxlFeature.COLD_RESET),
            CxlFeature.readOnly(vendorUuid(13), bytes("2a00 5500 7d00 0000")),
        };
    }

    private static CxlFeature vendor(int number, int size, int effects) {
        byte[] value = new byte[size];
        for (int i = 0; i < size; i++) {
            value[i] = (byte) (number + i * 7);
        }
        return CxlFeature.readOnly(vendorUuid(number), value).changeable(effects);
    }

    private static String vendorUuid(int number) {
        return String.format(Locale.ROOT, "%02x5eed00-f0c7-4a1e-8000-0000000ac300", number);
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static CxlFeature[] all() {
        return Stream.of(standard(), vendor()).flatMap(Stream::of).toArray(CxlFeature[]::new);
    }

    /** Longer than one mailbox payload, and no two of its parts alike. */
    static byte[] debugLog() {
        byte[] log = new byte[DEBUG_LOG_BYTES];
        for (int i = 0; i < log.length; i++) {
            log[i] = (byte) (i * 13 + i / 256);
        }
        return log;
    }
}
