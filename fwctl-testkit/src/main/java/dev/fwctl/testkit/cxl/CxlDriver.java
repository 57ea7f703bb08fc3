// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.cxl;

import dev.fwctl.Errno;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.cxl.CxlMailbox.Completion;
import dev.fwctl.testkit.cxl.CxlMailbox.FeatureAccess;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Binding;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The kernel's CXL Features driver on top of a {@link CxlMailbox}: {@code drivers/cxl/core/features.c} of Linux 7.3, its
 * checks in the same order and with the same errnos, and the reply length that it reports 8 bytes too high.
 */
public final class CxlDriver implements SimulatedDriver, SimulatedDriver.Context {
    private static final int DEVICE_TYPE_CXL = 2;
    private static final int GET_SUPPORTED_FEATURES = 0x500;
    private static final int GET_FEATURE = 0x501;
    private static final int SET_FEATURE = 0x502;

    /** {@code struct fwctl_rpc_cxl_hdr}. */
    private static final int IN_HEADER = 16;
    /** Where {@code struct fwctl_rpc_cxl_out} has its payload. */
    private static final int OUT_PAYLOAD = 8;
    /** {@code sizeof(struct fwctl_rpc_cxl_out)}, which the driver adds where the payload's offset is meant. */
    private static final int OUT_SIZE = 16;

    private static final int LIST_IN = 8;
    private static final int LIST_HEADER = 8;
    private static final int ENTRY = 48;
    private static final int GET_IN = 21;
    private static final int SET_HEADER = 32;
    private static final int MIN_SET_DATA = 10;

    private static final int IMMEDIATE = CxlFeature.IMMEDIATE_CONFIGURATION
            | CxlFeature.IMMEDIATE_DATA
            | CxlFeature.IMMEDIATE_POLICY
            | CxlFeature.IMMEDIATE_LOG;
    private static final int AFTER_RESET = CxlFeature.COLD_RESET | CxlFeature.CONVENTIONAL_RESET | CxlFeature.CXL_RESET;
    private static final int RESERVED_EFFECTS = 0xf000;
    private static final int TRANSFER_MASK = 7;
    private static final int SAVED_ACROSS_RESET = 1 << 3;

    private final CxlMailbox mailbox;
    /** Supported Feature Entries as they were when the driver bound, 48 bytes each. */
    private final List<byte[]> entries;

    private CxlDriver(CxlMailbox mailbox, List<byte[]> entries) {
        this.mailbox = mailbox;
        this.entries = entries;
    }

    /**
     * Binds the driver to a device.
     *
     * @param mailbox the device's mailbox
     * @return the driver
     * @throws IllegalStateException if the kernel would make no fwctl node for this device: it lacks the Feature
     *     commands, does not list its Features properly, or has none but those that the kernel keeps to itself
     */
    public static CxlDriver of(CxlMailbox mailbox) {
        if (mailbox.featureAccess() == FeatureAccess.NONE) {
            throw new IllegalStateException("no fwctl node: the device lacks Get Supported Features or Get Feature");
        }
        List<byte[]> entries = readEntries(mailbox);
        if (entries.stream().allMatch(entry -> CxlFeature.EXCLUSIVE.contains(Wire.uuid(entry, 0)))) {
            throw new IllegalStateException("no fwctl node: every Feature is one that the kernel keeps to itself");
        }
        return new CxlDriver(mailbox, entries);
    }

    /** {@code get_supported_features}. */
    private static List<byte[]> readEntries(CxlMailbox mailbox) {
        Completion first = listCommand(mailbox, LIST_HEADER, 0);
        int count = Wire.little(first.payload()).getShort(2) & 0xffff;
        int most = (mailbox.payloadSize() - LIST_HEADER) / ENTRY;
        List<byte[]> entries = new ArrayList<>();
        while (entries.size() < count) {
            int asked = Math.min(most, count - entries.size());
            byte[] page = listCommand(mailbox, LIST_HEADER + asked * ENTRY, entries.size())
                    .payload();
            int returned = Wire.little(page).getShort(0) & 0xffff;
            if (page.length <= LIST_HEADER || returned * ENTRY != page.length - LIST_HEADER) {
                throw new IllegalStateException("no fwctl node: the list of Features contradicts itself");
            }
            for (int i = 0; i < returned; i++) {
                int at = LIST_HEADER + i * ENTRY;
                entries.add(Arrays.copyOfRange(page, at, at + ENTRY));
            }
        }
        return entries;
    }

