// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A module for the fake kernel's device: it tells what a raw request does by its opcode. */
final class ToyModule implements VendorModule {
    @Override
    public String name() {
        return "toy";
    }

    @Override
    public Set<String> drivers() {
        return Set.of("toy_fwctl");
    }

    @Override
    public List<Command<?, ?>> commands() {
        return List.of(ToyCommand.READ, ToyCommand.WRITE);
    }

    @Override
    public Map<Integer, String> deviceTypes() {
        return Map.of(77, "toy");
    }

    @Override
    public Effects effects(ByteBuffer request) {
        return request.getInt(0) == ToyCommand.READ.opcode()
                ? ToyCommand.READ.published()
                : ToyCommand.WRITE.published();
    }

    @Override
    public Reach reach(Errno errno) {
        return errno.equals(Errno.EBUSY) ? Reach.REFUSED : Reach.usual(errno);
    }
}
