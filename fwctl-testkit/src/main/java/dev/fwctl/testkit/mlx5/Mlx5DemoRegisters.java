// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import static dev.fwctl.testkit.mlx5.Bits.bits;

import dev.fwctl.testkit.mlx5.Mlx5Registers.Register;

/**
 * Registers of {@link Mlx5Firmware#connectX7} that concern the whole device: identity, masks of what there is, reset,
 * temperature, time-outs, texts. Layouts by byte offset from NVIDIA's public register tables.
 */
final class Mlx5DemoRegisters {
    private static final int RESET_AT_ONCE = 1 << 1;
    private static final int RESET_LINK_TOGGLE = 1 << 3;
    private static final int RESET_REBOOT = 1 << 6;
    private static final int REGISTERS_PER_GROUP = 128;

    private static final String[] TEXTS = {
        "",
        "SIM-CX7-2P",
        "simulated ConnectX-7, 400GbE, two ports",
        "image vital product data",
        "device vital product data",
        "type=PXE version=3.7.400 cpu=AMD64",
    };

    private final Mlx5Firmware firmware;
    private boolean warm;

    private Mlx5DemoRegisters(Mlx5Firmware firmware) {
        this.firmware = firmware;
    }

    static void addTo(Mlx5Firmware firmware, Mlx5Profile.Facts facts) {
        Mlx5DemoRegisters state = new Mlx5DemoRegisters(firmware);
        Mlx5Registers registers = firmware.registers();
        registers.add(0x9020, Register.of(0xa0).onRead(access -> identity(access, facts)));
        registers.add(0x907f, Register.of(0x48).requires(4).onRead(access -> mask(access, registers, 0x9000, 3)));
        registers.add(0x507f, Register.of(0x50).requires(4).onRead(access -> mask(access, registers, 0x5000, 0)));
        registers.add(
                0x9028, Register.of(8).requires(8).onRead(state::readReset).onWrite(state::reset));
        registers.add(0x902f, Register.of(0x20).requires(4).onRead(Mlx5DemoRegisters::resetOptions));
        registers.add(0x912a, Register.of(0x40).requires(4).onRead(state::resetReason));
        registers.add(0x9009, Register.of(0x10).requires(4).onRead(Mlx5DemoRegisters::sensors));
        registers.add(0x900a, Register.of(0x20).requires(4).onRead(Mlx5DemoRegisters::temperature));
        registers.add(0x9064, Register.of(0x18).requires(0x10).onRead(Mlx5DemoRegisters::text));
        registers.add(0x9060, Register.of(0x10).requires(4).onRead(Mlx5DemoRegisters::component));
        registers.add(0x9061, Register.of(0x94).requires(0x18).onRead(Mlx5DemoRegisters::componentInfo));
        registers.add(0xc00d, Register.of(0x80).onRead(access -> access.clear(0).put(0xc, 0, 32, 0x40000)));
        registers.add(0xc00e, Register.of(0x40).onRead(Mlx5DemoRegisters::timeouts));
    }

    /** MGIR. */
    private static void identity(Mlx5Access access, Mlx5Profile.Facts facts) {
        access.clear(0).put(0x0, 0, 16, facts.deviceId).put(0x4, 16, 12, facts.ports);
        access.put(0x8, 0, 16, facts.chip).put(0x10, 0, 16, 0x0255).put(0x14, 0, 32, 0x53494d00);
        access.put(0x1c, 0, 32, 42); // uptime, seconds
        access.put(0x20, 0, 8, 1000 & 0xff).put(0x20, 8, 8, 43).put(0x20, 16, 8, facts.major);
        access.put(0x20, 24, 2, 3); // secured, signed
        access.put(0x28, 0, 16, 0x2026)
                .put(0x28, 16, 8, 0x22)
                .put(0x28, 24, 8, 0x11)
                .put(0x2c, 0, 16, 0x2015);
        access.text(0x30, 16, "SIM0000000001");
        access.put(0x40, 0, 32, 7)
                .put(0x44, 0, 32, facts.major)
                .put(0x48, 0, 32, 43)
                .put(0x4c, 0, 32, 1000);
        access.put(0x54, 0, 2, 2); // life cycle: GA secured
        access.text(0x80, 28, "simulated");
    }

