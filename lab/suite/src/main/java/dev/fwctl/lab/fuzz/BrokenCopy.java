// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import dev.fwctl.Errno;
import java.nio.ByteBuffer;

/**
 * What a copy to user memory may leave where it meets a page that is not there. The kernel promises EFAULT and nothing
 * about the bytes in front of that page: x86 writes all of them, arm64 ({@code arch/arm64/lib/copy_template.S}) none of a
 * store that reaches over the boundary, and its widest store has 16 bytes.
 *
 * @param bytes how many at the end of a region may be written or not
 */
record BrokenCopy(int bytes) {
    private static final BrokenCopy WHOLE = new BrokenCopy(0);
    private static final BrokenCopy BY_SIXTEEN = new BrokenCopy(15);

    /**
     * Of a processor.
     *
     * @param arch the property {@code os.arch}
     */
    static BrokenCopy of(String arch) {
        return arch.equals("aarch64") ? BY_SIXTEEN : WHOLE;
    }

    /**
     * Where two memories differ after a call; what this processor may have left alone is then the same in both.
     *
     * @param answer what both kernels answered
     * @return the first byte, or a negative number
     */
    int mismatch(String answer, ByteBuffer expected, ByteBuffer simulated) {
        int at = expected.mismatch(simulated);
        int tail = expected.limit() - bytes;
        if (at < 0 || at < tail || simulated.isReadOnly() || !answer.equals(String.valueOf(-Errno.EFAULT.number()))) {
            return at;
        }
        simulated.put(tail, expected, tail, bytes);
        return -1;
    }
}
