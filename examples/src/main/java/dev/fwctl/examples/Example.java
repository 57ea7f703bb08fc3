// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlException;
import dev.fwctl.FwctlNode;
import dev.fwctl.audit.AuditFormatException;
import dev.fwctl.layout.Sensitive;
import dev.fwctl.mlx5.nv.ParameterRefusedException;
import dev.fwctl.settings.journal.JournalException;
import dev.fwctl.settings.plan.SettingsException;
import dev.fwctl.testkit.demo.Demo;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The common part of all examples: they run on the real devices that this process may open, or else on the simulated
 * kernel, and say which; they print for people, or with {@code --json} one document; they end with status 0, 1 if
 * something failed, 2 if the command line was wrong.
 */
final class Example {
    /** What one example does. */
    @FunctionalInterface
    interface Body {
        /** Runs on a system; what goes wrong is thrown. */
        void run(Example example, Fwctl fwctl) throws Exception;
    }

    /** What one example does whose status says more than that it failed. */
    @FunctionalInterface
    interface Judging {
        /** Runs on a system, and returns the status; what goes wrong is thrown. */
        int run(Example example, Fwctl fwctl) throws Exception;
    }

    private static final String COMMON = """
              --device NAME   one device: fwctl0, a PCI address, eth0, mlx5_0, mem0, or a stable key
              --simulated     the simulated kernel, even where there are real devices
              --json          one JSON document on stdout, logs on stderr
              --help          this text""";

    private final Options options;
    private final boolean simulated;
    private final PrintStream out;

    private Example(Options options, boolean simulated, PrintStream out) {
        this.options = options;
        this.simulated = simulated;
        this.out = out;
    }

    /** Runs an example to its end, and the JVM too. */
    static void main(String usage, List<String> known, String[] args, Body body) {
        System.exit(run(usage, known, args, false, Example::mayOpenAny, body));
    }

    /** The same for an example that has something to say of this system even where no device can be opened. */
    static void mainOnThisSystem(String usage, List<String> known, String[] args, Body body) {
        System.exit(run(usage, known, args, true, Example::mayOpenAny, body));
    }

    /** The same for an example that works on another kind of device, if this system has one that can be opened. */
    static void mainWhere(Predicate<Fwctl> mayOpenAny, String usage, List<String> known, String[] args, Body body) {
        System.exit(run(usage, known, args, false, mayOpenAny, body));
    }

    /**
     * The same for an example with statuses of its own: 2 is one of them, so a wrong command line ends with 1, as
     * anything else that fails.
     */
    static void mainWithStatus(String usage, List<String> known, String[] args, Judging body) {
        int[] status = {1};
        int failed = run(
                usage,
                known,
                args,
                false,
                Example::mayOpenAny,
                (example, fwctl) -> status[0] = body.run(example, fwctl));
        boolean help = failed == 0 && List.of(args).contains("--help");
        System.exit(failed != 0 ? 1 : help ? 0 : status[0]);
    }

    /** Runs an example to its end, and returns its status. */
    private static int run(
            String usage,
            List<String> known,
            String[] args,
            boolean thisSystem,
            Predicate<Fwctl> mayOpenAny,
            Body body) {
        Options options;
        try {
            options = Options.parse(known, args);
        } catch (Options.UsageException e) {
            System.err.println(e.getMessage() + "\n" + help(usage));
            return 2;
        }
        if (options.help()) {
            System.out.println(help(usage));
            return 0;
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            if (!options.simulated() && (thisSystem || mayOpenAny.test(Fwctl.system()))) {
                System.err.println(thisSystem ? "on this system" : "on the real devices of this system");
                body.run(new Example(options, false, out), Fwctl.system());
            } else {
                System.err.println(
                        options.simulated()
                                ? "on the simulated kernel"
                                : "on the simulated kernel: this system has no such device that this process may open");
                try (SimulatedKernel kernel = Demo.kernel()) {
                    body.run(new Example(options, true, out), kernel.fwctl());
                }
            }
            return 0;
        } catch (Options.UsageException e) {
            System.err.println(e.getMessage() + "\n" + help(usage));
            return 2;
        } catch (FwctlException
                | ParameterRefusedException
                | SettingsException
                | JournalException
                | IllegalArgumentException
                | AuditFormatException e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (FileSystemException e) {
            System.err.println(reason(e));
            return 1;
        } catch (Exception e) {
            e.printStackTrace();
            return 1;
        }
    }

    Options options() {
        return options;
    }

    /** Whether this is the simulated kernel. */
    boolean isSimulated() {
        return simulated;
    }

    /** The devices to work on: the one that was named, or all. */
    List<FwctlNode> nodes(Fwctl fwctl) {
        String device = options.device();
        return device == null ? fwctl.nodes() : List.of(fwctl.node(device));
    }

    /** A line for people; nothing with {@code --json}. */
    void say(String format, @Nullable Object... values) {
        if (!options.json()) {
            out.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
        }
    }

    /** The document; nothing without {@code --json}. */
    void document(Map<String, ? extends @Nullable Object> document) {
        if (options.json()) {
            try {
                out.println(JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .addModule(new SimpleModule().addSerializer(Sensitive.class, ToStringSerializer.instance))
                        .build()
                        .writeValueAsString(document));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Effects by name: none for what only reads, {@code unknown} if nobody published them. */
    static List<String> names(Effects effects) {
        return effects.isUnknown()
                ? List.of("unknown")
                : effects.asSet().stream().map(Effect::toString).toList();
    }

    /** What is wrong with a file, and what to do: the JDK's message is often its name alone. */
    private static String reason(FileSystemException e) {
        if (e instanceof FileAlreadyExistsException) {
            return e.getFile() + " exists already, and is not overwritten: name a new file";
        }
        if (e instanceof NoSuchFileException) {
            return e.getFile() + ": there is no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return e.getFile() + ": this process has not the permission";
        }
        return String.valueOf(e.getMessage());
    }

    private static boolean mayOpenAny(Fwctl fwctl) {
        for (FwctlNode node : fwctl.nodes()) {
            try {
                fwctl.open(node).close();
                return true;
            } catch (FwctlException e) {
                System.err.println(e.getMessage());
            }
        }
        return false;
    }

    private static String help(String usage) {
        return "usage: ./quickstart " + usage + "\n" + COMMON;
    }
}