    /** MCAM, PCAM: bit n of the mask stands for register base + n; the dword with the lowest bits comes last. */
    private static void mask(Mlx5Access access, Mlx5Registers registers, int base, int groups) {
        int group = access.get(0, 0, 8);
        if (group > groups || access.get(0, 16, 8) != 0) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_INDEX);
            return;
        }
        access.clear(4);
        for (int n = 0; n < REGISTERS_PER_GROUP; n++) {
            if (registers.contains(base + group * REGISTERS_PER_GROUP + n)) {
                access.put(0x8 + 4 * (3 - n / 32), n % 32, 1, 1);
            }
        }
    }

    /** MFRL: which reset would make the stored configuration live; none if nothing waits. */
    private void readReset(Mlx5Access access) {
        boolean waits = firmware.nv().waitsForReset();
        access.clear(0).put(4, 0, 8, waits ? RESET_LINK_TOGGLE | RESET_REBOOT : 0);
        access.put(4, 8, 8, 3).put(4, 31, 1, waits ? 1 : 0);
    }

    private void reset(Mlx5Access access) {
        int level = access.get(4, 0, 8);
        boolean known = (level & ~(1 | RESET_AT_ONCE | RESET_LINK_TOGGLE | RESET_REBOOT)) == 0;
        if (!known || access.get(4, 24, 3) > 1 || access.get(4, 21, 3) > 1) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_VALUE);
        } else if ((level & (RESET_AT_ONCE | RESET_LINK_TOGGLE)) != 0) {
            firmware.reset();
            warm = true;
        }
    }

    /** MROQ. */
    private static void resetOptions(Mlx5Access access) {
        access.clear(4).put(0, 0, 8, RESET_AT_ONCE | RESET_LINK_TOGGLE);
        access.put(0, 16, 1, 1).put(0, 17, 4, 3).put(0, 24, 8, 3);
    }

    /** MRSI. */
    private void resetReason(Mlx5Access access) {
        if (access.get(0, 0, 4) > 1) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_INDEX);
        } else {
            access.clear(4).put(4, 0, 4, warm ? 1 : 0);
        }
    }

    /** MTCAP: one sensor in the chip. */
    private static void sensors(Mlx5Access access) {
        access.clear(0).put(0, 0, 7, 1).put(4, 0, 8, 1).put(12, 0, 32, 1);
    }

    /** MTMP: temperatures in 1/8 degree Celsius, signed. */
    private static void temperature(Mlx5Access access) {
        int sensor = access.get(0, 0, 12);
        if (sensor != 0 && sensor != 64 && sensor != 65) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_INDEX);
            return;
        }
        access.clear(4)
                .put(4, 0, 16, sensor == 0 ? 8 * 57 + 3 : sensor == 64 ? 8 * 44 : -8 * 5 - 4)
                .put(8, 31, 1, 1)
                .put(8, 0, 16, sensor == 65 ? 8 * 3 : 8 * 81)
                .put(12, 0, 16, 8 * 105)
                .put(16, 0, 16, 8 * 95)
                .text(0x18, 8, sensor == 0 ? "asic" : "module" + (sensor - 64));
    }

    /** MQIS: a text, in pieces of at most 128 bytes. */
    private static void text(Mlx5Access access) {
        int type = access.get(0, 0, 8);
        int wanted = access.get(8, 0, 16);
        int offset = access.get(8, 16, 16);
        if (type < 1 || type >= TEXTS.length) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_INDEX);
            return;
        }
        String text = TEXTS[type];
        if (offset > text.length() || wanted > 128) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_VALUE);
            return;
        }
        int available = Math.min(wanted, text.length() - offset);
        int room = Math.max(wanted, 8);
        access.resize(0x10 + room)
                .put(4, 0, 16, text.length())
                .put(8, 0, 16, available)
                .text(0x10, room, text.substring(offset, offset + available));
    }

    /** MCQS: a boot image in use, and an NV configuration. */
    private static void component(Mlx5Access access) {
        int index = access.get(0, 0, 16);
        if (index > 1) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_INDEX);
            return;
        }
        access.clear(0).put(0, 0, 16, index).put(0, 31, 1, index).put(4, 0, 16, index == 0 ? 1 : 5);
        access.put(8, 4, 5, index == 0 ? 2 : 1).put(8, 0, 4, index == 0 ? 3 : 0);
    }

    /** MCQI: capabilities (0), version (1) and activation (5) of a component. */
    private static void componentInfo(Mlx5Access access) {
        int type = access.get(8, 0, 5);
        int offset = access.get(0x10, 0, 32);
        int size = access.get(0x14, 0, 16);
        if (access.get(0, 0, 16) > 1) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_INDEX);
            return;
        }
        byte[] info = new byte[0x7c];
        String version = "28.43.1000";
        int length = switch (type) {
            case 0 -> 0x14;
            case 1 -> 0x20 + (version.length() + 3) / 4 * 4;
            case 5 -> 4;
            default -> 0;
        };
        if (length == 0 || offset < 0 || size > info.length || offset > info.length - size) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_VALUE);
            return;
        }
        if (type == 0) {
            Wire.put(info, bits(0, 0, 32), 1 | 1 << 1 | 1 << 5);
            Wire.put(info, bits(4, 0, 32), 0x800000);
            Wire.put(info, bits(8, 0, 32), 0x1000000);
            Wire.put(info, bits(12, 0, 16), 128);
            Wire.put(info, bits(12, 28, 4), 2);
        } else if (type == 1) {
            Wire.put(info, bits(0, 0, 8), version.length());
            Wire.put(info, bits(4, 0, 32), 0x1c2b03e8);
            Wire.putText(info, 0x20, 92, version);
        } else {
            Wire.put(info, bits(0, 28, 2), 3); // after a firmware reset or a reboot
        }
        access.clear(0x18).put(12, 0, 32, length);
        System.arraycopy(info, offset, access.out(), 0x18, size);
    }

    /** DTOR: value in bits 19..0, unit in 31..29 (0 millisecond, 1 second, 2 minute, 3 hour). */
    private static void timeouts(Mlx5Access access) {
        access.clear(0).put(4, 0, 20, 2000);
        for (int dword = 0x14; dword < 0x40; dword += 4) {
            access.put(dword, 0, 20, dword).put(dword, 29, 3, 1);
        }
    }
}
