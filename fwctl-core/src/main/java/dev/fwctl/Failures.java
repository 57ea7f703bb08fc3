// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what the kernel answered into the exception that says what to do about it. */
final class Failures {
    private static final String UNKNOWN_HINT =
            "It is not known whether the firmware acted: read back what the command was to change before sending it again";

    private Failures() {}

    static NotReachedException open(FwctlNode node, int errno) {
        Errno answer = new Errno(errno);
        String hint = switch (answer.symbol()) {
            case "EACCES" -> accessHint(node);
            case "EPERM" ->
                "The node may be opened by its permissions, but a device cgroup forbids it, as containers do;"
                        + " start the container with --device " + node.path();
            case "ENODEV", "ENXIO" -> goneHint(node);
            case "ENOENT" ->
                "sysfs lists the device, but " + node.path() + " does not exist: in a container, pass the node"
                        + " in; elsewhere, mount devtmpfs on /dev";
            case "EMFILE", "ENFILE" -> "Close devices that are no longer needed, or raise the limit (ulimit -n)";
            default -> "";
        };
        return subtype(answer, new Failure("open " + node.path(), node, null, answer, answer.toString(), hint, null));
    }

    static NotReachedException info(FwctlNode node, int errno) {
        Errno answer = new Errno(errno);
        String hint = answer.equals(Errno.ENODEV) ? goneHint(node) : "";
        return subtype(
                answer, new Failure("FWCTL_INFO on " + node.name(), node, null, answer, answer.toString(), hint, null));
    }

    /** What the system call answered. */
    static <Q> FwctlException rpc(
            FwctlNode node, Command<Q, ?> command, @Nullable Q request, RpcScope scope, int errno) {
        Errno answer = new Errno(errno);
        Reach reach = request == null ? rawReach(node, answer) : command.reach(request, answer);
        RpcCall call = new RpcCall(node, command.name(), command.opcode(), scope);
        if (reach == Reach.REFUSED && answer.equals(Errno.ENODEV) && isGone(node)) {
            // Where a driver has the same errno for a refusal, sysfs knows better.
            return outcome(call, answer, Reach.NOT_REACHED, goneHint(node));
        }
        String own = request == null ? null : scopeHint(command, request, scope, answer);
        if (own == null && request != null) {
            own = command.hint(request, answer);
        }
        return outcome(call, answer, reach, hint(call, command.specification(), answer, reach, own));
    }

    /** What the driver put into a reply instead. */
    static <Q> FwctlException answered(RpcCall call, Command<Q, ?> command, Q request, Errno errno, Reach reach) {
        String own = command.hint(request, errno);
        return outcome(call, errno, reach, hint(call, command.specification(), errno, reach, own));
    }

    private static FwctlException outcome(RpcCall call, Errno errno, Reach reach, String hint) {
        Failure failure = new Failure(call.toString(), call.node(), call, errno, errno.toString(), hint, null);
        return switch (reach) {
            case NOT_REACHED -> subtype(errno, failure);
            case REFUSED -> new FirmwareException(failure, errno);
            case UNKNOWN -> new OutcomeUnknownException(failure);
        };
    }

    /** Of several modules that know better than core, the one for which most may have happened is believed. */
    private static Reach rawReach(FwctlNode node, Errno errno) {
        return node.modules().stream()
                .map(module -> module.reach(errno))
                .filter(reach -> reach != Reach.usual(errno))
                .max(Comparator.naturalOrder())
                .orElse(Reach.usual(errno));
    }

    static PolicyRefusedException policy(RpcCall call, AccessPolicy policy, Verdict verdict) {
        String reason = "the policy " + policy.name() + " refuses it: " + verdict.reason();
        return new PolicyRefusedException(
                new Failure(call.toString(), call.node(), call, null, reason, verdict.cure(), null), verdict);
    }

    static DeviceClosedException closed(FwctlNode node) {
        return new DeviceClosedException(
                Failure.of("use " + node.name(), node, "this handle is closed", "Open the device again"));
    }

    private static <Q> @Nullable String scopeHint(Command<Q, ?> command, Q request, RpcScope scope, Errno answer) {
        RpcScope least = command.leastScope(request);
        boolean rejected = answer.equals(Errno.EBADMSG) || answer.equals(Errno.EINVAL) || answer.equals(Errno.EPERM);
        return rejected && !scope.covers(least) ? "The least scope that would do is " + least.uapiName() : null;
    }

