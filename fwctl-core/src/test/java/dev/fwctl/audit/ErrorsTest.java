// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.FakeKernel;
import dev.fwctl.FwctlDevice;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import dev.fwctl.ToyCommand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An Error in a command's own code is no reason to keep silent about an RPC that was sent. */
class ErrorsTest {
    @TempDir
    Path root;

    private Path folder;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectory(root.resolve("log"));
    }

    static Stream<Error> errors() {
        return Stream.of(
                new AssertionError("no"),
                new OutOfMemoryError("no"),
                new StackOverflowError("no"),
                new NoClassDefFoundError("no"));
    }

    /** The toy command, with an Error in one place. */
    private record Broken(Error error, boolean inDecoder) implements Command<ToyCommand.Request, Integer> {
        @Override
        public String name() {
            return "toy.broken";
        }

        @Override
        public int opcode() {
            return ToyCommand.READ.opcode();
        }

        @Override
        public SpecReference specification() {
            return ToyCommand.SPEC;
        }

        @Override
        public Effects effects(ToyCommand.Request request) {
            return ToyCommand.READ.effects(request);
        }

        @Override
        public RpcScope leastScope(ToyCommand.Request request) {
            return RpcScope.DEBUG_READ_ONLY;
        }

        @Override
        public int requestSize(ToyCommand.Request request) {
            return 16;
        }

        @Override
        public int responseSize(ToyCommand.Request request) {
            return 8;
        }

        @Override
        public void encode(ToyCommand.Request request, ByteBuffer into) {
            ToyCommand.READ.encode(request, into);
        }

        @Override
        public Integer decode(ToyCommand.Request request, Reply reply) {
            if (inDecoder) {
                throw error;
            }
            return ToyCommand.READ.decode(request, reply);
        }

        @Override
        public Map<String, Object> describe(ToyCommand.Request request) {
            if (!inDecoder) {
                throw error;
            }
            return ToyCommand.READ.describe(request);
        }
    }

    private AuditLog call(Broken command) throws IOException {
        AuditLog log = AuditLog.in(folder).firmware(node -> "").open();
        FakeKernel kernel = new FakeKernel(root.resolve("kernel"), ToyCommand::firmware);
        try (log;
                FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            Error thrown = assertThrows(Error.class, () -> device.call(command, ToyCommand.Request.of(1)));
            assertSame(command.error(), thrown, "it is thrown on");
        }
        assertEquals(1, kernel.rpcs.get());
        return log;
    }

    @ParameterizedTest
    @MethodSource("errors")
    void ofADecoderIsRecorded(Error error) throws IOException {
        AuditLog log = call(new Broken(error, true));
        assertEquals(0, log.lost());
        AuditRecord line = AuditLogTest.records(folder).get(1);
        assertEquals("unknown", line.outcome(), "the firmware has done something, and nobody knows what");
        assertEquals(error.getClass().getName(), line.members().get("exception"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void ofADescriptionIsCounted(Error error) throws IOException {
        AuditLog log = call(new Broken(error, false));
        assertEquals(1, log.lost());
        SeriesReport report = AuditLogTest.verified(folder);
        assertEquals(1, report.lost());
        assertEquals(0, report.rpcs());
    }

    /** What the owner asks for a name of the firmware is an ornament; a line is not lost for it. */
    @ParameterizedTest
    @MethodSource("errors")
    void ofTheFirmwaresNameCostsTheName(Error error) throws IOException {
        try (AuditLog log = AuditLog.in(folder)
                        .firmware(node -> {
                            throw error;
                        })
                        .open();
                FwctlDevice device = new FakeKernel(root.resolve("kernel"), ToyCommand::firmware)
                        .fwctl()
                        .withObserver(log)
                        .open("fwctl0")) {
            device.call(ToyCommand.READ, ToyCommand.Request.of(1));
            assertEquals(0, log.lost());
        }
        assertEquals(
                "", ((Map<?, ?>) AuditLogTest.records(folder).get(1).members().get("device")).get("firmware"));
    }
}
