// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import dev.fwctl.testkit.mlx5.Mlx5Registers.Register;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Registers of {@link Mlx5Firmware#connectX7} that concern its two Ethernet ports: 1 is up at 200 Gb/s with a copper
 * cable, 2 has no cable. Layouts by byte offset from NVIDIA's public register tables.
 */
final class Mlx5DemoPorts {
    private static final int UP = 1;
    private static final int DOWN = 2;
    private static final int EXT_ETH_200G_4X = 1 << 12;
    private static final int EXT_ETH_CAPABILITY = 0x13ff2;
    private static final int COUNTERS = 31;

    private final Mlx5Profile.Facts facts;
    private final int[] admin;
    private final int[] speeds;

    private Mlx5DemoPorts(Mlx5Profile.Facts facts) {
        this.facts = facts;
        this.admin = new int[facts.ports];
        this.speeds = new int[facts.ports];
        Arrays.fill(admin, UP);
        Arrays.fill(speeds, EXT_ETH_CAPABILITY);
    }

    static void addTo(Mlx5Registers registers, Mlx5Profile.Facts facts) {
        Mlx5DemoPorts ports = new Mlx5DemoPorts(facts);
        registers.add(0x5002, Register.of(0x40).requires(4).onRead(ports.onPort(ports::lanes)));
        registers.add(
                0x5004,
                Register.of(0x44)
                        .requires(4)
                        .onRead(ports.onPort(ports::readSpeeds))
                        .onWrite(ports.onPort(ports::writeSpeeds)));
        registers.add(
                0x5006,
                Register.of(0x10)
                        .requires(8)
                        .onRead(ports.onPort(ports::readStatus))
                        .onWrite(ports.onPort(ports::writeStatus)));
        registers.add(
                0x5008,
                Register.of(0x100)
                        .requires(8)
                        .onRead(ports.onPort(Mlx5DemoPorts::counters))
                        .onWrite(ports.onPort((access, port) -> {})));
        registers.add(0x5031, Register.of(0x100).requires(8).onRead(ports.onPort(ports::diagnose)));
        registers.add(0x9014, Register.of(0x94).requires(0x10).onRead(ports::cable));
        registers.add(0x9050, Register.of(0x30).requires(4).onRead(Mlx5DemoPorts::pcieLink));
        registers.add(0x9051, Register.of(0x100).requires(8).onRead(Mlx5DemoPorts::pcieCounters));
    }

    /** {@code local_port} stands at the same place in every port register; handlers get it counted from 0. */
    private Consumer<Mlx5Access> onPort(BiConsumer<Mlx5Access, Integer> handler) {
        return access -> {
            int port = access.get(0, 16, 8);
            if (port < 1 || port > facts.ports) {
                access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_INDEX);
            } else {
                handler.accept(access, port - 1);
            }
        };
    }

    private boolean isUp(int port) {
        return port == 0 && admin[port] != DOWN;
    }

    /** PMLP: four lanes of a module, which may be another port's too. */
    private void lanes(Mlx5Access access, int port) {
        access.clear(4).put(0, 0, 8, 4);
        for (int lane = 0; lane < 4; lane++) {
            access.put(4 + 4 * lane, 0, 8, facts.moduleOf(port))
                    .put(4 + 4 * lane, 16, 4, lane)
                    .put(4 + 4 * lane, 24, 4, lane);
        }
    }

    /** PTYS. */
    private void readSpeeds(Mlx5Access access, int port) {
        access.clear(4).put(0x8, 0, 32, EXT_ETH_CAPABILITY).put(0x14, 0, 32, speeds[port]);
        access.put(0x20, 0, 32, isUp(port) ? EXT_ETH_200G_4X : 0);
    }

    private void writeSpeeds(Mlx5Access access, int port) {
        int wanted = access.get(0x14, 0, 32);
        if ((wanted & ~EXT_ETH_CAPABILITY) != 0) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_VALUE);
        } else {
            speeds[port] = wanted == 0 ? EXT_ETH_CAPABILITY : wanted;
        }
    }

    /** PAOS. */
    private void readStatus(Mlx5Access access, int port) {
        access.clear(4)
                .put(0, 8, 4, admin[port])
                .put(0, 0, 4, isUp(port) ? UP : DOWN)
                .put(4, 0, 2, 1);
    }

    private void writeStatus(Mlx5Access access, int port) {
        int wanted = access.get(0, 8, 4);
        if (access.get(4, 31, 1) == 0) {
            return; // ase is clear: the status is not to be touched
        }
        if (wanted < UP || wanted > 3) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_VALUE);
        } else {
            admin[port] = wanted;
        }
    }

    /** PPCNT: counters of more than 32 bits, different in every port, group, priority and place. */
    private static void counters(Mlx5Access access, int port) {
        int group = access.get(0, 0, 6);
        int priority = access.get(4, 0, 5);
        if (group > 0x22 || priority > 7) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_INDEX);
            return;
        }
        access.clear(8);
        for (int i = 0; i < COUNTERS; i++) {
            access.put(8 + 8 * i, 0, 32, (port + 1) << 8 | group).put(12 + 8 * i, 0, 32, priority << 24 | i * 1000);
        }
    }

    /** PDDR: pages 0 (operational), 1 (troubleshooting) and 3 (module). */
    private void diagnose(Mlx5Access access, int port) {
        access.clear(8);
        switch (access.get(4, 0, 8)) {
            case 0 -> access.put(8, 20, 4, isUp(port) ? 4 : 0).put(12, 24, 8, isUp(port) ? 3 : 2);
            case 1 ->
                access.put(12, 0, 16, isUp(port) ? 0 : 1024)
                        .text(0x14, 236, isUp(port) ? "No issue was observed" : "Cable is unplugged");
            case 3 -> access.text(0x1c, 16, port == 0 ? "SIMULATED" : "").text(0x2c, 16, port == 0 ? "SIM-DAC-2M" : "");
            default -> access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_INDEX);
        }
    }

    /** MCIA: a cable in cage 0, nothing in cage 1. */
    private void cable(Mlx5Access access) {
        int module = access.get(0, 16, 8);
        int address = access.get(4, 0, 16);
        int size = access.get(8, 0, 16);
        if (module >= facts.modules) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_INDEX);
            return;
        }
        if (size < 1 || size > 128 || address + size > 256) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_VALUE);
            return;
        }
        access.clear(0x10).put(0, 0, 8, module == 0 ? 0 : 3);
        if (module == 0) {
            byte[] memory = new byte[256];
            memory[0] = 0x18; // QSFP-DD, CMIS 4.0, flat memory
            memory[1] = 0x40;
            memory[2] = (byte) 0x80;
            memory[128] = 0x18;
            Wire.putText(memory, 129, 16, "SIMULATED       ");
            Wire.putText(memory, 148, 16, "SIM-DAC-2M      ");
            System.arraycopy(memory, address, access.out(), 0x10, size);
        }
    }

    /** MPEIN: one link, sixteen lanes of generation 5. */
    private static void pcieLink(Mlx5Access access) {
        access.clear(4).put(8, 0, 32, 16 << 16 | 31).put(12, 0, 32, 16 << 16 | 16);
    }

    /** MPCNT. */
    private static void pcieCounters(Mlx5Access access) {
        int group = access.get(0, 0, 6);
        if (group != 0 && group != 2 && group != 3) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_INDEX);
            return;
        }
        access.clear(8);
        for (int dword = 0x10; dword < 0x60; dword += 4) {
            access.put(dword, 0, 32, dword * 7L + group);
        }
    }
}
