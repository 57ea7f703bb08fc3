// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.Effects;
import dev.fwctl.RpcScope;
import dev.fwctl.Verdict;

/**
 * The access that a program has to a command of a device: a row of the table that {@link CxlMemdev#access} makes before
 * anything is sent.
 *
 * @param opcode the opcode, 0 to FFFFh
 * @param name the command's name, the specification's name, or what its opcode tells where it has none
 * @param effects what the command does to the device, as the device says
 * @param way how the kernel lets user space send it
 * @param scope the scope that it would be sent at; by {@linkplain #scope(Effects) its effects} where fwctl does not carry it
 * @param verdict what the policy says to it
 */
public record CommandAccess(int opcode, String name, Effects effects, Way way, RpcScope scope, Verdict verdict) {
    /** The ways from user space to a mailbox. */
    public enum Way {
        /** Through fwctl: {@code CxlDevice}. */
        FWCTL,
        /** Through the memory device: {@link CxlMemdev}. */
        MEMDEV,
        /** None: only the kernel sends it. */
        NONE
    }

    /**
     * Whether both the kernel and the policy let it through.
     *
     * @return true if there is a way and the policy allows
     */
    public boolean allowed() {
        return way != Way.NONE && verdict.allowed();
    }

    /**
     * The scope that effects call for, by the rule of the kernel's CXL driver.
     *
     * @param effects what a command does
     * @return DEBUG_WRITE_FULL for a change at once and for unknown effects, DEBUG_WRITE for a change after a reset,
     *     CONFIGURATION for none
     */
    static RpcScope scope(Effects effects) {
        if (effects.isImmediate()) {
            return RpcScope.DEBUG_WRITE_FULL;
        }
        return effects.isOnlyAfterReset() ? RpcScope.DEBUG_WRITE : RpcScope.CONFIGURATION;
    }
}
