// SPDX-License-Identifier: Apache-2.0
package com.example.acme;

import dev.fwctl.Command;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.SpecReference;
import dev.fwctl.VendorModule;
import java.util.List;
import java.util.Set;

/**
 * Acme's module, as it describes itself to the SDK. Acme's "device" is the mock of the Linux kernel's cxl_test, whose
 * one vendor Feature is documented by its source.
 */
public final class AcmeModule implements VendorModule {
    /** Where the Feature is documented. */
    static final SpecReference SPECIFICATION =
            new SpecReference("Linux 7.3, tools/testing/cxl/test/mem.c", "vendor test Feature");

    /** What changing the Feature does: nothing before the next cold reset. */
    static final Effects SETTING_IT =
            Effects.of(Effects.Source.SPECIFICATION, Effect.CONFIGURATION_CHANGE_AFTER_COLD_RESET);

    /** Called by {@link java.util.ServiceLoader}. */
    public AcmeModule() {}

    @Override
    public int spi() {
        return SPI;
    }

    @Override
    public String name() {
        return "acme";
    }

    @Override
    public Set<String> drivers() {
        return Set.of("cxl_mem");
    }

    @Override
    public List<Command<?, ?>> commands() {
        return List.of(ReadPattern.COMMAND, WritePattern.COMMAND);
    }
}