    private static Completion listCommand(CxlMailbox mailbox, int bytes, int start) {
        byte[] in = new byte[LIST_IN];
        Wire.little(in).putInt(0, bytes).putShort(4, (short) start);
        Completion completion = mailbox.send(GET_SUPPORTED_FEATURES, in, bytes);
        if (completion.returnCode() != CxlFirmwareStatus.SUCCESS || completion.payload().length < LIST_HEADER) {
            throw new IllegalStateException(
                    "no fwctl node: Get Supported Features failed with return code " + completion.returnCode());
        }
        return completion;
    }

    /**
     * A place for a CXL memory device, whose serial number sysfs shows.
     *
     * @param memdev its name, {@code mem} and a number
     * @param pciAddress for example {@code 0000:35:00.0}
     * @param serial the serial number, 64 bits
     * @return the placement
     */
    public static Placement place(String memdev, String pciAddress, long serial) {
        return Placement.pci(pciAddress, 0x8086, 0x0d93)
                .child(memdev, "cxl", "cxl_pci")
                .withAttribute("serial", String.format(Locale.ROOT, "0x%x\n", serial));
    }

    /** The memory device's own attributes and node, besides its fwctl one. */
    @Override
    public void bind(Binding binding) {
        if (binding.placement().subsystem().equals("cxl")) {
            MemdevChardev memdev = new MemdevChardev(binding.memory(), mailbox);
            binding.attribute("firmware_version", memdev.firmwareVersion() + "\n")
                    .attribute("payload_max", mailbox.payloadSize() + "\n")
                    .characterDevice("cxl", memdev);
        }
    }

    @Override
    public String name() {
        return "cxl_mem";
    }

    @Override
    public int deviceType() {
        return DEVICE_TYPE_CXL;
    }

    @Override
    public Context open() {
        return this;
    }

    /** {@code cxlctl_fw_rpc}. */
    @Override
    public Answer rpc(RpcScope scope, byte[] in, int outLength) {
        if (in.length < IN_HEADER) {
            return Answer.refuse(Errno.EINVAL);
        }
        long opSize = Integer.toUnsignedLong(Wire.host(in).getInt(8));
        if (opSize > in.length - IN_HEADER) {
            return Answer.refuse(Errno.EINVAL);
        }
        byte[] payload = Arrays.copyOfRange(in, IN_HEADER, IN_HEADER + (int) opSize);
        // The driver keeps the opcode in 16 bits.
        return switch (Wire.host(in).getInt(0) & 0xffff) {
            case GET_SUPPORTED_FEATURES -> list(payload);
            case GET_FEATURE -> get(payload, outLength);
            case SET_FEATURE -> maySet(payload, scope) ? set(payload, outLength) : Answer.refuse(Errno.EINVAL);
            default -> Answer.refuse(Errno.EINVAL);
        };
    }

    /** {@code cxlctl_get_supported_features}: answered from what was read when the driver bound. */
    private Answer list(byte[] payload) {
        if (payload.length != LIST_IN) {
            return Answer.refuse(Errno.EINVAL);
        }
        int start = Wire.little(payload).getShort(4) & 0xffff;
        if (start >= entries.size()) {
            return Answer.refuse(Errno.EINVAL);
        }
        long asked = Integer.toUnsignedLong(Wire.little(payload).getInt(0)) / ENTRY;
        int count = (int) Math.min(asked, entries.size() - start);
        byte[] out = new byte[OUT_SIZE + LIST_HEADER + count * ENTRY];
        Wire.host(out).putInt(0, LIST_HEADER + count * ENTRY);
        Wire.little(out).putShort(OUT_PAYLOAD, (short) count).putShort(OUT_PAYLOAD + 2, (short) entries.size());
        for (int i = 0; i < count; i++) {
            int at = OUT_PAYLOAD + LIST_HEADER + i * ENTRY;
            System.arraycopy(entries.get(start + i), 0, out, at, ENTRY);
            if (CxlFeature.EXCLUSIVE.contains(Wire.uuid(out, at))) {
                int flags = Wire.little(out).getInt(at + 22);
                Wire.little(out).putShort(at + 20, (short) 0).putInt(at + 22, flags & ~CxlFeature.CHANGEABLE);
            }
        }
        return Answer.of(out);
    }

    /** {@code cxlctl_get_feature}. */
    private Answer get(byte[] payload, int outLength) {
        if (payload.length != GET_IN) {
            return Answer.refuse(Errno.EINVAL);
        }
        int count = Wire.little(payload).getShort(18) & 0xffff;
        if (count == 0 || outLength < OUT_PAYLOAD || count > outLength - OUT_PAYLOAD) {
            return Answer.refuse(Errno.EINVAL);
        }
        byte[] out = new byte[Math.max(outLength, OUT_SIZE + count)];
        int retval = readFeature(payload, count, out);
        boolean done = retval == CxlFirmwareStatus.SUCCESS;
        // A device that returns less than it was asked for: no data, and yet the return code of its success.
        int size = done ? count : 0;
        if (retval < 0) {
            size = 0;
            retval = CxlFirmwareStatus.SUCCESS;
        }
        Wire.host(out).putInt(0, size).putInt(4, retval);
        return Answer.of(out, OUT_SIZE + size);
    }

