// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.compare;

import dev.fwctl.bench.rival.Target;
import dev.fwctl.bench.worker.Worker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A rival's process: idle until it is told to run. */
final class Child implements AutoCloseable {
    private static final Pattern WHY = Pattern.compile(" at pc=|^# \\w+ .*0x|memory");

    /**
     * What came back.
     *
     * @param numbers see {@link Worker}
     * @param errors how many operations failed, by kind
     */
    record Answer(long[] numbers, Map<String, Long> errors) {
        static Answer of(String line) {
            Map<String, Long> errors = new TreeMap<>();
            List<Long> numbers = new ArrayList<>();
            for (String word : line.split(" ")) {
                int equals = word.indexOf('=');
                if (equals < 0) {
                    numbers.add(Long.parseLong(word));
                } else {
                    errors.put(word.substring(0, equals), Long.parseLong(word.substring(equals + 1)));
                }
            }
            return new Answer(numbers.stream().mapToLong(Long::longValue).toArray(), errors);
        }

        long operations() {
            return numbers[0];
        }

        double nsPerOperation() {
            return (double) numbers[1] / numbers[0];
        }

        double bytesPerOperation() {
            return (double) numbers[2] / numbers[0];
        }

        long compilerMillis() {
            return numbers[3];
        }
    }

    private final String path;
    private final List<String> command;
    private Process process;
    private BufferedReader out;

    private Child(String path, List<String> command) {
        this.path = path;
        this.command = command;
        this.process = start();
        this.out = output();
    }

    private Process start() {
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BufferedReader output() {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** A process in place of this one, which has crashed. It has been told nothing yet. */
    void restart() {
        close();
        process = start();
        out = output();
    }

    static Child java(Contender contender, Target target) {
        List<String> command = javaCommand(contender.jdk());
        command.add("-Xmx512m");
        command.add("-XX:-CreateCoredumpOnCrash");
        // What becomes hot while C2 has much to do is compiled without a profile otherwise, and what C2 makes of
        // its callers then calls each method of a buffer: in one process and not in the next.
        command.add("-XX:Tier3DelayOn=1000");
        command.add("-XX:ErrorFile=" + report("%p"));
        command.add("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");
        command.add(Worker.class.getName());
        command.add(contender.path());
        command.addAll(Arrays.asList(target.arguments()));
        return new Child(contender.label(), command);
    }

    /** {@code c}, or {@code c-threaded}: in a process that has a second thread, as every JVM has. */
    static Child c(String path, Path program, Target target) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                target.path().toString(),
                Long.toString(target.ioctl()),
                Integer.toString(target.argumentOffset()),
                Integer.toString(target.replyBytes()),
                target.request(),
                target.status().toString()));
        if (path.equals("c-threaded")) {
            command.add("threaded");
        }
        return new Child(path, command);
    }

    /** A JVM with the class path of this one, native access granted. */
    static List<String> javaCommand(Jdk jdk) {
        List<String> command = new ArrayList<>();
        command.add(jdk.home().resolve("bin/java").toString());
        if (jdk.hasForeign()) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.add("-cp");
        command.add(ManagementFactory.getRuntimeMXBean().getClassPath());
        return command;
    }

    /** The rival's name, with its JDK where there are several. */
    String path() {
        return path;
    }

    long pid() {
        return process.pid();
    }

    /** Sends a command; returns what comes back. */
    Answer ask(String order) {
        send(order);
        String answer;
        try {
            answer = out.readLine();
            if (answer != null && answer.startsWith("#")) {
                throw new CrashedException("the JVM of " + path + " crashed: " + lastWords());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (answer == null) {
            throw new IllegalStateException("the process of " + path + " ended; see what it said above");
        }
        return Answer.of(answer);
    }

    private void send(String order) {
        try {
            process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException e) {
            // It has ended, and what it said last is read instead.
        }
    }

    /** Of a JVM's last words those that say why: the signal and the code, or which memory there was none of. */
    private String lastWords() throws IOException {
        StringJoiner said = new StringJoiner(", ");
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (WHY.matcher(line).find()) {
                said.add(line.replaceFirst("^#\\s*", "").strip());
            }
        }
        return said + "; its report: " + report(Long.toString(pid()));
    }

    private static Path report(String pid) {
        return Path.of(System.getProperty("java.io.tmpdir"), "fwctl-bench-" + pid + ".log");
    }

    /** A JVM that crashed: an emulator brings that about, see {@code lab/README.md}; elsewhere it deserves a look. */
    static final class CrashedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        CrashedException(String message) {
            super(message);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
