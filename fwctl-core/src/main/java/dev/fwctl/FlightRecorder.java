// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import org.jspecify.annotations.Nullable;

/** The JDK's flight recorder, where the runtime has one: {@code jdk.jfr} is an optional module. */
final class FlightRecorder {
    private static final boolean PRESENT =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private FlightRecorder() {}

    /** Whether somebody has used the recorder, so that there may be a recording. */
    static boolean isOn() {
        return PRESENT && jdk.jfr.FlightRecorder.isInitialized();
    }

    /**
     * An event to be filled.
     *
     * @return null if no recording wants it, or there is no flight recorder. As long as nobody has used the recorder,
     *     {@link JfrRpcEvent} is not even loaded: with it comes a good part of the recorder, a fifth of the life of a
     *     program that sends one RPC
     */
    public static @Nullable JfrRpcEvent event() {
        return isOn() ? JfrRpcEvent.ifEnabled() : null;
    }
}
