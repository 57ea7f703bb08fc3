// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.FakeKernel;
import dev.fwctl.Fwctl;
import dev.fwctl.ToyCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelStateTest {
    @TempDir
    Path root;

    @Test
    void whatCannotBeReadIsUnknown() {
        KernelState state =
                KernelState.of(Fwctl.on(new FakeKernel(root, ToyCommand::firmware), root.resolve("nowhere")));
        assertEquals(Optional.empty(), state.release());
        assertEquals(Lockdown.UNKNOWN, state.lockdown());
        assertEquals(OptionalLong.empty(), state.taint());
        assertEquals(OptionalLong.empty(), state.capabilities());
        assertEquals("", state.configurationSource());
        assertEquals(Map.of(), state.configuration());
        assertEquals(List.of(), state.nodes());
        assertTrue(state.taintedByFwctl().isEmpty());
        assertTrue(state.hasCapability(KernelState.CAP_SYS_RAWIO).isEmpty());
    }

    @Test
    void aSystemIsReported() throws IOException {
        FakeKernel kernel = new FakeKernel(root, ToyCommand::firmware);
        kernel.write("proc/sys/kernel/osrelease", "7.3.0-lab\n");
        kernel.write("proc/sys/kernel/tainted", "524289\n");
        kernel.write("sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
        // As in a container that kept CAP_SYS_RAWIO (17) and nothing else; user 1000 of groups 1000 and 44.
        kernel.write(
                "proc/self/status",
                "Name:\tjava\nUid:\t1000\t1000\t1000\t1000\nGid:\t1000\t1000\t1000\t1000\nGroups:\t44 1000\n"
                        + "CapInh:\t0000000000000000\nCapEff:\t0000000000020000\n");
        kernel.write(
                "boot/config-7.3.0-lab",
                "CONFIG_FWCTL=m\n# CONFIG_MLX5_FWCTL is not set\nCONFIG_PCI=y\nCONFIG_SECURITY_LOCKDOWN_LSM=y\n");
        kernel.write("run/udev/data/c240:0", "I:123456\nG:uaccess\nQ:uaccess\nV:1\n");
        kernel.write("dev/fwctl/fwctl0", "");
        Path node = root.resolve("dev/fwctl/fwctl0");
        Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rw-r-----"));

        KernelState state = KernelState.of(kernel.fwctl());
        assertEquals(Optional.of("7.3.0-lab"), state.release());
        assertEquals(Lockdown.INTEGRITY, state.lockdown());
        assertEquals(Optional.of(true), state.taintedByFwctl());
        assertEquals(Optional.of(true), state.hasCapability(KernelState.CAP_SYS_RAWIO));
        assertEquals(Optional.of(false), state.hasCapability(KernelState.CAP_SYS_ADMIN));
        assertEquals("/boot/config-7.3.0-lab", state.configurationSource());
        assertEquals(
                Map.of("CONFIG_FWCTL", "m", "CONFIG_MLX5_FWCTL", "n", "CONFIG_SECURITY_LOCKDOWN_LSM", "y"),
                state.configuration());
        NodeAccess access = state.nodes().get(0);
        assertTrue(access.present() && access.readable() && access.udevSeen());
        assertEquals("rw-r-----", access.mode());
        assertEquals(Files.getOwner(node).getName(), access.owner());
        assertEquals(Set.of("uaccess"), access.udevTags());
    }

    /** The file belongs to whoever runs this test; the status says that the process is somebody else. */
    @Test
    void accessThatTheModeDoesNotExplainComesFromAnAccessControlList() throws IOException {
        FakeKernel kernel = new FakeKernel(root, ToyCommand::firmware);
        kernel.write("dev/fwctl/fwctl0", "");
        Files.setPosixFilePermissions(root.resolve("dev/fwctl/fwctl0"), PosixFilePermissions.fromString("rw-r-----"));
        String somebody = "Uid:\t54321\t54321\t54321\t54321\nGid:\t54321\t54321\t54321\t54321\nGroups:\t\n";
        kernel.write("proc/self/status", somebody + "CapEff:\t0000000000000000\n");
        assertEquals(
                NodeAccess.Acl.PRESENT,
                KernelState.of(kernel.fwctl()).nodes().get(0).acl());
        kernel.write("proc/self/status", somebody + "CapEff:\t0000000000000002\n");
        assertEquals(
                NodeAccess.Acl.UNKNOWN,
                KernelState.of(kernel.fwctl()).nodes().get(0).acl(),
                "CAP_DAC_OVERRIDE explains it");
    }

    @Test
    void theConfigurationThatTheKernelCarriesComesFirst() throws IOException {
        FakeKernel kernel = new FakeKernel(root, ToyCommand::firmware);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("CONFIG_FWCTL=y\n".getBytes(StandardCharsets.US_ASCII));
        }
        Files.write(root.resolve("proc/config.gz"), packed.toByteArray());
        KernelState state = KernelState.of(kernel.fwctl());
        assertEquals("/proc/config.gz", state.configurationSource());
        assertEquals("y", state.configuration().get("CONFIG_FWCTL"));
        assertFalse(state.nodes().get(0).present());
    }
}
