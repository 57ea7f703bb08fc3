// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import java.util.OptionalInt;

/**
 * The second page of general capabilities, with what did not fit on that of {@link GeneralCapabilities}: event queues
 * beyond 255, live migration, and the management of other functions.
 *
 * <p>Source: {@code mlx5_ifc_cmd_hca_cap_2_bits} of Linux 7.3.
 *
 * @param maxEventQueues how many event queues the function may have; 0 if only the general page says it
 * @param migratable whether the function may be migrated alive
 * @param migrationInChunks whether its state can be saved in chunks
 * @param migrationTracking whether the pages that it writes to can be tracked meanwhile
 * @param vuids whether QUERY_VUID tells vendor-unique ids
 * @param functionsByVhcaId whether other functions can be named by {@link FunctionTarget#vhca}
 * @param adjacentFunctions whether QUERY_ADJACENT_FUNCTIONS_ID lists functions next to this one
 * @param maxDelegated how many other functions it may be given to manage
 * @param multiplane whether a port may have several planes
 * @param ecVfVportBase the vport of the embedded processor's first virtual function; 0 if it has none
 * @param softwareVhcaId the number that the driver gave to the function; empty if numbers are not given
 */
public record GeneralCapabilities2(
        int maxEventQueues,
        boolean migratable,
        boolean migrationInChunks,
        boolean migrationTracking,
        boolean vuids,
        boolean functionsByVhcaId,
        boolean adjacentFunctions,
        int maxDelegated,
        boolean multiplane,
        int ecVfVportBase,
        OptionalInt softwareVhcaId) {
    /** The page GENERAL_2. */
    public static final CapabilityType<GeneralCapabilities2> TYPE =
            CapabilityType.of("GENERAL_2", GeneralCapabilities2::pick);

    private static GeneralCapabilities2 pick(CapabilityPage page) {
        return new GeneralCapabilities2(
                (int) page.number("max_num_eqs_24b"),
                page.has("migratable"),
                page.has("migration_in_chunks"),
                page.has("migration_tracking_state"),
                page.has("query_vuid"),
                page.has("function_id_type_vhca_id"),
                page.has("query_adjacent_functions_id"),
                (int) page.number("delegated_vhca_max"),
                page.has("multiplane"),
                (int) page.number("ec_vf_vport_base"),
                page.has("sw_vhca_id_valid") ? OptionalInt.of((int) page.number("sw_vhca_id")) : OptionalInt.empty());
    }
}
