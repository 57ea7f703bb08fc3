// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.pds;

import dev.fwctl.testkit.contract.FwctlDeviceContract;
import dev.fwctl.testkit.contract.Sample;
import java.util.List;
import java.util.Optional;

/** The trials of a pds device with the lab's operations, wherever it is. */
public interface PdsDeviceContract extends FwctlDeviceContract {
    @Override
    default Sample<?, ?> read() {
        return PdsModuleContract.reads().get(0);
    }

    @Override
    default List<Sample<?, ?>> otherReads() {
        return PdsModuleContract.reads();
    }

    @Override
    default Optional<Sample<?, ?>> write() {
        return Optional.of(PdsModuleContract.write());
    }

    @Override
    default Optional<Sample<?, ?>> refused() {
        return Optional.of(PdsModuleContract.refused());
    }
}
