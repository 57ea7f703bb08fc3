// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Atomic operations on memory from afar.
 *
 * <p>Source: {@code mlx5_ifc_atomic_caps_bits} of Linux 7.3, operations {@code MLX5_ATOMIC_OPS_*} of its
 * {@code driver.h}.
 *
 * @param compareSwap whether it compares and swaps 8 bytes
 * @param fetchAdd whether it fetches and adds 8 bytes
 * @param extendedCompareSwap whether it compares and swaps other sizes, under masks
 * @param extendedFetchAdd whether it fetches and adds other sizes, under masks
 * @param queuePairSizes how many bytes an operation of a queue pair may have, ascending
 * @param dcSizes how many bytes an operation of a dynamically connected transport may have, ascending
 * @param hostEndianResponses whether results of 8 bytes can come in the host's byte order rather than big-endian
 */
public record AtomicCapabilities(
        boolean compareSwap,
        boolean fetchAdd,
        boolean extendedCompareSwap,
        boolean extendedFetchAdd,
        List<Integer> queuePairSizes,
        List<Integer> dcSizes,
        boolean hostEndianResponses) {
    /** The page ATOMIC. */
    public static final CapabilityType<AtomicCapabilities> TYPE = CapabilityType.of("ATOMIC", AtomicCapabilities::pick);

    private static final long COMPARE_SWAP = 1;
    private static final long FETCH_ADD = 1 << 1;
    private static final long EXTENDED_COMPARE_SWAP = 1 << 2;
    private static final long EXTENDED_FETCH_ADD = 1 << 3;

    /** Copies the lists. */
    public AtomicCapabilities {
        queuePairSizes = List.copyOf(queuePairSizes);
        dcSizes = List.copyOf(dcSizes);
    }

    private static AtomicCapabilities pick(CapabilityPage page) {
        long operations = page.number("atomic_operations");
        return new AtomicCapabilities(
                (operations & COMPARE_SWAP) != 0,
                (operations & FETCH_ADD) != 0,
                (operations & EXTENDED_COMPARE_SWAP) != 0,
                (operations & EXTENDED_FETCH_ADD) != 0,
                sizes(page.number("atomic_size_qp")),
                sizes(page.number("atomic_size_dc")),
                page.has("supported_atomic_req_8B_endianness_mode_1"));
    }

    /** Each bit of the mask stands for the size that it is the value of. */
    private static List<Integer> sizes(long mask) {
        return IntStream.range(0, Short.SIZE)
                .map(bit -> 1 << bit)
                .filter(size -> (mask & size) != 0)
                .boxed()
                .toList();
    }
}
