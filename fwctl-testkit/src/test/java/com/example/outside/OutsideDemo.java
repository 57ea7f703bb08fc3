// SPDX-License-Identifier: Apache-2.0
package com.example.outside;

import dev.fwctl.Errno;
import dev.fwctl.testkit.demo.DemoDevices;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Binding;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.kernel.UserMemory;

/** What a vendor outside this project would bring: a device with an attribute and a character device of its own. */
public final class OutsideDemo implements DemoDevices {
    /** For {@link java.util.ServiceLoader}. */
    public OutsideDemo() {}

    @Override
    public void plugInto(SimulatedKernel kernel) {
        kernel.plug(
                Placement.pci("0000:44:00.0", 0xabcd, 1).child("outside.0", "auxiliary", "outside_core"), new Driver());
    }

    private static final class Driver implements SimulatedDriver {
        @Override
        public String name() {
            return "outside_fwctl";
        }

        @Override
        public int deviceType() {
            return 99;
        }

        @Override
        public Context open() {
            return (scope, request, outLength) -> Answer.of(request);
        }

        @Override
        public void bind(Binding binding) {
            UserMemory memory = binding.memory();
            binding.attribute("colour", "blue\n").characterDevice("outside", (command, argument) -> {
                byte[] bytes = new byte[4];
                if (command != 7) {
                    return -Errno.ENOTTY.number();
                }
                if (!memory.copyIn(argument, bytes, 4)) {
                    return -Errno.EFAULT.number();
                }
                bytes[0]++;
                return memory.copyOut(argument, bytes, 0, 4) ? 0 : -Errno.EFAULT.number();
            });
        }
    }
}
