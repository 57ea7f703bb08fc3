// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import java.util.Map;

/** The answers of a test to {@link SettingsContract}: on which device, and what may be changed there. */
public interface SettingsOnTrial {
    /** A system with the device, and with the vendor's module; policy and observers are the contract's own. */
    Fwctl fwctl();

    /** A name that the device answers to. */
    String device();

    /**
     * Settings that may be changed together, in one unit or better in several, by name, to values other than those that
     * the device has.
     */
    Map<String, Object> change();

    /** Settings and values that mean nothing to the device, by name: two at least. */
    Map<String, Object> refused();

    /** Where the contract runs, for the {@link ContractReport}; empty to leave it out of the report. */
    String place();

    /**
     * Opens the device with a policy that allows every documented command.
     *
     * @return the device
     */
    default FwctlDevice open() {
        return fwctl().withPolicy(AccessPolicy.debug()).open(device());
    }
}