    /** The command's own hint, or else the likely cause; behind it what core alone knows. */
    private static String hint(
            RpcCall call, SpecReference specification, Errno errno, Reach reach, @Nullable String own) {
        String cause = own != null ? own : reach == Reach.REFUSED ? refusal(specification) : cause(call.scope(), errno);
        return Stream.of(cause, knownToCore(call, errno, reach))
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(". "));
    }

    private static String refusal(SpecReference specification) {
        return specification.isPublic()
                ? "The firmware refused it; see " + specification
                : "The firmware refused it, and what that means is not public";
    }

    private static String knownToCore(RpcCall call, Errno errno, Reach reach) {
        boolean gone = errno.equals(Errno.ENODEV) && (reach == Reach.NOT_REACHED || isGone(call.node()));
        if (reach == Reach.UNKNOWN) {
            return gone ? UNKNOWN_HINT + ". " + goneHint(call.node()) : UNKNOWN_HINT;
        }
        if (gone) {
            return goneHint(call.node());
        }
        return reach == Reach.NOT_REACHED
                        && errno.equals(Errno.EPERM)
                        && call.scope().needsRawIo()
                ? call.scope().uapiName()
                        + " needs CAP_SYS_RAWIO in the initial user namespace: run as root outside a user"
                        + " namespace, or grant it, for example AmbientCapabilities=CAP_SYS_RAWIO in a systemd unit"
                : "";
    }

    /** The likely cause, for a command that knows none. */
    private static String cause(RpcScope scope, Errno errno) {
        return switch (errno.symbol()) {
            case "EPERM" ->
                scope.needsRawIo()
                        ? ""
                        : "The driver does not permit this to user space at any scope that this process may use";
            case "EBADMSG" -> "The driver does not permit this command at this scope; it may at a higher one";
            case "EINVAL" -> "The driver refused the request: its size, its content or its scope";
            case "EOPNOTSUPP" -> "This kernel knows neither such a scope nor such flags";
            case "E2BIG" -> "This kernel is older than the request";
            case "EMSGSIZE" ->
                "The driver does not take requests or replies of this length; the kernel's limit is 2 MiB";
            case "ENOTTY" -> "This is no fwctl device, or its kernel is older than Linux 6.15";
            case "ENXIO" -> "The command interface is down, as during a firmware reset";
            case "EAGAIN", "EBUSY" -> "The device has no free command slot; try again";
            case "ETIMEDOUT" -> "The firmware did not answer in time";
            default -> "";
        };
    }

    private static String accessHint(FwctlNode node) {
        String driver = node.driver().map(name -> ", DRIVERS==\"" + name + "\"").orElse("");
        // A node's folder in /dev bears the name of its subsystem.
        Path folder = node.path().getParent();
        String subsystem = folder == null || folder.getFileName() == null
                ? "fwctl"
                : folder.getFileName().toString();
        return "Grant access with a udev rule, for example in /etc/udev/rules.d/70-fwctl.rules: SUBSYSTEM==\""
                + subsystem + "\"" + driver
                + ", GROUP=\"fwctl\", MODE=\"0660\"; then run: udevadm control --reload && udevadm trigger"
                + " --subsystem-match=" + subsystem;
    }

    private static String goneHint(FwctlNode node) {
        return "The device is gone, and this handle cannot reach it again. Close it, and reopen by its stable key once it is back:"
                + " open(\"" + node.stableKey() + "\")";
    }

    private static NotReachedException subtype(Errno errno, Failure failure) {
        return switch (errno.symbol()) {
            case "ENODEV" -> new DeviceGoneException(failure);
            case "EACCES", "EPERM" -> new PermissionDeniedException(failure);
            case "EBADMSG", "EINVAL", "EOPNOTSUPP", "E2BIG", "EMSGSIZE", "ENOTTY" -> new RejectedException(failure);
            case "EAGAIN", "EBUSY", "ENXIO", "ETIMEDOUT", "EINTR" -> new BusyException(failure);
            default -> new NotReachedException(failure);
        };
    }

    /** Whether the device's node has left sysfs. */
    private static boolean isGone(FwctlNode node) {
        return !Files.exists(node.parent().path().resolve("fwctl").resolve(node.name()));
    }
}
