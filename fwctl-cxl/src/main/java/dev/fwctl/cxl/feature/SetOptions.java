// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import static java.util.Objects.requireNonNull;

import dev.fwctl.RpcScope;
import dev.fwctl.cxl.internal.Ranges;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Options for writing a Feature with {@code CxlDevice}, where the usual way will not do. Immutable. */
public final class SetOptions {
    private static final SetOptions USUAL = new SetOptions(0, OptionalInt.empty(), Optional.empty(), Set.of());

    private final int offset;
    private final OptionalInt version;
    private final Optional<RpcScope> scope;
    private final Set<Obstacle.Kind> despite;

    private SetOptions(int offset, OptionalInt version, Optional<RpcScope> scope, Set<Obstacle.Kind> despite) {
        this.offset = offset;
        this.version = version;
        this.scope = scope;
        this.despite = despite;
    }

    /**
     * The usual way: from offset 0, in the version that the device takes, at the least scope. The kernel makes every
     * request ask for a value that is saved across resets, and cuts the data to the size of the mailbox.
     *
     * @return the options
     */
    public static SetOptions usual() {
        return USUAL;
    }

    /**
     * These options with another offset. A device may ignore it in a request that carries all of its data at once: see
     * {@link Obstacle.Kind#OFFSET_MAY_BE_IGNORED}.
     *
     * @param newOffset where in the Feature's data the first byte goes, 0 to 65535
     * @return new options
     */
    public SetOptions withOffset(int newOffset) {
        return new SetOptions(Ranges.check("the offset", newOffset, 0xffff), version, scope, despite);
    }

    /**
     * These options with another version of the data.
     *
     * @param newVersion the version, 0 to 255
     * @return new options
     */
    public SetOptions withVersion(int newVersion) {
        return new SetOptions(offset, OptionalInt.of(Ranges.check("the version", newVersion, 0xff)), scope, despite);
    }

    /**
     * These options with another scope.
     *
     * @param newScope the scope to declare
     * @return new options
     */
    public SetOptions withScope(RpcScope newScope) {
        return new SetOptions(offset, version, Optional.of(requireNonNull(newScope, "newScope")), despite);
    }

    /**
     * These options, and the request is sent despite an obstacle that the caller knows more about: what the kernel, the
     * device and the policy say then is theirs to say.
     *
     * @param kind the obstacle
     * @return new options
     */
    public SetOptions despite(Obstacle.Kind kind) {
        Set<Obstacle.Kind> more = EnumSet.of(requireNonNull(kind, "kind"));
        more.addAll(despite);
        return new SetOptions(offset, version, scope, Set.copyOf(more));
    }

    /**
     * The first byte that is written.
     *
     * @return where in the Feature's data it lies, 0 to 65535
     */
    public int offset() {
        return offset;
    }

    /**
     * The version of the data.
     *
     * @return 0 to 255; empty for the one that the device takes
     */
    public OptionalInt version() {
        return version;
    }

    /**
     * The scope to declare.
     *
     * @return empty for the least that will do
     */
    public Optional<RpcScope> scope() {
        return scope;
    }

    /**
     * Whether to send the request although there is an obstacle.
     *
     * @param obstacle the obstacle
     * @return whether the caller said so
     */
    public boolean ignores(Obstacle obstacle) {
        return despite.contains(requireNonNull(obstacle, "obstacle").kind());
    }

    @Override
    public String toString() {
        return "SetOptions[offset=" + offset + ", version=" + version + ", scope=" + scope + ", despite=" + despite
                + "]";
    }
}
