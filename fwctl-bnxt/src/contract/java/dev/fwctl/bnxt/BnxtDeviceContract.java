// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import dev.fwctl.bnxt.nvm.NvmSamples;
import dev.fwctl.bnxt.report.ReportSamples;
import dev.fwctl.testkit.contract.FwctlDeviceContract;
import dev.fwctl.testkit.contract.Sample;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The trials of a bnxt device, wherever it is. */
public interface BnxtDeviceContract extends FwctlDeviceContract {
    private static Sample<?, ?> named(String command) {
        return Stream.concat(ReportSamples.all().stream(), NvmSamples.all().stream())
                .filter(sample -> sample.command().name().equals(command))
                .findFirst()
                .orElseThrow();
    }

    @Override
    default Sample<?, ?> read() {
        return named("bnxt.func-qcaps");
    }

    /** The last has its reply in memory by address. */
    @Override
    default List<Sample<?, ?>> otherReads() {
        return List.of(
                named("bnxt.func-qcfg"),
                named("bnxt.port-phy-qcfg"),
                named("bnxt.port-phy-qcaps"),
                named("bnxt.nvm-get-variable"));
    }

    @Override
    default Optional<Sample<?, ?>> write() {
        return Optional.of(named("bnxt.nvm-set-variable"));
    }

    @Override
    default Optional<Sample<?, ?>> refused() {
        return Optional.of(NvmSamples.refused());
    }
}
