// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Errno;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A simulated kernel with one CXL device whose driver answers each RPC with the bytes, or the errno, that a test has laid
 * ready; and keeps what it got.
 */
final class CannedDriver implements AutoCloseable {
    record Rpc(int scope, byte[] request, int outLength) {}

    final List<Rpc> rpcs = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<FwctlDevice> opened = new ArrayList<>();
    private final SimulatedKernel kernel = SimulatedKernel.create();

    CannedDriver() {
        kernel.plug(CxlDriver.place("mem0", "0000:35:00.0", 1), SimulatedDriver.of("cxl_mem", 2, this::rpc));
    }

    private synchronized Answer rpc(RpcScope scope, byte[] request, int outLength) {
        rpcs.add(new Rpc(scope.value(), request, outLength));
        return answers.remove(0);
    }

    /** What the kernel copies out, and the length that it claims: eight bytes more, as the real one does. */
    CannedDriver answer(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        return answer(bytes, bytes.length + 8);
    }

    CannedDriver answer(byte[] bytes, int outLength) {
        answers.add(Answer.of(bytes, outLength));
        return this;
    }

    CannedDriver fail(int errno) {
        answers.add(Answer.refuse(new Errno(errno)));
        return this;
    }

    /** The root of its sysfs. */
    Path root() {
        return kernel.root();
    }

    FwctlDevice open(AccessPolicy policy) {
        FwctlDevice device = kernel.fwctl().withPolicy(policy).open("mem0");
        opened.add(device);
        return device;
    }

    String lastRequest() {
        return HexFormat.of().formatHex(rpcs.get(rpcs.size() - 1).request());
    }

    void assertNothingLeft() {
        assertEquals(0, answers.size(), "answers laid ready and not asked for");
    }

    @Override
    public void close() {
        opened.forEach(FwctlDevice::close);
        kernel.close();
    }
}
