// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.RpcScope;
import dev.fwctl.seam.Syscalls;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kernel that expects certain ioctls in a certain order and answers them as it was told: for tests of exactly which
 * bytes are sent. It has one device, {@code fwctl0}.
 *
 * <pre>{@code
 * try (ScriptedKernel kernel = ScriptedKernel.of(Placement.pci("0000:05:00.0", 0x1234, 0x5678), "acme_fw")) {
 *     kernel.expectRpc(RpcScope.CONFIGURATION, "01050000 ...", 12).reply("04000000 00000000 efbeadde");
 *     try (FwctlDevice device = kernel.fwctl().open("fwctl0")) {
 *         ...
 *     }
 * } // fails here if an expected ioctl did not come
 * }</pre>
 *
 * <p>An ioctl that is not the expected one throws an {@link AssertionError} with got and expected, and so does
 * {@link #close} afterwards, in case another thread was told. Safe for use by any number of threads.
 */
public final class ScriptedKernel implements Syscalls, AutoCloseable {
    private static final byte[] NOTHING = {};
    private static final Pattern REQUEST = Pattern.compile("([0-9a-f]{2}|[?]{2})*[*]?");

    /** Any room for a reply. */
    public static final int ANY = -1;

    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final Deque<Expectation> script = new ArrayDeque<>();
    private int answered;
    private @Nullable AssertionError failure;

    /** An ioctl that is expected, and its answer. */
    public final class Expectation {
        private final String text;
        private int errno;
        private int deviceType;
        private byte[] reply = NOTHING;
        private int outLength;

        private Expectation(String text) {
            this.text = text;
        }

        private boolean matches(String got) {
            String pattern = Pattern.quote(text).replace("?", "\\E.\\Q").replace("*", "\\E.*\\Q");
            return got.matches(pattern);
        }

        /**
         * Answers with bytes, and reports their number truthfully.
         *
         * @param hex the reply in hex; blanks are ignored
         * @return the kernel
         */
        public ScriptedKernel reply(String hex) {
            byte[] bytes = parse(hex);
            return reply(bytes, bytes.length);
        }

        /**
         * Answers with bytes.
         *
         * @param bytes the reply; no more is copied than there is room for
         * @param reported the length to report
         * @return the kernel
         */
        public ScriptedKernel reply(byte[] bytes, int reported) {
            reply = bytes.clone();
            outLength = reported;
            return ScriptedKernel.this;
        }

        /**
         * Answers {@code FWCTL_INFO}.
         *
         * @param type the device type
         * @param hex the driver's structure in hex
         * @return the kernel
         */
        public ScriptedKernel info(int type, String hex) {
            deviceType = type;
            return reply(hex);
        }

        /**
         * Fails.
         *
         * @param answer the errno
         * @return the kernel
         */
        public ScriptedKernel fail(Errno answer) {
            errno = answer.number();
            return ScriptedKernel.this;
        }
    }

    private ScriptedKernel(Placement place, String driver) {
        kernel.plug(place, SimulatedDriver.of(driver, 0, (scope, request, outLength) -> Answer.refuse(Errno.EIO)));
    }

    /**
     * A kernel that expects nothing yet.
     *
     * @param place where its device sits
     * @param driver the name of its driver
     * @return the kernel
     */
    public static ScriptedKernel of(Placement place, String driver) {
        return new ScriptedKernel(place, driver);
    }

    /**
     * Expects an RPC after those expected so far.
     *
     * @param scope its scope
     * @param request its request in hex; blanks are ignored, {@code ??} is any byte, and {@code *} at the end any more
     *     of them
     * @param outLength the room for its reply; {@link #ANY} for any
     * @return the expectation, to be given an answer; without one it is answered with nothing
     */
    public Expectation expectRpc(RpcScope scope, String request, int outLength) {
        String pattern = request.replace(" ", "").toLowerCase(Locale.ROOT);
        if (!REQUEST.matcher(pattern).matches()) {
            throw new IllegalArgumentException(
                    "a request is hex digits in pairs, ?? for any byte, and * at the end, not " + request);
        }
        return expect(describeRpc(
                scope.value(),
                outLength == ANY ? "*" : String.valueOf(outLength),
                pattern.endsWith("*") ? "*" : String.valueOf(pattern.length() / 2),
                pattern));
    }

    /**
     * Expects {@code FWCTL_INFO} after what is expected so far.
     *
     * @param length the room for the driver's structure; {@link #ANY} for any
     * @return the expectation, to be given an answer
     */
    public Expectation expectInfo(int length) {
        return expect("FWCTL_INFO, room for " + (length == ANY ? "*" : length) + " bytes");
    }

    private synchronized Expectation expect(String text) {
        Expectation expectation = new Expectation(text);
        script.add(expectation);
        return expectation;
    }

    /**
     * This kernel as a system whose device can be opened.
     *
     * @return devices are opened read-only and without an observer
     */
    public Fwctl fwctl() {
        return Fwctl.on(this, root());
    }

    /**
     * The folder that holds its {@code sys}, {@code dev} and {@code proc}.
     *
     * @return an absolute path
     */
    public Path root() {
        return kernel.root();
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public int open(String path, int flags) {
        return kernel.open(path, flags);
    }

    @Override
    public int close(int fd) {
        return kernel.close(fd);
    }

    @Override
    public long fstat(int fd) {
        return kernel.fstat(fd);
    }

    @Override
    public long address(ByteBuffer buffer) {
        return kernel.address(buffer);
    }

    @Override
    public synchronized int ioctl(int fd, long request, long argument) {
        UserMemory memory = kernel.memory();
        String got = switch ((int) request) {
            case FwctlChardev.INFO -> "FWCTL_INFO, room for " + memory.loadInt(argument + 12) + " bytes";
            case FwctlChardev.RPC -> describeRpc(argument);
            default -> "ioctl 0x" + Long.toHexString(request);
        };
        Expectation expected = script.poll();
        answered++;
        if (expected == null) {
            throw fail("ioctl " + answered + ": got " + got + "\n  expected no more");
        }
        if (!expected.matches(got)) {
            throw fail("ioctl " + answered + ": got " + got + "\n  expected    " + expected.text);
        }
        if (expected.errno != 0) {
            return -expected.errno;
        }
        return request == FwctlChardev.INFO ? answerInfo(expected, argument) : answerRpc(expected, argument);
    }

    private int answerInfo(Expectation expected, long argument) {
        UserMemory memory = kernel.memory();
        int room = (int) memory.loadInt(argument + 12);
        byte[] padded = Arrays.copyOf(expected.reply, room);
        boolean copied = memory.copyOut(memory.loadLong(argument + 16), padded, 0, room)
                && memory.storeInt(argument + 8, expected.deviceType)
                && memory.storeInt(argument + 12, expected.outLength);
        return copied ? 0 : -Errno.EFAULT.number();
    }

    private int answerRpc(Expectation expected, long argument) {
        UserMemory memory = kernel.memory();
        int length = (int) Math.min(memory.loadInt(argument + 12), expected.reply.length);
        boolean copied = memory.copyOut(memory.loadLong(argument + 24), expected.reply, 0, length)
                && memory.storeInt(argument + 12, expected.outLength);
        return copied ? 0 : -Errno.EFAULT.number();
    }

    private String describeRpc(long argument) {
        UserMemory memory = kernel.memory();
        byte[] request = new byte[(int) memory.loadInt(argument + 8)];
        if (!memory.copyIn(memory.loadLong(argument + 16), request, request.length)) {
            return "FWCTL_RPC with a request at a bad address";
        }
        return describeRpc(
                (int) memory.loadInt(argument + 4),
                String.valueOf(memory.loadInt(argument + 12)),
                String.valueOf(request.length),
                HexFormat.of().formatHex(request));
    }

    private static String describeRpc(int scope, String room, String length, String request) {
        return "FWCTL_RPC, scope " + scope + ", room for " + room + " bytes, request of " + length + " bytes "
                + request;
    }

    private AssertionError fail(String message) {
        AssertionError error = new AssertionError(message);
        if (failure == null) {
            failure = error;
        }
        return error;
    }

    /**
     * Deletes the temporary folder.
     *
     * @throws AssertionError if an expected ioctl did not come, or another one did
     */
    @Override
    public void close() {
        kernel.close();
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
            if (!script.isEmpty()) {
                StringBuilder text = new StringBuilder(script.size() + " expected ioctls did not come:");
                script.forEach(expectation -> text.append("\n  ").append(expectation.text));
                throw fail(text.toString());
            }
        }
    }

    private static byte[] parse(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
