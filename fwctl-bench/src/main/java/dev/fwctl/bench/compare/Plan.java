// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.compare;

/**
 * The division of a time among some rivals: in how many processes each, how long they warm up at most, and how many
 * turns of which length follow. A rival whose operation takes long gets turns of a few operations and a short warm-up,
 * since what the JIT can still win is then nothing beside the operation.
 *
 * @param processes of each rival, one set after the other
 * @param warmSeconds for each process, at most
 * @param rounds turns of each process
 * @param turnSeconds how long a turn takes
 */
record Plan(int processes, double warmSeconds, int rounds, double turnSeconds) {
    /** Shorter than what a scheduler gives a thread before it is another's turn: most turns are whole. */
    private static final double TURN = 0.002;

    /** Starting a JVM, and its practice: see {@link Crew#warm}. */
    private static final double BEGINNING = 0.6;

    private static final double WARM_SHARE = 0.6;
    private static final double WARM_AT_MOST = 6;
    private static final double WARM_AT_LEAST = 0.2;
    /** Time for a JVM to settle and for its turns; what is left of it makes more processes. */
    private static final double ENOUGH = 2.4;

    private static final int ROUNDS_AT_MOST = 300;
    private static final int ROUNDS_AT_LEAST = 5;
    private static final int PROCESSES_AT_LEAST = 3;

    /**
     * Spends a time.
     *
     * @param seconds how much there is
     * @param rivals among how many
     * @param operationNanos about what one operation takes
     * @param mostProcesses as many processes as this, if the time allows
     */
    static Plan of(double seconds, int rivals, double operationNanos, int mostProcesses) {
        double turn = Math.max(TURN, operationNanos / 1e9);
        int processes = mostProcesses;
        while (processes > PROCESSES_AT_LEAST && each(seconds, rivals, processes) < ENOUGH + ROUNDS_AT_LEAST * turn) {
            processes--;
        }
        double each = Math.max(0, each(seconds, rivals, processes));
        double warm = Math.max(WARM_AT_LEAST, Math.min(WARM_AT_MOST, each * WARM_SHARE));
        int rounds = (int) Math.max(ROUNDS_AT_LEAST, Math.min(ROUNDS_AT_MOST, (each - warm) / turn));
        return new Plan(processes, warm, rounds, turn);
    }

    /** What is left for each process once it has started. */
    private static double each(double seconds, int rivals, int processes) {
        return seconds / (rivals * processes) - BEGINNING;
    }

    /** How long it takes for so many rivals, at most. */
    double seconds(int rivals) {
        return processes * rivals * (BEGINNING + warmSeconds + rounds * turnSeconds);
    }
}
