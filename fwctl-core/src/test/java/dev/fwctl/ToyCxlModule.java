// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A vendor's module whose driver calls its devices memN. */
public final class ToyCxlModule implements VendorModule {
    /** For tests that give it to a system. */
    public ToyCxlModule() {}

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
        return List.of(
                new ToyCommand("cxl.get-feature", 1, ToyCommand.SPEC, Effects.unknown(), RpcScope.CONFIGURATION),
                new ToyCommand("cxl.set-feature", 2, ToyCommand.SPEC, Effects.unknown(), RpcScope.CONFIGURATION));
    }

    @Override
    public List<String> names(FwctlNode node) {
        return List.of(node.parent().name());
    }

    @Override
    public boolean isName(String text) {
        return text.matches("mem[0-9]+");
    }

    @Override
    public Map<Integer, String> deviceTypes() {
        return Map.of(2, "CXL");
    }
}
