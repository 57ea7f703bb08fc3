// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.RpcScope;
import dev.fwctl.layout.Access;
import dev.fwctl.layout.Layout;
import dev.fwctl.layout.Member;
import dev.fwctl.mlx5.Bench;
import dev.fwctl.mlx5.Bench.Scripted;
import dev.fwctl.mlx5.catalog.RegisterCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A register in which there is nothing to keep is written without being read, which it need not allow. */
class WriteOnlyRegistersTest {
    private static final int OP_MOD = 7;
    private static final String BAD_PARAM = "03000000 00000001 00000000 00000000";

    /** Registers of the public tables of which every field is write-only, starts something, or says which one is meant. */
    private static List<Layout> writeOnly() {
        List<Layout> found = new ArrayList<>();
        for (String name : RegisterCatalog.layouts().names()) {
            Layout layout = RegisterCatalog.layouts().layout(name);
            if (layout.id().isPresent()
                    && layout.members().stream()
                            .allMatch(member -> member.layout() == null
                                    && (member.access() == Access.WO
                                            || member.access() == Access.OP
                                            || member.access() == Access.INDEX))
                    && writable(layout).isPresent()) {
                found.add(layout);
            }
        }
        return found;
    }

    private static java.util.Optional<Member> writable(Layout layout) {
        return layout.members().stream()
                .filter(member -> member.count() == 0 && member.width() <= Long.SIZE)
                .filter(member -> member.access() == Access.WO || member.access() == Access.OP)
                .findFirst();
    }

    @Test
    void isWrittenAndNotRead() {
        List<Layout> registers = writeOnly();
        assertFalse(registers.isEmpty(), "the catalog has none");
        for (Layout layout : registers) {
            // The firmware refuses each read.
            Scripted firmware = new Scripted(
                    request -> request[OP_MOD] == 0 ? new byte[16 + layout.size()] : Bench.bytes(BAD_PARAM));
            AccessPolicy all = AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL);
            try (Bench bench = Bench.over(firmware, all)) {
                String field = writable(layout).orElseThrow().name();
                bench.mlx5.registers().write(layout.name(), Map.of(), Map.of(field, 1));
                assertEquals(1, firmware.count(), layout.name());
                assertTrue(firmware.lastRequest().startsWith("0805000000000000"), "a write of " + layout.name());
            }
        }
    }
}
