// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import dev.fwctl.layout.NamedValues;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/**
 * The second page of general capabilities, with what did not fit on that of {@link GeneralCapabilities}: event queues
 * beyond 255, live migration, and the management of other functions.
 *
 * <p>Source: {@code mlx5_ifc_cmd_hca_cap_2_bits} of Linux 7.3.
 */
public final class GeneralCapabilities2 extends NamedValues {
    /** The page GENERAL_2. */
    public static final CapabilityType<GeneralCapabilities2> TYPE =
            CapabilityType.of("GENERAL_2", GeneralCapabilities2::new);

    private final CapabilityPage page;

    private GeneralCapabilities2(CapabilityPage page) {
        this.page = page;
    }

    /** How many event queues the function may have; 0 if only the general page says it. */
    public int maxEventQueues() {
        return (int) page.number("max_num_eqs_24b");
    }

    /** Whether the function may be migrated alive. */
    public boolean migratable() {
        return page.has("migratable");
    }

    /** Whether its state can be saved in chunks. */
    public boolean migrationInChunks() {
        return page.has("migration_in_chunks");
    }

    /** Whether the pages that it writes to can be tracked meanwhile. */
    public boolean migrationTracking() {
        return page.has("migration_tracking_state");
    }

    /** Whether QUERY_VUID tells vendor-unique ids. */
    public boolean vuids() {
        return page.has("query_vuid");
    }

    /** Whether other functions can be named by {@link FunctionTarget#vhca}. */
    public boolean functionsByVhcaId() {
        return page.has("function_id_type_vhca_id");
    }

    /** Whether QUERY_ADJACENT_FUNCTIONS_ID lists functions next to this one. */
    public boolean adjacentFunctions() {
        return page.has("query_adjacent_functions_id");
    }

    /** How many other functions it may be given to manage. */
    public int maxDelegated() {
        return (int) page.number("delegated_vhca_max");
    }

    /** Whether a port may have several planes. */
    public boolean multiplane() {
        return page.has("multiplane");
    }

    /** The vport of the embedded processor's first virtual function; 0 if it has none. */
    public int ecVfVportBase() {
        return (int) page.number("ec_vf_vport_base");
    }

    /** The number that the driver gave to the function; empty if numbers are not given. */
    public OptionalInt softwareVhcaId() {
        return page.has("sw_vhca_id_valid") ? OptionalInt.of((int) page.number("sw_vhca_id")) : OptionalInt.empty();
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("maxEventQueues", maxEventQueues());
        to.accept("migratable", migratable());
        to.accept("migrationInChunks", migrationInChunks());
        to.accept("migrationTracking", migrationTracking());
        to.accept("vuids", vuids());
        to.accept("functionsByVhcaId", functionsByVhcaId());
        to.accept("adjacentFunctions", adjacentFunctions());
        to.accept("maxDelegated", maxDelegated());
        to.accept("multiplane", multiplane());
        to.accept("ecVfVportBase", ecVfVportBase());
        to.accept("softwareVhcaId", softwareVhcaId());
    }
}
