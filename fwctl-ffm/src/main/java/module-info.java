// SPDX-License-Identifier: Apache-2.0

/**
 * fwctl's system calls through {@code java.lang.foreign} instead of JNA: no native library to unpack, and the cost of
 * the system call itself. Needs JDK 22 or later.
 *
 * <p>Nothing to call: put the jar beside fwctl-core's, grant native access
 * ({@code --enable-native-access=dev.fwctl.ffm}, or {@code ALL-UNNAMED} on the class path), and
 * {@link dev.fwctl.Fwctl#system} prefers it. Where native access is denied, JNA is used, and the reason is logged at
 * debug.
 */
module dev.fwctl.ffm {
    requires dev.fwctl;
    requires static org.jspecify;

    provides dev.fwctl.seam.SyscallsProvider with
            dev.fwctl.ffm.FfmProvider;
}
