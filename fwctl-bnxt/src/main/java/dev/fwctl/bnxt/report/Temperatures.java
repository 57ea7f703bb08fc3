// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.report;

import dev.fwctl.Reply;
import dev.fwctl.bnxt.internal.Catalogs;
import dev.fwctl.bnxt.internal.Empty;
import dev.fwctl.bnxt.internal.HwrmCommand;
import dev.fwctl.bnxt.internal.Structure;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * What TEMP_MONITOR_QUERY says, in degrees Celsius.
 *
 * <p>Source: {@code struct hwrm_temp_monitor_query_output} of Linux 7.3, read as its {@code bnxt_hwmon.c} does.
 *
 * @param chip of the chip
 * @param phy of the PHY
 * @param module of the optical module; empty if there is none, or if it does not tell
 * @param warning the chip's thresholds, empty if the firmware does not tell them
 * @param critical the next one
 * @param fatal the next one
 * @param shutdown the one at which the device turns itself off
 */
public record Temperatures(
        OptionalInt chip,
        OptionalInt phy,
        OptionalInt module,
        OptionalInt warning,
        OptionalInt critical,
        OptionalInt fatal,
        OptionalInt shutdown) {

    static final class Query extends HwrmCommand<Empty, Temperatures> {
        Query() {
            super(Catalogs.commands().command("TEMP_MONITOR_QUERY"));
        }

        @Override
        protected Temperatures readReply(Empty request, Reply reply, ByteBuffer bytes) {
            Structure out = Structure.of("temp_monitor_query_output", bytes);
            boolean thresholds = out.isSet("flags_threshold_values_available");
            return new Temperatures(
                    unless(out.isSet("flags_temp_not_available"), out, "temp"),
                    unless(out.isSet("flags_phy_temp_not_available"), out, "phy_temp"),
                    unless(
                            out.isSet("flags_om_not_present") || out.isSet("flags_om_temp_not_available"),
                            out,
                            "om_temp"),
                    unless(!thresholds, out, "warn_threshold"),
                    unless(!thresholds, out, "critical_threshold"),
                    unless(!thresholds, out, "fatal_threshold"),
                    unless(!thresholds, out, "shutdown_threshold"));
        }

        private static OptionalInt unless(boolean missing, Structure out, String field) {
            return missing ? OptionalInt.empty() : OptionalInt.of(out.number(field));
        }
    }
}
