// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.image;

import com.sun.jna.Native;
import dev.fwctl.seam.SeamUnavailableException;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.SyscallsProvider;
import dev.fwctl.testkit.demo.Demo;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A node for an agent in another process: the demonstration's devices on a simulated kernel, whose files are at
 * {@code /tmp/node}. Preferred to JNA, which it loads nevertheless, to see that the image has what that needs.
 */
public final class SimulatedNode implements SyscallsProvider {
    /** Where the agent finds the node: its {@code FWCTL_ROOT}. */
    public static final Path ROOT = Path.of("/tmp/node");

    @Override
    public String name() {
        return "simulated node";
    }

    @Override
    public int priority() {
        return JNA_PRIORITY + 100;
    }

    @Override
    public Syscalls load() throws SeamUnavailableException {
        if (Native.POINTER_SIZE != Long.BYTES) {
            throw new IllegalStateException("JNA does not work here");
        }
        SimulatedKernel kernel = Demo.kernel();
        try {
            Files.createSymbolicLink(ROOT, kernel.root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kernel;
    }
}
