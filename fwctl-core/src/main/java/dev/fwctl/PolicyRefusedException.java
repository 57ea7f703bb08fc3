// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

/**
 * The {@link AccessPolicy} that the device was opened with refused the command. The kernel was not asked, and nothing
 * was sent.
 */
public final class PolicyRefusedException extends NotReachedException {
    private static final long serialVersionUID = 1;

    private final transient Verdict verdict;

    PolicyRefusedException(Failure failure, Verdict verdict) {
        super(failure);
        this.verdict = verdict;
    }

    /**
     * The policy's verdict.
     *
     * @return a refusal with its reason
     */
    public Verdict verdict() {
        return verdict;
    }
}
