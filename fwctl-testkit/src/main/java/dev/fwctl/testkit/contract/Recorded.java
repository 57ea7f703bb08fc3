// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.RpcEvent;
import dev.fwctl.RpcObserver;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.testkit.contract.watch.AddressWatch;
import dev.fwctl.testkit.contract.watch.ProcessMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Everything that is kept of one call of a sample: an observer's bytes, and the audit log's text. */
final class Recorded implements RpcObserver {
    private final AddressWatch watch;
    private final Map<String, byte[]> bytes = new LinkedHashMap<>();
    private String auditText = "";

    private Recorded(AddressWatch watch) {
        this.watch = watch;
    }

    @Override
    public void finished(RpcEvent event) {
        bytes.put("the request", copy(event.request()));
        bytes.put("the reply", copy(event.reply()));
        event.attachments().forEach(one -> bytes.put(one.attachment().name(), copy(one.content())));
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }

    /**
     * Fails if a call of the sample leaves an address in what is kept of it: of memory that was sent, or of anything else
     * that this process has. The sample is sent once, since it may write.
     */
    static void requireNoAddress(Sample<?, ?> sample, ModuleOnTrial trial, Fwctl system) throws IOException {
        Recorded recorded = new Recorded(new AddressWatch(system.syscalls()));
        recorded.call(sample, trial, system);
        ProcessMemory process = ProcessMemory.now();
        for (Map.Entry<String, byte[]> kept : recorded.bytes.entrySet()) {
            OptionalInt at = recorded.address(kept.getValue());
            if (at.isEmpty()) {
                at = process.find(kept.getValue());
            }
            if (at.isPresent()) {
                throw new AssertionError(sample + ": " + kept.getKey()
                        + " that an observer sees holds an address at byte " + at.getAsInt()
                        + "; declare an attachment there, and echoedAt where the driver gives it back");
            }
        }
        if (recorded.tells()) {
            throw new AssertionError(sample + ": the audit line holds an address");
        }
    }

    private void call(Sample<?, ?> sample, ModuleOnTrial trial, Fwctl system) throws IOException {
        Path folder = Files.createTempDirectory("fwctl-contract");
        try {
            try (AuditLog log = AuditLog.in(folder).rawLimit(1 << 20).open();
                    FwctlDevice device = trial.open(
                            system.withSyscalls(watch).withObserver(this).withObserver(log))) {
                sample.call(device);
            } catch (FwctlException e) {
                // What is kept of a refusal counts as well.
                bytes.put("the message", String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
            }
            auditText = text(folder);
        } finally {
            delete(folder);
        }
    }

    private static String text(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : files(folder)) {
            if (Files.isRegularFile(file)) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private static void delete(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Files.delete(file);
        }
    }

    /** Files before their folders. */
    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return new ArrayList<>(files.sorted(Comparator.reverseOrder()).toList());
        }
    }

    /** Where in these bytes the address of memory stands that came through the seam. */
    private OptionalInt address(byte[] kept) {
        ByteBuffer bytes = ByteBuffer.wrap(kept).order(ByteOrder.nativeOrder());
        for (int at = 0; at + Long.BYTES <= kept.length; at++) {
            if (watch.isTold(bytes.getLong(at))) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    /** Whether the audit log has the digits of an address that was sent. */
    private boolean tells() {
        return watch.sent().stream()
                .anyMatch(address -> auditText.contains(Long.toString(address))
                        || auditText.contains("0x" + Long.toHexString(address))
                        || auditText.contains(hex(address)));
    }

    private static String hex(long address) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(0, address);
        return HexFormat.of().formatHex(bytes.array());
    }
}
