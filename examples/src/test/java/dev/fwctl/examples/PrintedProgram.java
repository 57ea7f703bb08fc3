// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A program that a page of the documents shows, with what the page says that it prints.
 *
 * @param name its public class
 * @param source the block, to the letter
 * @param output the {@code text} block that follows it, if there is one
 */
record PrintedProgram(String name, String source, Optional<String> output) {
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```(\\s+```text\\n(.*?)```)?", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("public (?:final )?class (\\w+)");

    /** All programs of a page: its Java blocks that have a public class. */
    static List<PrintedProgram> of(Path page) throws IOException {
        List<PrintedProgram> programs = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
            Matcher name = CLASS.matcher(block.group(1));
            if (!name.find()) {
                throw new AssertionError(
                        page + " shows Java that is no program, which nobody can try:\n" + block.group(1));
            }
            programs.add(new PrintedProgram(name.group(1), block.group(1), Optional.ofNullable(block.group(3))));
        }
        return programs;
    }

    /** Compiles it into a folder, as a reader would, against the class path of the tests; returns what it prints. */
    String run(Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        boolean compiled;
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> flags = List.of(
                    "-Xlint:all,-processing",
                    "-proc:none",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    folder.toString());
            compiled = compiler.getTask(problems, files, null, flags, null, files.getJavaFileObjects(file))
                    .call();
        }
        if (!compiled || !problems.toString().isBlank()) {
            throw new AssertionError(name + " does not compile without a word:\n" + problems);
        }
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
