// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import dev.fwctl.seam.SeamUnavailableException;
import dev.fwctl.seam.SupportedPlatforms;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.SyscallsProvider;
import java.util.Locale;

/** Offers the seam over JNA, and turns each way in which JNA fails to load into a message with the cure. */
public final class JnaProvider implements SyscallsProvider {
    @Override
    public String name() {
        return "jna";
    }

    @Override
    public int priority() {
        return JNA_PRIORITY;
    }

    @Override
    public Syscalls load() throws SeamUnavailableException {
        SupportedPlatforms.require(name(), System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        try {
            JnaSyscalls syscalls = new JnaSyscalls();
            // Binds everything now: a class that failed to initialize says so only once.
            syscalls.close(-1);
            return syscalls;
        } catch (LinkageError | RuntimeException e) {
            throw explain(e);
        } catch (Error e) {
            // JNA throws a plain Error for natives of another version.
            if (e.getClass() == Error.class) {
                throw explain(e);
            }
            throw e;
        }
    }

    private static SeamUnavailableException explain(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = String.valueOf(root.getMessage()).strip().replaceAll("\\s+", " ");
        return new SeamUnavailableException(
                "jna", root.getClass().getSimpleName() + ": " + reason, cure(reason), error);
    }

    static String cure(String reason) {
        String text = reason.toLowerCase(Locale.ROOT);
        if (text.contains("incompatible jna native library")) {
            return "A native library of another JNA version was found first, usually the distribution's. Remove"
                    + " -Djna.boot.library.path and -Djna.nosys=false, or point -Djna.boot.library.path at a"
                    + " libjnidispatch.so taken from the same jna-jpms jar";
        }
        if (text.contains("failed to map segment") || text.contains("operation not permitted")) {
            return "JNA unpacks its native library below ~/.cache/JNA or java.io.tmpdir, and that file system is mounted"
                    + " noexec. Set -Djna.tmpdir to a directory on a file system without noexec, or unpack"
                    + " libjnidispatch.so once and set -Djna.boot.library.path=DIR -Djna.nounpack=true";
        }
        if (text.contains("ld-musl") || text.contains("musl") || text.contains("ld-linux")) {
            return "JNA's native library needs glibc. On a musl system such as Alpine, install the distribution's JNA"
                    + " natives of the same version and set -Djna.boot.library.path, or run a JDK 22 or later with"
                    + " fwctl-ffm, which brings no native library";
        }
        if (text.contains("no space left") || text.contains("quota")) {
            return "JNA unpacks its native library below ~/.cache/JNA or java.io.tmpdir, and that file system is full."
                    + " Free some 100 KiB there, or set -Djna.tmpdir to a directory on another one";
        }
        if (text.contains("permission denied")
                || text.contains("read-only file system")
                || text.contains("not writable")) {
            return "JNA cannot write its native library. Set -Djna.tmpdir to a writable directory on a file system"
                    + " without noexec";
        }
        if (text.contains("temporary") && (text.contains("does not exist") || text.contains("no such file"))
                || text.contains("not a valid path")) {
            return "The folder into which JNA unpacks its native library does not exist. Make it, or set -Djna.tmpdir or"
                    + " -Djava.io.tmpdir to one that does";
        }
        if (text.contains("illegal native access") || text.contains("native access")) {
            return "Start the JVM with --enable-native-access=com.sun.jna (module path) or"
                    + " --enable-native-access=ALL-UNNAMED (class path)";
        }
        if (text.contains("could not find jna native support")) {
            return "JNA was told not to unpack its native library (-Djna.nounpack=true), and -Djna.boot.library.path names no"
                    + " directory with a libjnidispatch.so taken from the same jna-jpms jar";
        }
        if (text.contains("com/sun/jna")) {
            return "JNA is not there. On the module path, put \"requires com.sun.jna\" into your module's descriptor or start"
                    + " the JVM with --add-modules com.sun.jna; on the class path, add jna-jpms. With JDK 22 or later,"
                    + " fwctl-ffm does without JNA";
        }
        if (text.contains("could not initialize class")) {
            return "JNA failed to load before; the first failure in this JVM has the cause. Check that jna-jpms is on the"
                    + " class path once, and that no other version of jna is";
        }
        return "Start the JVM with -Djna.debug_load=true -Djna.debug_load.jna=true to see what JNA tries, and see the"
                + " README's section on native code";
    }
}
