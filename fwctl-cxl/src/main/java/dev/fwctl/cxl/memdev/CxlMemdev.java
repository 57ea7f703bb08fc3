// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import static java.util.Objects.requireNonNull;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Command;
import dev.fwctl.DeviceFolder;
import dev.fwctl.ForeignDeviceException;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.Progress;
import dev.fwctl.UnsupportedByDeviceException;
import dev.fwctl.cxl.command.FeatureCommands;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.mailbox.CxlMailboxException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A CXL memory device, /dev/cxl/memN: what it is, which commands it has and what they do, and its logs. What fwctl carries
 * is {@code CxlDevice}'s; both ways lead to the same mailbox.
 *
 * <pre>{@code
 * try (CxlMemdev memdev = CxlMemdev.open(Fwctl.system(), "mem0")) {
 *     for (CommandEffectsLog.Entry entry : memdev.commandEffects().entries()) {
 *         System.out.println(entry.name() + ": " + entry.effects());
 *     }
 * }
 * }</pre>
 *
 * <p>The commands obey the policy, and observers hear of them, as with a {@link FwctlDevice}. Safe for use by any number
 * of threads; {@link #close} may be called at any time.
 *
 * <p>Source: {@code include/uapi/linux/cxl_mem.h} and {@code drivers/cxl/core/mbox.c} of Linux 7.3.
 */
public final class CxlMemdev implements AutoCloseable {
    /** Memory devices: {@code /sys/bus/cxl/devices/memN} and {@code /dev/cxl/memN}. */
    public static final DeviceFolder FOLDER = new DeviceFolder("bus/cxl/devices", "cxl", "mem");

    /** The least that a mailbox holds, by specification. */
    private static final int LEAST_PAYLOAD = 256;

    /** Room for more commands than the kernel knows. */
    private static final int QUERY_COMMANDS = 64;

    private final Fwctl fwctl;
    private final FwctlDevice device;
    private final int payloadSize;

    private CxlMemdev(Fwctl fwctl, FwctlDevice device, int payloadSize) {
        this.fwctl = fwctl;
        this.device = device;
        this.payloadSize = payloadSize;
    }

    /**
     * The memory devices of a system, those included that have no fwctl node.
     *
     * @param fwctl the system
     * @return their names in the order of their numbers, for example {@code mem0}
     */
    public static List<String> names(Fwctl fwctl) {
        return requireNonNull(fwctl, "fwctl").nodes(FOLDER).stream()
                .map(FwctlNode::name)
                .toList();
    }

    /**
     * Opens a memory device with the system's policy and observers.
     *
     * @param fwctl the system
     * @param name for example {@code mem0}, or a {@linkplain FwctlNode#stableKey() stable key}
     * @return the open device
     * @throws dev.fwctl.NoSuchDeviceException if there is none of that name
     * @throws dev.fwctl.FwctlException if it cannot be opened
     */
    public static CxlMemdev open(Fwctl fwctl, String name) {
        FwctlNode node = requireNonNull(fwctl, "fwctl").node(FOLDER, requireNonNull(name, "name"));
        FwctlDevice device =
                fwctl.withSyscalls(new MemdevSeam(fwctl.syscalls())).open(node);
        return new CxlMemdev(fwctl, device, payloadSize(node));
    }

    /**
     * The memory device that a node belongs to, by its name on the bus: the node outlives the binding to a driver.
     *
     * @param node any node
     * @return for example {@code mem0}; empty if it belongs to none
     */
    public static Optional<String> memdev(FwctlNode node) {
        String name = requireNonNull(node, "node").parent().name();
        return node.parent().subsystem().equals("cxl") && FOLDER.holds(name) ? Optional.of(name) : Optional.empty();
    }

    /** How many bytes of payload a command carries at most, as sysfs says. */
    private static int payloadSize(FwctlNode node) {
        try {
            int size = Integer.parseInt(node.attribute("payload_max").orElse(""));
            return Math.max(LEAST_PAYLOAD, Math.min(size, GetLog.MAX_LENGTH));
        } catch (NumberFormatException e) {
            return LEAST_PAYLOAD;
        }
    }

    /**
     * Opens the memory device that a fwctl node belongs to.
     *
     * @param fwctl the system
     * @param node the fwctl node of a CXL device
     * @return the open device
     * @throws ForeignDeviceException if the node belongs to none
     * @throws dev.fwctl.FwctlException if it cannot be opened
     */
    public static CxlMemdev open(Fwctl fwctl, FwctlNode node) {
        String memdev = memdev(node).orElseThrow(() -> new ForeignDeviceException(node, "cxl", "CXL memory devices"));
        return open(fwctl, memdev);
    }

    /**
     * The memory device as sysfs shows it: its name, its path {@code /dev/cxl/memN}, and the stable key that its fwctl node
     * has too.
     *
     * @return the memory device's own node, which is not the fwctl one
     */
    public FwctlNode node() {
        return device.node();
    }

    /**
     * The fwctl node of the same device.
     *
     * @return empty if the device has no Feature that the kernel leaves to user space
     */
    public Optional<FwctlNode> fwctlNode() {
        return fwctl.nodes().stream()
                .filter(node -> memdev(node).equals(memdev(device.node())))
                .findFirst();
    }

    /**
     * How many bytes of payload a command carries at most.
     *
     * @return a number of bytes, 256 to 1048576
     */
    public int payloadSize() {
        return payloadSize;
    }

    /**
     * Asks the device what it is.
     *
     * @return its firmware's revision, its capacities, and more
     */
    public MemdevIdentity identify() {
        return device.call(MemdevCommands.IDENTIFY, node().name());
    }

    /**
     * Asks the kernel which commands it would let through to this device.
     *
     * @return all that the kernel and this library know
     */
    public List<KernelCommandState> kernelCommands() {
        byte[] data = device.info(QUERY_COMMANDS * KernelCommandState.BYTES).data();
        List<KernelCommandState> states = new ArrayList<>();
        for (int at = 0; at < data.length; at += KernelCommandState.BYTES) {
            ByteBuffer info = ByteBuffer.wrap(Arrays.copyOfRange(data, at, at + KernelCommandState.BYTES));
            KernelCommandState.of(info.order(ByteOrder.nativeOrder())).ifPresent(states::add);
        }
        return List.copyOf(states);
    }

    /**
     * The logs that the device has.
     *
     * @return the logs in the device's order
     */
    public List<CxlLog> logs() {
        return device.call(MemdevCommands.GET_SUPPORTED_LOGS, GetSupportedLogsCommand.entriesIn(payloadSize));
    }

    /**
     * The log with a UUID.
     *
     * @param uuid for example {@link StandardLog#VENDOR_DEBUG}'s
     * @return empty if the device has none
     */
    public Optional<CxlLog> log(UUID uuid) {
        requireNonNull(uuid, "uuid");
        return logs().stream().filter(log -> log.uuid().equals(uuid)).findFirst();
    }

    /**
     * What can be done with a log.
     *
     * @param uuid the log's UUID
     * @return its capabilities
     * @throws CxlMailboxException if the device has no such log
     */
    public LogCapabilities logCapabilities(UUID uuid) {
        return device.call(MemdevCommands.GET_LOG_CAPABILITIES, requireNonNull(uuid, "uuid"));
    }

    /**
     * Copies a log, in parts of {@link #payloadSize()}. A log can be long, and what it says is the device's: it is not
     * looked into.
     *
     * @param log the log, as {@link #logs()} gives it
     * @param to where the bytes go
     * @param progress told after each part how many bytes have come; what it throws ends the copy
     * @return how many bytes there were, which may be fewer than the log's size
     * @throws IOException if the channel fails
     * @throws CxlMailboxException if the device refuses
     */
    public long copyLog(CxlLog log, WritableByteChannel to, Progress progress) throws IOException {
        requireNonNull(log, "log");
        requireNonNull(to, "to");
        requireNonNull(progress, "progress");
        return new LogCopy(device, payloadSize).copy(log, to, progress);
    }

    /**
     * Clears a log. Linux lets user space clear the vendor debug log, and no other.
     *
     * @param uuid the log's UUID
     * @throws dev.fwctl.PolicyRefusedException if the policy does not allow a log to be changed
     * @throws CxlMailboxException if the device refuses
     */
    public void clearLog(UUID uuid) {
        device.call(MemdevCommands.CLEAR_LOG, requireNonNull(uuid, "uuid"));
    }

    /**
     * Reads the Command Effects Log.
     *
     * @return its entries
     * @throws UnsupportedByDeviceException if the device has none, which the specification does not allow
     * @throws MalformedReplyException if it is longer than there are opcodes, or no whole number of entries
     */
    public CommandEffectsLog commandEffects() {
        CxlLog log = log(StandardLog.COMMAND_EFFECTS.uuid())
                .orElseThrow(() -> new UnsupportedByDeviceException(
                        node(), "the Command Effects Log", "it is not among its logs", null));
        return new LogCopy(device, payloadSize).commandEffects(log);
    }

    /**
     * A table of the device's commands: which of them a policy would let through, and by which way the kernel would, before
     * any is sent.
     * Reads the Command Effects Log. Set Feature is judged here by all that it may do to any Feature; when it is sent, both
     * the kernel and the policy judge it by the entry of the Feature that it sets, see {@link Feature#leastSetScope}.
     *
     * @param policy a policy
     * @return a row for each entry of the Command Effects Log, in its order
     */
    public List<CommandAccess> access(AccessPolicy policy) {
        requireNonNull(policy, "policy");
        Set<Integer> overFwctl = fwctlNode().isEmpty()
                ? Set.of()
                : FeatureCommands.all().stream().map(Command::opcode).collect(Collectors.toSet());
        Set<Integer> overMemdev = kernelCommands().stream()
                .filter(KernelCommandState::usable)
                .map(state -> state.command().opcode())
                .collect(Collectors.toSet());
        List<CommandAccess> rows = new ArrayList<>();
        for (CommandEffectsLog.Entry entry : commandEffects().entries()) {
            CommandAccess.Way way = overFwctl.contains(entry.opcode())
                    ? CommandAccess.Way.FWCTL
                    : overMemdev.contains(entry.opcode()) ? CommandAccess.Way.MEMDEV : CommandAccess.Way.NONE;
            ListedCommand command = new ListedCommand(entry.opcode());
            rows.add(new CommandAccess(entry, way, scope -> policy.decide(node(), command, entry.effects(), scope)));
        }
        return List.copyOf(rows);
    }

    /** Closes the device. Idempotent; returns at once. Calls in flight go on. */
    @Override
    public void close() {
        device.close();
    }

    @Override
    public String toString() {
        return "CxlMemdev[" + node() + "]";
    }
}
