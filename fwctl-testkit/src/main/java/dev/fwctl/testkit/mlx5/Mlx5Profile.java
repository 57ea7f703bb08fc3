// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A device with the firmware that it runs, as far as devices and firmware differ in what they answer: how many ports and
 * modules there are, which registers and TLVs, how long the TLVs are, which of their values can be read. Ids are those of
 * real chips; what the firmware lacks is made up, of what is seen to be lacking somewhere.
 */
public final class Mlx5Profile {
    /** A ConnectX-7 with two ports, and all of the public database. */
    public static final Mlx5Profile CONNECTX_7 = new Mlx5Profile("CONNECTX_7", new Facts(0x1021, 0x218, 28));

    /**
     * A ConnectX-5 with one port and old firmware: TLVs of at most two dwords, none of a later part of the database; no
     * values but the next can be read; MROQ, MRSI, MCQS, MCQI, PDDR and the map of lanes are not there.
     */
    public static final Mlx5Profile CONNECTX_5_OLD = new Mlx5Profile(
            "CONNECTX_5_OLD",
            new Facts(0x1017, 0x20d, 16)
                    .ports(1, 1)
                    .longestTlv(8)
                    .lastTlv(0x18f)
                    .reading(EnumSet.of(Mlx5NvStore.Mode.NEXT))
                    .without(0x902f, 0x912a, 0x9060, 0x9061, 0x5031, 0x5002));

    /** A ConnectX-6 Dx whose two ports share one module, with TLVs of at most four dwords; no MRSI. */
    public static final Mlx5Profile CONNECTX_6_DX = new Mlx5Profile(
            "CONNECTX_6_DX",
            new Facts(0x101d, 0x212, 22).ports(2, 1).longestTlv(16).without(0x912a));

    /** A ConnectX-8 with four ports on two modules, and firmware newer than the database: each TLV is a dword longer. */
    public static final Mlx5Profile CONNECTX_8_NEW = new Mlx5Profile(
            "CONNECTX_8_NEW", new Facts(0x1023, 0x21e, 40).ports(4, 2).longer(4));

    /** A BlueField-3, a DPU: two ports, and two physical functions for each of two hosts. */
    public static final Mlx5Profile BLUEFIELD_3 = new Mlx5Profile("BLUEFIELD_3", new Facts(0xa2dc, 0x21c, 32).hosts(2));

    /**
     * A ConnectX-6 with two ports and firmware that answers for TLVs of ports and modules which are not there, as far as
     * 32 of each; it has no masks of registers.
     */
    public static final Mlx5Profile CONNECTX_6_ANSWERS_FOR_ALL = new Mlx5Profile(
            "CONNECTX_6_ANSWERS_FOR_ALL",
            new Facts(0x101b, 0x20f, 20).answersFor(32).without(0x907f, 0x507f));

    private static final List<Mlx5Profile> ALL =
            List.of(CONNECTX_7, CONNECTX_5_OLD, CONNECTX_6_DX, CONNECTX_8_NEW, BLUEFIELD_3, CONNECTX_6_ANSWERS_FOR_ALL);

    private final String name;
    private final Facts facts;

    Mlx5Profile(String name, Facts facts) {
        this.name = name;
        this.facts = facts;
    }

    /**
     * The profiles that are made here.
     *
     * @return six
     */
    public static List<Mlx5Profile> all() {
        return ALL;
    }

    /**
     * A profile as a report of a real device gives it: {@code ./quickstart Report --profile FILE} makes one.
     *
     * @param json of the form {@code mlx5-profile-1}
     * @return the profile
     * @throws IllegalArgumentException if it is not of that form; the message says where
     */
    public static Mlx5Profile parse(String json) {
        return Mlx5ProfileParser.parse(json);
    }

    /**
     * What it is called.
     *
     * @return that of its constant, or as its file says
     */
    public String name() {
        return name;
    }

    Facts facts() {
        return facts;
    }

    /**
     * How many ports the device has.
     *
     * @return as MGIR tells
     */
    public int ports() {
        return facts.ports;
    }

    /**
     * How many modules the device has.
     *
     * @return 1 to {@link #ports()}
     */
    public int modules() {
        return facts.modules;
    }

    @Override
    public String toString() {
        return name;
    }

    /** What a profile is made of. */
    static final class Facts {
        final int deviceId;
        final int chip;
        final int major;
        int ports = 2;
        int modules = 2;
        int hosts = 1;
        int answered;
        int longest = Integer.MAX_VALUE;
        int extra;
        int lastIndex = Integer.MAX_VALUE;
        Set<Mlx5NvStore.Mode> readable = EnumSet.allOf(Mlx5NvStore.Mode.class);
        int[] missing = {};

        @Nullable
        Map<Integer, Integer> tlvBytes;

        Facts(int deviceId, int chip, int major) {
            this.deviceId = deviceId;
            this.chip = chip;
            this.major = major;
        }

        Facts ports(int count, int onModules) {
            ports = count;
            modules = onModules;
            return this;
        }

        Facts hosts(int count) {
            hosts = count;
            return this;
        }

        Facts answersFor(int portsAndModules) {
            answered = portsAndModules;
            return this;
        }

        Facts longestTlv(int bytes) {
            longest = bytes;
            return this;
        }

        Facts longer(int bytes) {
            extra = bytes;
            return this;
        }

        Facts lastTlv(int index) {
            lastIndex = index;
            return this;
        }

        Facts reading(Set<Mlx5NvStore.Mode> modes) {
            readable = modes;
            return this;
        }

        Facts without(int... registers) {
            missing = registers;
            return this;
        }

        /** The TLVs that there are, by class and index as {@code class << 24 | index}, and how long they are. */
        Facts tlvs(Map<Integer, Integer> bytes) {
            tlvBytes = Map.copyOf(bytes);
            return this;
        }

        /** How long a TLV is here; empty if it is not there. */
        OptionalInt bytesOf(int tlvClass, int index, int documented) {
            if (tlvBytes != null) {
                @Nullable Integer bytes = tlvBytes.get(tlvClass << 24 | index);
                return bytes == null ? OptionalInt.empty() : OptionalInt.of(bytes);
            }
            return index > lastIndex ? OptionalInt.empty() : OptionalInt.of(Math.min(documented, longest) + extra);
        }

        int moduleOf(int port) {
            return port * modules / ports;
        }
    }
}
