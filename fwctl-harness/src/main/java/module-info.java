// SPDX-License-Identifier: Apache-2.0

/** Measures fwctl commands of any vendor module, and says what the numbers can be trusted for. */
module dev.fwctl.harness {
    requires transitive dev.fwctl;
    requires java.management;
    requires org.apache.commons.statistics.distribution;
    requires static org.jspecify;

    exports dev.fwctl.harness.machine;
    exports dev.fwctl.harness.stats;
}
