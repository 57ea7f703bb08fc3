// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A test of whether something that gets faster while it runs has stopped doing so. Fed the time per operation of short
 * windows, one after the other, it looks at the last {@value #LOOKED_AT}: the best of the newer half must be no more
 * than {@value #PER_CENT} per cent better than the best of the older one, nor the medians further apart than that, and
 * the JIT must have compiled next to nothing in the newer half. What disturbs the machine makes windows slower, never faster,
 * so that the best ones tell progress from noise.
 *
 * <p>On a machine that is never quiet for {@value #LOOKED_AT} windows that test is never passed, by a program without a JIT
 * either. When the time for it is over, {@link #progressing} asks for less: for evidence that it still gets faster, which
 * nothing does by itself that has no JIT, or one that no longer works. The noise itself is left to the intervals. Not safe for use by several threads.
 */
public final class SteadyState {
    static final int LOOKED_AT = 10;
    static final int PER_CENT = 2;
    /** Medians feel the noise that the best ones do not. */
    private static final double MEDIANS = 5 * PER_CENT / 100.0;

    private static final double TOLERANCE = PER_CENT / 100.0;
    /** What the JIT compiles in less are a few small methods at the edge: what takes an order and gives an answer. */
    private static final int COMPILER_MILLIS = 2;

    private record Window(double perOperation, long compilerMillis) {}

    private final List<Window> windows = new ArrayList<>();

    /** Nothing seen yet. */
    public SteadyState() {}

    /**
     * Adds a window.
     *
     * @param perOperation time per operation, in any unit
     * @param compilerMillis how long the JIT has worked since the process began; 0 where there is none
     * @return {@link #reached()} now
     */
    public boolean add(double perOperation, long compilerMillis) {
        windows.add(new Window(perOperation, compilerMillis));
        return reached();
    }

    /**
     * Whether the last windows are all alike.
     *
     * @return false as long as there are too few
     */
    public boolean reached() {
        int n = windows.size();
        if (n < LOOKED_AT) {
            return false;
        }
        List<Window> older = windows.subList(n - LOOKED_AT, n - LOOKED_AT / 2);
        List<Window> newer = windows.subList(n - LOOKED_AT / 2, n);
        return alike(best(older), best(newer), TOLERANCE)
                && alike(median(older), median(newer), MEDIANS)
                && !compiledFrom(n - LOOKED_AT / 2);
    }

    /**
     * Whether there is reason to believe that it would get faster yet; asked when the time to wait for {@link #reached} is
     * over. The JIT was at work in the last {@value #LOOKED_AT} / 2 windows; or it was in the second half of all of them, and
     * of that half the best of the newer part is better than the best of the older one. Where no JIT worked, what gets faster
     * is the machine.
     *
     * @return if there are too few windows to tell, whether {@link #reached} has not been
     */
    public boolean progressing() {
        int n = windows.size();
        if (n < 2 * LOOKED_AT) {
            return !reached();
        }
        List<Window> older = windows.subList(n / 2, n - n / 4);
        List<Window> newer = windows.subList(n - n / 4, n);
        return compiledFrom(n - LOOKED_AT / 2) || compiledFrom(n / 2) && best(newer) < best(older) * (1 - TOLERANCE);
    }

    /** Whether the JIT worked from this window to the last. */
    private boolean compiledFrom(int first) {
        return windows.get(windows.size() - 1).compilerMillis()
                        - windows.get(first).compilerMillis()
                > COMPILER_MILLIS;
    }

    private static boolean alike(double before, double after, double tolerance) {
        return Math.abs(after / before - 1) <= tolerance;
    }

    private static double best(List<Window> windows) {
        return windows.stream().mapToDouble(Window::perOperation).min().orElseThrow();
    }

    private static double median(List<Window> windows) {
        List<Window> sorted = new ArrayList<>(windows);
        sorted.sort(Comparator.comparingDouble(Window::perOperation));
        return sorted.get(sorted.size() / 2).perOperation();
    }
}
