// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.guest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * The record of what a mock CXL memory device has seen, and orders to it; lab/README.md describes the files behind it.
 */
public final class Mock {
    private static final Path DRIVER = Path.of("/sys/bus/platform/drivers/cxl_mock_mem");

    /** A Feature as the mock itself believes it to be. */
    public record Feature(
            int index,
            UUID uuid,
            int getSize,
            int setSize,
            long flags,
            int getVersion,
            int setVersion,
            int effects,
            String name) {
        /** The eight that the kernel keeps for itself. */
        public boolean reservedByKernel() {
            return index >= 1 && index <= 8;
        }

        /** The initial and default value: the formula of lab/README.md, or upstream's for the vendor Feature. */
        public byte[] initialValue() {
            if (index == 0) {
                return new byte[] {(byte) 0xef, (byte) 0xbe, (byte) 0xad, (byte) 0xde};
            }
            byte[] value = new byte[getSize];
            for (int i = 0; i < value.length; i++) {
                value[i] = (byte) (31 * index + 7 * i + 1);
            }
            return value;
        }
    }

    private final String platformDevice;

    private Mock(int number) {
        this.platformDevice = (number == 10 ? "cxl_rcd." : "cxl_mem.") + number;
    }

    /** The device that is memN after the boot. */
    public static Mock mem(int number) {
        return new Mock(number);
    }

    /**
     * What it is called now. The kernel keeps a number for as long as anything refers to the old device, so one that
     * went and came back may have another.
     */
    public String memdev() {
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(Path.of("/sys/bus/platform/devices", platformDevice), "mem[0-9]*")) {
            return found.iterator().next().getFileName().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Feature> features() {
        return read("features").lines().map(Mock::parse).toList();
    }

    public Feature feature(String name) {
        return features().stream()
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(memdev() + " has no Feature " + name));
    }

    private static Feature parse(String line) {
        String[] words = line.split(" ", 9);
        return new Feature(
                Integer.parseInt(words[0]),
                UUID.fromString(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Long.decode(words[4]),
                Integer.parseInt(words[5]),
                Integer.parseInt(words[6]),
                Integer.decode(words[7]),
                words[8]);
    }

    /** Mailbox commands that reached the firmware since the device was probed: of one kind, or all. */
    public int seen(String what) {
        return Integer.parseInt(read("seen/" + what));
    }

    public int inFlight() {
        return seen("in_flight");
    }

    public byte[] lastRequest() {
        try {
            return Files.readAllBytes(folder().resolve("last/request"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next Get or Set Feature commands return this code. */
    public void fail(int returnCode, int times) {
        write("fault/return_code", returnCode);
        write("fault/times", times);
    }

    /** While held, Get and Set Feature do not end. */
    public void hold(boolean hold) {
        write("hold", hold ? 1 : 0);
    }

    public void delay(int millis) {
        write("delay_ms", millis);
    }

    public void shortenReplies(int bytes) {
        write("short_by", bytes);
    }

    /** Multi-part transfers break when their part of that index (0 is the first) arrives; 0: none does. */
    public void breakTransfersAt(int part) {
        write("transfer/break_at", part);
    }

    /** Whether the offset of a full transfer counts for nothing, which CXL 3.2 section 8.2.10.6.3 allows. */
    public void ignoreOffsets(boolean ignore) {
        write("transfer/ignore_offset", ignore ? 1 : 0);
    }

    /** The UUID of the Feature whose transfer has begun and not ended, or {@code none}. */
    public String transferInProgress() {
        return read("transfer/in_progress");
    }

    /** {@code cxl}, {@code hot}, {@code warm} or {@code cold}. */
    public void reset(String kind) {
        write(folder().resolve("reset"), kind);
    }

    /** Takes the device away, as a hot unplug would; returns when the kernel has finished. */
    public void unbind() {
        write(DRIVER.resolve("unbind"), platformDevice);
    }

    public void bind() {
        write(DRIVER.resolve("bind"), platformDevice);
    }

    private Path folder() {
        return Path.of("/sys/kernel/debug/fwctl-lab", memdev());
    }

    private String read(String file) {
        try {
            return Files.readString(folder().resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, int value) {
        write(folder().resolve(file), Integer.toString(value));
    }

    private static void write(Path file, String value) {
        try {
            Files.writeString(file, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
