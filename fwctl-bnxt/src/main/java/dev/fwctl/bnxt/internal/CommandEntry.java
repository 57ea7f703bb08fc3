// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.internal;

import dev.fwctl.Effects;
import dev.fwctl.RpcScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command that Linux's fwctl driver lets through, as {@code bnxtctl_validate_rpc} has it.
 *
 * @param name without the {@code HWRM_} of the header
 * @param type the HWRM request type, 16 bits
 * @param scope the least that the driver accepts
 * @param milliseconds how long the driver waits for the firmware
 * @param effects what it may do, from {@code effects.txt}
 * @param request name of the request's layout in {@link Catalogs#LAYOUTS}; empty if no public header gives one
 * @param reply name of the reply's layout in {@link Catalogs#LAYOUTS}; empty if no public header gives one
 * @param memory the places of the request that hold the address of memory of its own, in order
 * @param errors what {@code cmd_err} of a refusal means, by number; empty if the header has no codes for this command
 */
public record CommandEntry(
        String name,
        int type,
        RpcScope scope,
        int milliseconds,
        Effects effects,
        String request,
        String reply,
        List<MemoryField> memory,
        Map<Integer, String> errors) {

    /** The code in {@code cmd_err} by its name in the header, if it has one. */
    public Optional<String> error(int cmdErr) {
        return Optional.ofNullable(errors.get(cmdErr));
    }
}