    /** {@code cxl_get_feature}: a return code, or -1 if the device returned too little. */
    private int readFeature(byte[] payload, int count, byte[] out) {
        int offset = Wire.little(payload).getShort(16) & 0xffff;
        byte[] in = payload.clone();
        synchronized (mailbox) {
            for (int done = 0; done < count; ) {
                int step = Math.min(count - done, mailbox.payloadSize());
                Wire.little(in).putShort(16, (short) (offset + done)).putShort(18, (short) step);
                Completion completion = mailbox.send(GET_FEATURE, in, step);
                if (isFailure(completion)) {
                    return completion.returnCode();
                }
                if (completion.payload().length < step) {
                    return -1;
                }
                System.arraycopy(completion.payload(), 0, out, OUT_PAYLOAD + done, step);
                done += step;
            }
        }
        return CxlFirmwareStatus.SUCCESS;
    }

    private static boolean isFailure(Completion completion) {
        return completion.returnCode() != CxlFirmwareStatus.SUCCESS
                && completion.returnCode() != CxlFirmwareStatus.BACKGROUND_COMMAND_STARTED;
    }

    /** {@code cxlctl_validate_hw_command} and {@code cxlctl_validate_set_features}. */
    private boolean maySet(byte[] payload, RpcScope scope) {
        if (mailbox.featureAccess() != FeatureAccess.READ_WRITE || payload.length < 16) {
            return false;
        }
        UUID uuid = Wire.uuid(payload, 0);
        for (byte[] entry : entries) {
            if (Wire.uuid(entry, 0).equals(uuid)) {
                int effects = Wire.little(entry).getShort(28) & 0xffff;
                boolean immediate = (effects & IMMEDIATE) != 0;
                return (Wire.little(entry).getInt(22) & CxlFeature.CHANGEABLE) != 0
                        && (effects & RESERVED_EFFECTS) == 0
                        && (effects & CxlFeature.BACKGROUND) == 0
                        && (immediate || (effects & AFTER_RESET) != 0)
                        && scope.value() >= (immediate ? 3 : 2);
            }
        }
        return false;
    }

    /** {@code cxlctl_set_feature}. */
    private Answer set(byte[] payload, int outLength) {
        if (payload.length <= SET_HEADER) {
            return Answer.refuse(Errno.EINVAL);
        }
        if (CxlFeature.EXCLUSIVE.contains(Wire.uuid(payload, 0))) {
            return Answer.refuse(Errno.EPERM);
        }
        if (outLength < OUT_PAYLOAD) {
            return Answer.refuse(Errno.EINVAL);
        }
        byte[] out = new byte[OUT_SIZE];
        Wire.host(out).putInt(4, writeFeature(payload));
        return Answer.of(out);
    }

    /** {@code cxl_set_feature}: in as many parts as the mailbox needs; the caller's transfer flags are not heard. */
    private int writeFeature(byte[] payload) {
        int room = mailbox.payloadSize() - SET_HEADER;
        if (room < MIN_SET_DATA) {
            return CxlFirmwareStatus.INVALID_INPUT;
        }
        int size = payload.length - SET_HEADER;
        int offset = Wire.little(payload).getShort(20) & 0xffff;
        int flags = Wire.little(payload).getInt(16) & ~TRANSFER_MASK | SAVED_ACROSS_RESET;
        synchronized (mailbox) {
            for (int done = 0; done < size; ) {
                int step = Math.min(size - done, room);
                int transfer = size <= room ? 0 : done == 0 ? 1 : done + step < size ? 2 : 3;
                ByteArrayOutputStream part = new ByteArrayOutputStream();
                part.write(payload, 0, SET_HEADER);
                part.write(payload, SET_HEADER + done, step);
                byte[] in = part.toByteArray();
                // The driver zeroes the header's reserved bytes.
                Arrays.fill(in, 23, SET_HEADER, (byte) 0);
                Wire.little(in).putInt(16, flags | transfer).putShort(20, (short) (offset + done));
                Completion completion = mailbox.send(SET_FEATURE, in, 0);
                if (isFailure(completion)) {
                    return completion.returnCode();
                }
                done += step;
            }
        }
        return CxlFirmwareStatus.SUCCESS;
    }
}
