// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.kernel;

import dev.fwctl.FwctlNode;
import dev.fwctl.internal.Sysfs;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Reads a {@link KernelState} below a system's root. */
final class KernelStateReader {
    private static final int MAX_CONFIG_BYTES = 8 << 20;
    private static final int CAP_DAC_OVERRIDE = 1;
    private static final Pattern OPTION = Pattern.compile(
            "^(?:# )?(CONFIG_\\w*(?:FWCTL|SECURITY_LOCKDOWN)\\w*)(?:=(.*)| is not set)$", Pattern.MULTILINE);

    private final Path root;
    private final String status;
    private final OptionalLong capabilities;

    KernelStateReader(Path root) {
        this.root = root;
        this.status = Sysfs.text(root.resolve("proc/self/status")).orElse("");
        this.capabilities = hexadecimal(field("CapEff"));
    }

    KernelState read(List<FwctlNode> nodes) {
        Optional<String> release = Sysfs.text(root.resolve("proc/sys/kernel/osrelease"));
        String source = "";
        String text = "";
        for (Path file : configurations(release)) {
            text = configuration(file);
            if (!text.isEmpty()) {
                source = "/" + root.relativize(file);
                break;
            }
        }
        return new KernelState(
                release,
                Lockdown.parse(Sysfs.text(root.resolve("sys/kernel/security/lockdown"))),
                Sysfs.number(root.resolve("proc/sys/kernel/tainted"))
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()),
                capabilities,
                source,
                options(text),
                nodes.stream().map(this::access).toList());
    }

    private List<Path> configurations(Optional<String> release) {
        Path own = root.resolve("proc/config.gz");
        return release.filter(name -> !name.contains("/"))
                .map(name -> List.of(
                        own,
                        root.resolve("boot/config-" + name),
                        root.resolve("lib/modules").resolve(name).resolve("config")))
                .orElse(List.of(own));
    }

    private static String configuration(Path file) {
        try (InputStream in = new FileInputStream(file.toFile())) {
            byte[] bytes = in.readNBytes(MAX_CONFIG_BYTES);
            if (file.toString().endsWith(".gz")) {
                try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                    bytes = unpacked.readNBytes(MAX_CONFIG_BYTES);
                }
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static Map<String, String> options(String text) {
        Map<String, String> options = new TreeMap<>();
        Matcher line = OPTION.matcher(text);
        while (line.find()) {
            options.put(line.group(1), line.group(2) == null ? "n" : line.group(2));
        }
        return options;
    }

    private NodeAccess access(FwctlNode node) {
        Optional<String> udev = Sysfs.text(root.resolve("run/udev/data/c" + node.major() + ":" + node.minor()));
        Set<String> tags = udev.stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("G:") || line.startsWith("Q:"))
                .map(line -> line.substring(2))
                .collect(Collectors.toCollection(TreeSet::new));
        NodeAccess.Udev seen = new NodeAccess.Udev(udev.isPresent(), tags);
        Map<String, Object> file;
        try {
            file = Files.readAttributes(node.path(), "unix:uid,gid,owner,group,permissions");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return NodeAccess.absent(node, seen);
        }
        Set<PosixFilePermission> mode = ((Set<?>) attribute(file, "permissions", Set.class))
                .stream().map(PosixFilePermission.class::cast).collect(Collectors.toSet());
        boolean readable = Files.isReadable(node.path());
        boolean writable = Files.isWritable(node.path());
        String who = bearer(attribute(file, "uid", Integer.class), attribute(file, "gid", Integer.class));
        boolean acl = !who.isEmpty()
                && (readable && !mode.contains(PosixFilePermission.valueOf(who + "_READ"))
                        || writable && !mode.contains(PosixFilePermission.valueOf(who + "_WRITE")));
        return NodeAccess.of(
                node,
                new NodeAccess.Permissions(
                        attribute(file, "owner", Object.class).toString(),
                        attribute(file, "group", Object.class).toString(),
                        PosixFilePermissions.toString(mode),
                        acl ? NodeAccess.Acl.PRESENT : NodeAccess.Acl.UNKNOWN),
                seen,
                new NodeAccess.Use(readable, writable));
    }

    private static <T> T attribute(Map<String, Object> file, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(file.get(name), name));
    }

    /** Whose permission bits hold for this process; empty if none of them binds it, or that cannot be told. */
    private String bearer(int owner, int group) {
        String[] uids = field("Uid").split("\\s+");
        String[] gids = field("Gid").split("\\s+");
        if (uids.length < 4
                || gids.length < 4
                || capabilities.isEmpty()
                || (capabilities.getAsLong() >>> CAP_DAC_OVERRIDE & 1) != 0) {
            return "";
        }
        // The file system's own user and group ids are the fourth of each.
        if (uids[3].equals(Integer.toString(owner))) {
            return "OWNER";
        }
        String wanted = Integer.toString(group);
        boolean member = gids[3].equals(wanted)
                || Arrays.asList(field("Groups").split("\\s+")).contains(wanted);
        return member ? "GROUP" : "OTHERS";
    }

    private String field(String name) {
        return status.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static OptionalLong hexadecimal(String text) {
        try {
            return OptionalLong.of(Long.parseUnsignedLong(text, 16));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
