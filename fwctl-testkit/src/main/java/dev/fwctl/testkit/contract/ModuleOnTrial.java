// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.VendorModule;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.List;
import java.util.Optional;

/** The answers of a module's test to {@link VendorModuleContract}: which module, what to send, and where. */
public interface ModuleOnTrial {
    /**
     * The module.
     *
     * @return a new instance, or always the same one
     */
    VendorModule module();

    /**
     * Requests to try: at least one for each command, more where scope or effects depend on the request.
     *
     * @return the samples
     */
    List<Sample<?, ?>> samples();

    /**
     * A system with a device that the module serves, on which the samples may be tried, writes included: a
     * {@link SimulatedKernel}, or a machine of the lab.
     *
     * @return empty skips the rules about scopes
     */
    default Optional<Fwctl> fwctl() {
        return Optional.empty();
    }

    /**
     * How many hostile replies each sample's decoder gets: 300, or as many as the property
     * {@code dev.fwctl.hostile.replies} says.
     *
     * @return more find more
     */
    default int hostileReplies() {
        return Integer.getInteger("dev.fwctl.hostile.replies", 300);
    }

    /**
     * Where the contract runs, for the {@link ContractReport}.
     *
     * @return the module's name and where its device is; empty to leave it out of the report
     */
    default String place() {
        return module().name()
                + fwctl().map(fwctl -> "@" + fwctl.syscalls().name()).orElse("");
    }

    /**
     * The device on which samples are tried.
     *
     * @param system the system of {@link #fwctl()}
     * @return by default the first one that the module serves
     */
    default Optional<FwctlNode> node(Fwctl system) {
        return system.nodes().stream().filter(module()::serves).findFirst();
    }

    /**
     * Opens that device with a policy that lets everything through.
     *
     * @param system the system of {@link #fwctl()}
     * @return the device
     */
    default FwctlDevice open(Fwctl system) {
        FwctlNode node = node(system)
                .orElseThrow(() -> ContractRule.skip("no device of the system is served by " + module().name()));
        return system.withPolicy(ModuleProbe.EVERYTHING).open(node);
    }
}
