// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.worker;

import com.sun.management.ThreadMXBean;
import dev.fwctl.bench.rival.Outcomes;
import dev.fwctl.bench.rival.Rival;
import dev.fwctl.bench.rival.Target;
import dev.fwctl.bench.rival.Task;
import dev.fwctl.harness.machine.Clock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/**
 * One rival in a JVM of its own, so that no other's classes and profile change how it is compiled. Obeys commands on
 * stdin, as {@code rival.c} does, each answered by a line of numbers and, behind these, how many operations failed of what
 * kind ({@code errno:22=5 status:3=1}, see {@link Outcomes}):
 *
 * <pre>
 *   run NANOS                  operations, nanoseconds, bytes allocated, milliseconds that the JIT has worked so far
 *   size BYTES                 nothing; from now on operations hand over a payload of that size and take one back
 *   threads N one|each NANOS   operations, nanoseconds; on one open file, or each on its own
 *   sample N                   nanoseconds and how often, again and again: of N single operations, the clock included
 *   clock                      what reading the clock costs, in picoseconds; its smallest step in nanoseconds
 * </pre>
 */
public final class Worker {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final CompilationMXBean JIT = ManagementFactory.getCompilationMXBean();
    private static final int THREAD_BATCH_NANOS = 100_000;
    /** Of the clock's cost nothing is left to see; and the same in a warm-up as in a short turn, since what the JIT makes of a
     * loop depends on how often it is entered. */
    private static final int SHORT_BATCH_NANOS = 40_000;

    private static final int LONG_BATCH_NANOS = 200_000;

    private final String path;
    private final Target target;
    private final Outcomes.Counting outcomes = Outcomes.counting();
    private final List<Task> onShared = new ArrayList<>();
    private final List<Task> onOwn = new ArrayList<>();
    private Rival rival;
    private Task task;
    /**
     * {@link #task} behind a handle that is no constant to the JIT, which therefore never makes a task one piece with the loop
     * that measures it. Otherwise it did, when that loop itself had become hot: in the middle of a measurement.
     */
    private MethodHandle measured;

    private int batch = 1;
    private volatile boolean stop;
    private volatile long sink;

    private Worker(String path, Target target) {
        this.path = path;
        this.target = target;
        use(Paths.of(path, target, outcomes));
    }

    private void use(Rival next) {
        rival = next;
        task = next.shared().get();
        try {
            measured = MethodHandles.lookup()
                    .findVirtual(Task.class, "run", MethodType.methodType(long.class, int.class))
                    .bindTo(task);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code Worker PATH TARGET...}. */
    public static void main(String[] args) throws Throwable {
        Worker worker = new Worker(args[0], Target.of(args, 1));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            StringJoiner answer = new StringJoiner(" ");
            answer.add(worker.obey(line.split(" ")));
            worker.outcomes.take().forEach((kind, count) -> answer.add(kind + "=" + count));
            System.out.println(answer);
        }
    }

    private String obey(String[] command) throws Throwable {
        return switch (command[0]) {
            case "run" -> run(Long.parseLong(command[1]));
            case "size" -> {
                use(Rival.of(Paths.copying(path, target, Integer.parseInt(command[1]), outcomes)));
                yield "0";
            }
            case "threads" ->
                threads(tasks(Integer.parseInt(command[1]), command[2].equals("each")), Long.parseLong(command[3]));
            case "sample" -> sample(Integer.parseInt(command[1]));
            case "clock" -> {
                Clock clock = Clock.measure();
                yield Math.round(clock.costNanos() * 1000) + " " + clock.resolutionNanos();
            }
            default -> throw new IOException("no command " + command[0]);
        };
    }

    private String run(long nanos) throws Throwable {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        long end = start;
        long operations = 0;
        while (end - start < nanos) {
            long began = end;
            sink = (long) measured.invokeExact(batch);
            operations += batch;
            end = System.nanoTime();
            if (end - began < SHORT_BATCH_NANOS && batch < 1 << 30) {
                batch *= 2;
            } else if (end - began > LONG_BATCH_NANOS && batch > 1) {
                batch /= 2;
            }
        }
        return operations + " " + (end - start) + " " + (THREADS.getCurrentThreadAllocatedBytes() - allocated) + " "
                + JIT.getTotalCompilationTime();
    }

    /** For each thread one; kept, since each on its own file keeps that open. */
    private List<Task> tasks(int count, boolean own) {
        List<Task> tasks = own ? onOwn : onShared;
        while (tasks.size() < count) {
            tasks.add((own ? rival.own() : rival.shared()).get());
        }
        return tasks.subList(0, count);
    }

    private String threads(List<Task> tasks, long nanos) {
        long[] operations = new long[tasks.size()];
        List<Thread> running = new ArrayList<>();
        stop = false;
        for (int t = 0; t < tasks.size(); t++) {
            int me = t;
            running.add(new Thread(() -> operations[me] = untilStopped(tasks.get(me))));
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
        return Arrays.stream(operations).sum() + " " + (System.nanoTime() - start);
    }

    private long untilStopped(Task mine) {
        long done = 0;
        long sum = 0;
        int some = 1;
        while (!stop) {
            long began = System.nanoTime();
            sum += mine.run(some);
            done += some;
            if (System.nanoTime() - began < THREAD_BATCH_NANOS && some < 16) {
                some *= 2;
            }
        }
        sink = sum;
        return done;
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
        for (int i = 0; i < count; ) {
            int same = i + 1;
            while (same < count && times[same] == times[i]) {
                same++;
            }
            result.add(Long.toString(times[i])).add(Integer.toString(same - i));
            i = same;
        }
        return result.toString();
    }
}
