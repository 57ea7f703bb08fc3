// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.FwctlNode;
import dev.fwctl.kernel.KernelState;
import dev.fwctl.kernel.Lockdown;
import dev.fwctl.kernel.NodeAccess;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.Uapi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The facts that a bug report needs: versions, the kernel, who may open what, and whether a harmless call gets through.
 */
final class Selftest {
    private static final String USAGE = "Selftest";
    /** {@code O_RDWR | O_CLOEXEC}. */
    private static final int OPEN_FLAGS = 0x80002;

    private Selftest() {}

    /** Runs the self-test. */
    public static void main(String[] args) {
        Example.mainOnThisSystem(USAGE, List.of(), args, Selftest::run);
    }

    private static void run(Example example, Fwctl fwctl) {
        Map<String, Object> report = new LinkedHashMap<>();
        KernelState state = KernelState.of(fwctl);
        report.put("library", Fwctl.version());
        report.put("java", System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"));
        report.put("architecture", System.getProperty("os.arch"));
        report.put("kernel", state.release().orElse("unknown"));
        report.put("configuration", state.configuration().isEmpty() ? "not readable" : state.configuration());
        report.put(
                "lockdown",
                state.lockdown() == Lockdown.UNKNOWN
                        ? "unknown: /sys/kernel/security/lockdown is not readable; is securityfs mounted?"
                        : state.lockdown().toString());
        report.put("taint", taint(state));
        report.put(
                "capabilities",
                state.capabilities().isPresent()
                        ? "0x" + Long.toHexString(state.capabilities().getAsLong())
                        : "not readable");
        report.put("CAP_SYS_RAWIO", capability(state, KernelState.CAP_SYS_RAWIO));
        report.put("CAP_SYS_ADMIN", capability(state, KernelState.CAP_SYS_ADMIN));
        report.put("nodes", nodes(state));
        report.put("seam", seam(fwctl));
        report.put("harmlessCall", harmlessCall(fwctl, example.nodes(fwctl)));
        report.put("taintAfterCall", taint(KernelState.of(fwctl)));
        report.forEach((key, value) -> say(example, key, value));
        example.document(report);
    }

    private static void say(Example example, String key, Object value) {
        if (value instanceof List<?> lines) {
            example.say("%s:", key);
            lines.forEach(line -> example.say("  %s", line));
        } else {
            example.say("%s: %s", key, value);
        }
    }

    private static String taint(KernelState state) {
        return state.taint().isPresent()
                ? state.taint().getAsLong() + ", TAINT_FWCTL (bit 19) "
                        + (state.taintedByFwctl().orElse(false) ? "set" : "clear")
                : "not readable";
    }

    private static String capability(KernelState state, int number) {
        return state.hasCapability(number)
                .map(held -> held ? "held" : "not held")
                .orElse("unknown");
    }

    private static List<String> nodes(KernelState state) {
        List<String> lines = new ArrayList<>();
        for (NodeAccess access : state.nodes()) {
            FwctlNode node = access.node();
            lines.add(String.format(
                    Locale.ROOT,
                    "%s %s, %s: %s",
                    node,
                    node.stableKey(),
                    node.path(),
                    access.present()
                            ? access.mode() + " " + access.owner() + ":" + access.group() + ", this process may "
                                    + (access.readable()
                                            ? access.writable() ? "read and write" : "read"
                                            : "not open it")
                                    + (access.acl() == NodeAccess.Acl.PRESENT
                                            ? ", by an access control list"
                                            : ", access control list unknown")
                                    + (access.udevSeen() ? ", udev tags " + access.udevTags() : ", not seen by udev")
                            : "no such file"));
        }
        return lines;
    }

    private static String seam(Fwctl fwctl) {
        try {
            return fwctl.syscalls().description();
        } catch (FwctlException e) {
            return e.getMessage();
        }
    }

    /**
     * FWCTL_INFO on the first of these that lets itself be opened; on /dev/null, which must refuse it, if none does.
     */
    private static String harmlessCall(Fwctl fwctl, List<FwctlNode> nodes) {
        for (FwctlNode node : nodes) {
            try (FwctlDevice device = fwctl.open(node)) {
                return "FWCTL_INFO on " + node.name() + ": " + device.info();
            } catch (FwctlException e) {
                if (e.errno().isEmpty()) {
                    return e.getMessage();
                }
            }
        }
        try {
            Syscalls syscalls = fwctl.syscalls();
            int fd = syscalls.open("/dev/null", OPEN_FLAGS);
            int answer = syscalls.ioctl(fd, Uapi.FWCTL_INFO, 0);
            syscalls.close(fd);
            return "FWCTL_INFO on /dev/null: " + new Errno(-answer)
                    + (answer == -Errno.ENOTTY.number() ? ", as it should be" : ", which is wrong");
        } catch (FwctlException e) {
            return e.getMessage();
        }
    }
}
