// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.UnsupportedByDeviceException;
import dev.fwctl.layout.BitField;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.internal.SharedFields;
import dev.fwctl.mlx5.register.Registers;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The ports and modules that a device says it has: {@code num_ports} of MGIR (0x9020), and for each port the module
 * that its first lane goes to, of PMLP (0x5002). Firmware that answers for ports which are not there is thus not
 * believed.
 *
 * <pre>
 *   MGIR   0x04 27..16 num_ports
 *   PMLP   0x00 23..16 local_port, 7..0 width (lanes in use)
 *          0x04 7..0 module of lane 0; a dword for each further lane
 * </pre>
 *
 * <p>Source: NVIDIA's public register tables, {@code mlx5_ifc_pmlp_reg_bits} of Linux 7.3. Confined to one thread; what it
 * learnt, it asks once.
 */
final class NvPorts {
    /** Where the device does not say it: what is tried, until one is not there. */
    private static final int MOST = 32;

    private static final BitField LOCAL_PORT = BitField.be(0x0, 16, 8);
    private static final BitField WIDTH = BitField.be(0x0, 0, 8);
    private static final int LANES = 0x4;
    private static final int LANE_BYTES = 4;
    private static final BitField MODULE = BitField.be(0x0, 0, 8);

    private final Registers registers;
    private List<Integer> ports = List.of();
    private List<Integer> modules = List.of();
    private boolean told;
    private boolean asked;

    NvPorts(Registers registers) {
        this.registers = registers;
    }

    /** Numbers of the ports, from 1 up; those to try, if the device does not {@linkplain #told tell}. */
    List<Integer> ports() {
        ask();
        return ports;
    }

    /** Numbers of the modules, from 0 up; those to try, if the device does not {@linkplain #told tell}. */
    List<Integer> modules() {
        ask();
        return modules;
    }

    /** Whether the device says which there are; if not, the first that is not there ends the list. */
    boolean told() {
        ask();
        return told;
    }

    private void ask() {
        if (asked) {
            return;
        }
        int count = count();
        told = count > 0;
        ports = numbers(1, told ? count : MOST);
        modules = told ? modulesOf(ports) : numbers(0, MOST - 1);
        asked = true;
    }

    private int count() {
        try {
            return (int) SharedFields.MGIR_PORTS.get(registers.read(RegisterType.MGIR), 0);
        } catch (Mlx5Exception e) {
            return 0; // it does not say
        }
    }

    /** Where a port does not say its module, one module for each port is what most boards have. */
    private List<Integer> modulesOf(List<Integer> all) {
        TreeSet<Integer> found = new TreeSet<>();
        for (int port : all) {
            try {
                ByteBuffer lanes = registers.read(RegisterType.PMLP, r -> LOCAL_PORT.set(r, 0, port));
                long width = Math.min(WIDTH.get(lanes, 0), (RegisterType.PMLP.bytes() - LANES) / LANE_BYTES);
                for (int lane = 0; lane < width; lane++) {
                    found.add((int) MODULE.get(lanes, LANES + lane * LANE_BYTES));
                }
            } catch (Mlx5Exception | UnsupportedByDeviceException e) {
                found.add(port - 1);
            }
        }
        return List.copyOf(found);
    }

    private static List<Integer> numbers(int first, int last) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            numbers.add(i);
        }
        return List.copyOf(numbers);
    }
}
