// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.jmh;

import dev.fwctl.audit.proof.TreeFrontier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The least that a line of the audit log can cost: its bytes written to a file, bare, and its place in the tree. Beside
 * {@link AuditBenchmark} at {@code WRITTEN}, less {@code off}, in the same run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AuditFloorBenchmark {
    /** How long the line is: about what a small command makes. */
    @Param("900")
    public int lineBytes;

    private final TreeFrontier tree = new TreeFrontier();
    private byte[] line = {};
    private @Nullable Path file;
    private @Nullable FileChannel channel;

    /** Opens a file where temporary files go. */
    @Setup
    public void open() throws IOException {
        line = new byte[lineBytes];
        Arrays.fill(line, (byte) 'x');
        file = Files.createTempFile("audit-floor", ".jsonl");
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
    }

    /** Deletes it. */
    @TearDown
    public void close() throws IOException {
        if (channel != null && file != null) {
            channel.close();
            Files.delete(file);
        }
    }

    /** The line's bytes, handed to the kernel. */
    @Benchmark
    public int bareWrite() throws IOException {
        return channel.write(ByteBuffer.wrap(line));
    }

    /** The line as a leaf of the tree. */
    @Benchmark
    public long treeLeaf() {
        tree.add(line, 0, line.length);
        return tree.size();
    }
}
