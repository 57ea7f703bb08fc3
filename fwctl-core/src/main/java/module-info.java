// SPDX-License-Identifier: Apache-2.0

/**
 * Typed, policed and observable access to device firmware through Linux's fwctl subsystem.
 *
 * <p>Start at {@link dev.fwctl.Fwctl}: it lists the nodes below {@code /dev/fwctl}, opens one as a
 * {@link dev.fwctl.FwctlDevice}, and sends it {@link dev.fwctl.Command}s. Vendor modules such as
 * {@code dev.fwctl.cxl} bring the commands; this module knows no vendor.
 *
 * <p>The native calls go through JNA, or through the module {@code dev.fwctl.ffm} where that is there. A program on the
 * module path says which: {@code requires com.sun.jna} or {@code requires dev.fwctl.ffm} in its own descriptor, or {@code
 * --add-modules}. On JDK 24 or later it grants native access to that module alone, for example {@code
 * --enable-native-access=com.sun.jna}. On the class path: {@code --enable-native-access=ALL-UNNAMED}.
 */
module dev.fwctl {
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;
    requires static com.sun.jna;
    requires static jdk.jfr;
    requires static org.jspecify;

    exports dev.fwctl;
    exports dev.fwctl.audit;
    exports dev.fwctl.audit.proof;
    exports dev.fwctl.json;
    exports dev.fwctl.kernel;
    exports dev.fwctl.layout;
    exports dev.fwctl.policy;
    exports dev.fwctl.seam;
    exports dev.fwctl.settings;
    exports dev.fwctl.settings.fleet;
    exports dev.fwctl.settings.journal;
    exports dev.fwctl.settings.knobs;
    exports dev.fwctl.settings.lock;
    exports dev.fwctl.settings.model;
    exports dev.fwctl.settings.plan;
    exports dev.fwctl.settings.result;

    uses dev.fwctl.seam.SyscallsProvider;
    uses dev.fwctl.VendorModule;
}
