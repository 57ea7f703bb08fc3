// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import dev.fwctl.FwctlDevice;
import dev.fwctl.UnsupportedByDeviceException;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The registers that a device has, as its own masks (MCAM, PCAM and the others) say. Each mask is asked for once, when
 * a register that it covers is first used. Thread-safe; two threads that meet may ask twice.
 */
final class RegisterSupport {
    /** Which ids a mask register covers, in groups of 128 from {@code base} on. */
    private record Cover(AccessMask.Kind kind, int first, int last) {}

    private static final List<Cover> COVERS = List.of(
            new Cover(AccessMask.Kind.MCAM, 0x9000, 0x91ff),
            new Cover(AccessMask.Kind.MPCAM, 0x9200, 0x97ff),
            new Cover(AccessMask.Kind.PCAM, 0x5000, 0x50ff),
            new Cover(AccessMask.Kind.QCAM, 0x4000, 0x407f),
            new Cover(AccessMask.Kind.SBCAM, 0xb000, 0xb07f),
            new Cover(AccessMask.Kind.CWCAM, 0x2800, 0x287f));

    private static final Set<Integer> NOT_ASKED_FOR = Set.of(
            RegisterType.MGIR.id(),
            RegisterType.MNVQC.id(),
            RegisterType.MNVDA.id(),
            RegisterType.MNVDI.id(),
            RegisterType.MNVIA.id(),
            RegisterType.MNVGC.id());

    private final FwctlDevice device;
    private final Map<Integer, Optional<AccessMask>> masks = new ConcurrentHashMap<>();

    RegisterSupport(FwctlDevice device) {
        this.device = device;
    }

    /**
     * Whether the device has a register.
     *
     * @return empty if no mask covers it, or the device does not tell
     */
    Optional<Boolean> has(int id) {
        return mask(id).map(mask -> mask.hasRegister(id));
    }

    /**
     * Throws if the device says that it does not have a register; where it says nothing, the register is tried. Those
     * that every firmware has, or that answer for themselves, are not asked for.
     */
    void require(RegisterType register) {
        if (NOT_ASKED_FOR.contains(register.id())) {
            return;
        }
        Optional<AccessMask> mask = mask(register.id());
        if (mask.isPresent() && !mask.get().hasRegister(register.id())) {
            throw new UnsupportedByDeviceException(
                    device.node(), register.toString(), mask.get() + " leaves it out", null);
        }
    }

    private Optional<AccessMask> mask(int id) {
        for (Cover cover : COVERS) {
            if (id >= cover.first()
                    && id <= cover.last()
                    && id != cover.kind().register().id()) {
                int group = cover.kind().groupOf(id);
                int key = cover.kind().register().id() << 8 | group;
                Optional<AccessMask> known = masks.get(key);
                if (known == null) {
                    known = ask(cover.kind(), group);
                    masks.put(key, known);
                }
                return known;
            }
        }
        return Optional.empty();
    }

    private Optional<AccessMask> ask(AccessMask.Kind kind, int group) {
        try {
            byte[] answer = device.call(AccessReg.COMMAND, AccessMask.request(kind, group));
            return Optional.of(AccessMask.decode(kind, group, ByteBuffer.wrap(answer)));
        } catch (Mlx5Exception e) {
            // A firmware without the mask does not say what it has; the register itself will tell.
            return Optional.empty();
        }
    }
}
