// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.report;

import dev.fwctl.Reply;
import dev.fwctl.bnxt.internal.Catalogs;
import dev.fwctl.bnxt.internal.Empty;
import dev.fwctl.bnxt.internal.HwrmCommand;
import dev.fwctl.bnxt.internal.Structure;
import dev.fwctl.layout.NamedValues;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/**
 * Temperatures and thresholds of TEMP_MONITOR_QUERY, in degrees Celsius.
 *
 * <p>Source: {@code struct hwrm_temp_monitor_query_output} of Linux 7.3, read as its {@code bnxt_hwmon.c} does.
 */
public final class Temperatures extends NamedValues {
    private final Structure out;

    private Temperatures(Structure out) {
        this.out = out;
    }

    static final class Query extends HwrmCommand<Empty, Temperatures> {
        Query() {
            super(Catalogs.commands().command("TEMP_MONITOR_QUERY"));
        }

        @Override
        protected Temperatures readReply(Empty request, Reply reply, ByteBuffer bytes) {
            Structure out = Structure.of("temp_monitor_query_output", bytes);
            return new Temperatures(out);
        }
    }

    private OptionalInt unless(String missing, String field) {
        return out.isSet(missing) ? OptionalInt.empty() : OptionalInt.of(out.number(field));
    }

    private OptionalInt threshold(String field) {
        return out.isSet("flags_threshold_values_available") ? OptionalInt.of(out.number(field)) : OptionalInt.empty();
    }

    /** The temperature of the chip; empty if it is not available. */
    public OptionalInt chip() {
        return unless("flags_temp_not_available", "temp");
    }

    /** The temperature of the PHY; empty if it is not available. */
    public OptionalInt phy() {
        return unless("flags_phy_temp_not_available", "phy_temp");
    }

    /** The temperature of the optical module; empty if there is none, or if it does not tell. */
    public OptionalInt module() {
        return out.isSet("flags_om_not_present")
                ? OptionalInt.empty()
                : unless("flags_om_temp_not_available", "om_temp");
    }

    /** The chip's threshold for a warning; empty if the firmware does not tell it. */
    public OptionalInt warning() {
        return threshold("warn_threshold");
    }

    /** The chip's critical threshold; empty if the firmware does not tell it. */
    public OptionalInt critical() {
        return threshold("critical_threshold");
    }

    /** The chip's fatal threshold; empty if the firmware does not tell it. */
    public OptionalInt fatal() {
        return threshold("fatal_threshold");
    }

    /** The temperature at which the device turns itself off; empty if the firmware does not tell it. */
    public OptionalInt shutdown() {
        return threshold("shutdown_threshold");
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("chip", chip());
        to.accept("phy", phy());
        to.accept("module", module());
        to.accept("warning", warning());
        to.accept("critical", critical());
        to.accept("fatal", fatal());
        to.accept("shutdown", shutdown());
    }
}
