// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import dev.fwctl.NotReachedException;
import dev.fwctl.RpcCall;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A Set Feature that the kernel or the device would refuse, so it was not sent. */
public final class PreflightException extends NotReachedException {
    private static final long serialVersionUID = 1;

    private final transient List<Obstacle> obstacles;

    public PreflightException(RpcCall call, List<Obstacle> obstacles) {
        super(
                Objects.requireNonNull(call, "call"),
                "not sent, for it would be refused: " + reasons(obstacles),
                "To send it anyway, name what you know more about: SetOptions.despite");
        this.obstacles = List.copyOf(obstacles);
    }

    /**
     * Why it would be refused.
     *
     * @return the reasons in the order in which the kernel would come upon them, at least one
     */
    public List<Obstacle> obstacles() {
        return obstacles;
    }

    private static String reasons(List<Obstacle> obstacles) {
        Objects.requireNonNull(obstacles, "obstacles")
                .forEach(obstacle -> Objects.requireNonNull(obstacle, "an element of obstacles"));
        return obstacles.stream().map(Obstacle::reason).collect(Collectors.joining("; "));
    }
}
