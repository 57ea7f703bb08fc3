// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcObserver;
import dev.fwctl.RpcScope;
import dev.fwctl.seam.Syscalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The device that all rivals talk to, and the one harmless request that they all send it: on a real device a query at
 * scope {@code FWCTL_RPC_CONFIGURATION}, which reads and changes nothing.
 *
 * @param root the system's root: {@code /}, or that of a {@link HostSystem}
 * @param node the node's name
 * @param host whether the node is a {@link HostSystem}'s
 * @param request the request, in hexadecimal
 * @param replyBytes how many bytes of reply to ask for
 * @param status where the reply says whether the firmware did it
 */
public record Target(Path root, String node, boolean host, String request, int replyBytes, Status status) {
    static final long FWCTL_RPC = 0x9A01;
    public static final RpcScope SCOPE = RpcScope.CONFIGURATION;

    /** {@code retval} of struct fwctl_rpc_cxl_out, include/uapi/fwctl/cxl.h. */
    private static final Status CXL_RETVAL = new Status(4, 4);

    /** The first byte of each command's output, include/linux/mlx5/mlx5_ifc.h. */
    private static final Status MLX5_STATUS = new Status(0, 1);

    public static Target host(Path root) {
        return new Target(
                root, HostSystem.NODE, true, "00".repeat(HostSystem.REPLY_BYTES), HostSystem.REPLY_BYTES, Status.NONE);
    }

    public static Target device(String name) {
        FwctlNode node = Fwctl.system().node(name);
        if (node.parent().subsystem().equals("cxl")) {
            return new Target(Path.of("/"), node.name(), false, getSupportedFeatures(), 16 + 48, CXL_RETVAL);
        }
        if (node.driver().filter("mlx5_core"::equals).isPresent()) {
            // QUERY_ADAPTER, opcode 0x101 in the first two bytes, big-endian; the reply has 272 bytes.
            return new Target(Path.of("/"), node.name(), false, "0101" + "00".repeat(14), 272, MLX5_STATUS);
        }
        throw new IllegalArgumentException("which request of " + node + " is harmless is known of CXL memory devices"
                + " and mlx5 functions only; give --request HEX, --reply BYTES and --status OFFSET:BYTES, for scope "
                + SCOPE.uapiName());
    }

    /** Get Supported Features of one entry: struct fwctl_rpc_cxl of include/uapi/fwctl/cxl.h and its payload. */
    private static String getSupportedFeatures() {
        ByteBuffer request = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        request.putInt(0, 0x500).putInt(8, 8).putInt(16, 48);
        return HexFormat.of().formatHex(request.array());
    }

    public byte[] requestBytes() {
        return HexFormat.of().parseHex(request);
    }

    public Path path() {
        return root.resolve("dev/fwctl").resolve(node);
    }

    /** The ioctl that a program without the library makes. */
    public long ioctl() {
        return host ? HostIoctl.FIONREAD : FWCTL_RPC;
    }

    /** Where that ioctl's argument lies in struct fwctl_rpc. */
    public int argumentOffset() {
        return host ? HostIoctl.LENGTH_OFFSET : 0;
    }

    Fwctl system(Syscalls seam) {
        return Fwctl.on(host ? new HostIoctl(seam) : seam, root);
    }

    public FwctlDevice open(Syscalls seam, AccessPolicy policy, @Nullable RpcObserver observer) {
        Fwctl system = system(seam).withPolicy(policy);
        return (observer == null ? system : system.withObserver(observer)).open(node);
    }

    /** For a child process. */
    public String[] arguments() {
        return new String[] {
            root.toString(), node, Boolean.toString(host), request, Integer.toString(replyBytes), status.toString()
        };
    }

    public static Target of(String[] arguments, int from) {
        return new Target(
                Path.of(arguments[from]),
                arguments[from + 1],
                Boolean.parseBoolean(arguments[from + 2]),
                arguments[from + 3],
                Integer.parseInt(arguments[from + 4]),
                Status.of(arguments[from + 5]));
    }
}
