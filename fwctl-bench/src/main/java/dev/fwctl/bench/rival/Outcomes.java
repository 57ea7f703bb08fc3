// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import dev.fwctl.Errno;
import dev.fwctl.FirmwareException;
import dev.fwctl.FwctlException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The operations that failed, by kind: an errno, a status of the firmware's, a reply too short for a status. An operation
 * that failed may be quicker than one that worked, so that nothing may be said of rivals that were not all served. Safe
 * for use by any number of threads.
 */
public abstract class Outcomes {
    private Outcomes() {}

    /** Counts failures, for a comparison to judge. */
    public static final class Counting extends Outcomes {
        private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

        @Override
        void failed(String kind) {
            counts.computeIfAbsent(kind, name -> new LongAdder()).increment();
        }

        /** What has failed since this was last asked, by kind. */
        public Map<String, Long> take() {
            Map<String, Long> taken = new TreeMap<>();
            counts.forEach((kind, count) -> {
                long failures = count.sumThenReset();
                if (failures > 0) {
                    taken.put(kind, failures);
                }
            });
            return taken;
        }
    }

    private static final class Fatal extends Outcomes {
        @Override
        void failed(String kind) {
            throw new IllegalStateException(
                    "an operation failed (" + kind + "): what would be measured is its refusal");
        }
    }

    public static Counting counting() {
        return new Counting();
    }

    /** The first failure is an exception. */
    public static Outcomes fatal() {
        return new Fatal();
    }

    abstract void failed(String kind);

    /** The kernel refused. */
    public void errno(int number) {
        failed("errno:" + number);
    }

    /** The firmware refused. */
    public void status(long status) {
        failed("status:" + status);
    }

    /** The reply ends before its status. */
    public void cutShort(int length) {
        failed("short:" + length);
    }

    /** What the library said. */
    public void add(RuntimeException e) {
        if (e instanceof FirmwareException refused) {
            status(refused.status());
        } else if (e instanceof FwctlException failed && failed.errno().isPresent()) {
            errno(failed.errno().get().number());
        } else {
            failed("exception:" + e.getClass().getSimpleName());
        }
    }

    /** A kind in words, for example {@code EINVAL} or {@code status 3}. */
    public static String words(String kind) {
        String value = kind.substring(kind.indexOf(':') + 1);
        if (kind.startsWith("errno:")) {
            return new Errno(Integer.parseInt(value)).symbol();
        }
        if (kind.startsWith("short:")) {
            return "replies of " + value + " bytes";
        }
        return kind.replace("exception:", "").replace(':', ' ');
    }
}
