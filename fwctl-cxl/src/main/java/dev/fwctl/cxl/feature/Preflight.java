// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import dev.fwctl.RpcScope;
import dev.fwctl.cxl.feature.Obstacle.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Asks of a Set Feature what the kernel will ask, in the kernel's order, so that its one EINVAL gets its reason.
 *
 * <p>Two facts cannot be seen from here: whether the device's Command Effects Log lists Set Feature at all, without which
 * the kernel refuses every one; and what the entry of a reserved Feature says of being changeable, since the kernel shows
 * user space another entry than it looks at itself.
 */
final class Preflight {
    private Preflight() {}

    static List<Obstacle> of(Feature feature, int offset, int bytes, RpcScope scope) {
        List<Obstacle> found = new ArrayList<>();
        if (!feature.listed()) {
            found.add(new Obstacle(Kind.UNLISTED, "the device lists no Feature " + feature.uuid()));
        } else {
            entry(feature, found);
            scope(feature, scope, found);
        }
        if (bytes == 0) {
            found.add(new Obstacle(Kind.NO_DATA, "the request carries no data"));
        }
        if (feature.reservedByKernel()) {
            found.add(new Obstacle(
                    Kind.RESERVED_BY_KERNEL,
                    "the kernel keeps " + feature.label() + " for itself; what it lets user space set of it is in"
                            + " /sys/bus/edac/devices/cxl_memN"));
        } else if (offset + bytes > feature.setSize()) {
            found.add(new Obstacle(
                    Kind.BEYOND_SET_SIZE,
                    "the data ends at byte " + (offset + bytes) + ", and a Set Feature of this Feature takes "
                            + feature.setSize() + " bytes"));
        }
        if (offset > 0) {
            found.add(new Obstacle(
                    Kind.OFFSET_MAY_BE_IGNORED,
                    "the offset " + offset + " counts in a transfer of several parts only: the device may change the"
                            + " bytes from 0 on instead, and report success. Write the whole value from offset 0; a"
                            + " device that is known to heed the offset takes"
                            + " SetOptions.despite(OFFSET_MAY_BE_IGNORED)"));
        }
        return List.copyOf(found);
    }

    private static void entry(Feature feature, List<Obstacle> found) {
        if (!feature.changeable() && !feature.reservedByKernel()) {
            found.add(new Obstacle(
                    Kind.NOT_CHANGEABLE, "the device says that " + feature.label() + " cannot be changed"));
        }
        int word = feature.effects().word();
        if (feature.hasReservedEffects()) {
            found.add(new Obstacle(
                    Kind.RESERVED_EFFECTS,
                    String.format(Locale.ROOT, "its effects 0x%04x have reserved bits set (15 to 12)", word)));
        }
        if (feature.inBackground()) {
            found.add(new Obstacle(
                    Kind.BACKGROUND,
                    "setting it is a background operation, which the kernel does not offer to user space"));
        }
        if (feature.scopeByEffects().isEmpty()) {
            found.add(new Obstacle(
                    Kind.NO_CHANGE_NAMED,
                    String.format(
                            Locale.ROOT,
                            "its effects 0x%04x (%s) name no immediate change of configuration, data, policy or log and"
                                    + " no change after a reset, which the kernel takes for a defect of the device",
                            word,
                            feature.effects())));
        }
    }

    private static void scope(Feature feature, RpcScope scope, List<Obstacle> found) {
        RpcScope needed = feature.scopeByEffects().orElse(scope);
        if (!scope.covers(needed)) {
            found.add(new Obstacle(
                    Kind.SCOPE_TOO_LOW,
                    "its effects (" + feature.effects() + ") need " + needed.uapiName() + ", and the scope is "
                            + scope.uapiName()));
        }
    }
}
