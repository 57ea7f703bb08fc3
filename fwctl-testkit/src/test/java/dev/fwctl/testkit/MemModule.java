// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import dev.fwctl.Command;
import dev.fwctl.FwctlNode;
import dev.fwctl.VendorModule;
import java.util.List;
import java.util.Set;

/** A module whose driver calls its devices memN. */
final class MemModule implements VendorModule {
    @Override
    public String name() {
        return "cxl";
    }

    @Override
    public Set<String> drivers() {
        return Set.of("cxl_mem");
    }

    @Override
    public List<Command<?, ?>> commands() {
        return List.of();
    }

    @Override
    public List<String> names(FwctlNode node) {
        return List.of(node.parent().name());
    }

    @Override
    public boolean isName(String text) {
        return text.matches("mem[0-9]+");
    }
}
