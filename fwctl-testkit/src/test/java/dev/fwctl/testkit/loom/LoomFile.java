// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

import dev.fwctl.RpcScope;
import dev.fwctl.testkit.kernel.Answer;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Properties;

/**
 * A Loom card that several processes share and outlives them: its state is in a file, and it does one RPC after the
 * other, as a mailbox does, whoever sends it. A process that is killed leaves an RPC done or not done.
 */
final class LoomFile {
    private final Path file;

    LoomFile(Path folder) {
        this.file = folder.resolve("firmware");
    }

    synchronized Answer rpc(RpcScope scope, byte[] request, int room) {
        Path gate = file.resolveSibling("firmware.lock");
        try (FileChannel channel = FileChannel.open(gate, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            LoomFirmware firmware = load();
            Answer answer = firmware.rpc(scope, request, room);
            if (lock.isValid() && (request[0] == 2 || request[0] == 3)) {
                store(firmware);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The firmware as it is now. */
    LoomFirmware load() {
        LoomFirmware firmware = new LoomFirmware();
        if (!Files.exists(file)) {
            return firmware;
        }
        try {
            Properties state = new Properties();
            state.load(new StringReader(Files.readString(file)));
            firmware.units.forEach((number, held) -> {
                held.current = HexFormat.of().parseHex(state.getProperty(number + ".current"));
                held.pending = HexFormat.of().parseHex(state.getProperty(number + ".pending"));
                held.stored = Boolean.parseBoolean(state.getProperty(number + ".stored"));
            });
            return firmware;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void store(LoomFirmware firmware) throws IOException {
        Properties state = new Properties();
        firmware.units.forEach((number, held) -> {
            state.setProperty(number + ".current", HexFormat.of().formatHex(held.current));
            state.setProperty(number + ".pending", HexFormat.of().formatHex(held.pending));
            state.setProperty(number + ".stored", String.valueOf(held.stored));
        });
        StringWriter text = new StringWriter();
        state.store(text, null);
        Path next = file.resolveSibling("firmware.next");
        Files.writeString(next, text.toString());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
