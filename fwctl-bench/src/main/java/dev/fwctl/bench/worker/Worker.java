// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.worker;

import com.sun.management.ThreadMXBean;
import dev.fwctl.bench.rival.Target;
import dev.fwctl.bench.rival.Task;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Supplier;

/**
 * One rival in a JVM of its own, so that no other's classes and profile change how it is compiled. Obeys commands on
 * stdin, as {@code rival.c} does:
 *
 * <pre>
 *   run NANOS          operations, nanoseconds, bytes allocated
 *   size BYTES         from now on, operations hand over a payload of that size and take one back
 *   threads N NANOS    operations, nanoseconds, 0
 *   sample N           the 1000 permilles of N single operations' nanoseconds, then 99.95 %, 99.99 % and the highest
 * </pre>
 */
public final class Worker {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String path;
    private final Target target;
    private Supplier<Task> tasks;
    private Task task;
    private int batch = 1;
    private volatile boolean stop;
    private volatile long sink;

    private Worker(String path, Target target) {
        this.path = path;
        this.target = target;
        this.tasks = Paths.of(path, target);
        this.task = tasks.get();
    }

    /** {@code Worker PATH TARGET...}. */
    public static void main(String[] args) throws Exception {
        Worker worker = new Worker(args[0], Target.of(args, 1));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(worker.obey(line.split(" ")));
        }
    }

    private String obey(String[] command) throws IOException {
        long number = Long.parseLong(command[1]);
        return switch (command[0]) {
            case "run" -> run(number);
            case "size" -> {
                tasks = Paths.copying(path, target, (int) number);
                task = tasks.get();
                yield "ok";
            }
            case "threads" -> threads((int) number, Long.parseLong(command[2]));
            case "sample" -> sample((int) number);
            default -> throw new IOException("no command " + command[0]);
        };
    }

    private String run(long nanos) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        long end = start;
        long operations = 0;
        while (end - start < nanos) {
            long began = end;
            sink = task.run(batch);
            operations += batch;
            end = System.nanoTime();
            if (end - began < nanos / 50 && batch < 1 << 30) {
                batch *= 2;
            } else if (end - began > nanos / 10 && batch > 1) {
                batch /= 2;
            }
        }
        return operations + " " + (end - start) + " " + (THREADS.getCurrentThreadAllocatedBytes() - allocated);
    }

    private String threads(int count, long nanos) {
        long[] operations = new long[count];
        List<Thread> running = new ArrayList<>();
        stop = false;
        for (int t = 0; t < count; t++) {
            int me = t;
            Task mine = tasks.get();
            running.add(new Thread(() -> {
                long done = 0;
                long sum = 0;
                while (!stop) {
                    sum += mine.run(16);
                    done += 16;
                }
                sink = sum;
                operations[me] = done;
            }));
        }
        long start = System.nanoTime();
        running.forEach(Thread::start);
        try {
            Thread.sleep(nanos / 1_000_000);
            stop = true;
            for (Thread thread : running) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Arrays.stream(operations).sum() + " " + (System.nanoTime() - start) + " 0";
    }

    private String sample(int count) {
        long[] times = new long[count];
        long last = System.nanoTime();
        for (int i = 0; i < count; i++) {
            sink = task.run(1);
            long next = System.nanoTime();
            times[i] = next - last;
            last = next;
        }
        Arrays.sort(times);
        StringJoiner result = new StringJoiner(" ");
        for (int i = 0; i < 1000; i++) {
            result.add(Long.toString(times[(int) ((long) count * i / 1000)]));
        }
        return result.add(Long.toString(times[(int) (count * 0.9995)]))
                .add(Long.toString(times[(int) (count * 0.9999)]))
                .add(Long.toString(times[count - 1]))
                .toString();
    }
}
