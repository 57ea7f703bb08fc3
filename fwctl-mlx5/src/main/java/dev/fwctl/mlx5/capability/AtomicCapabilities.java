// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import dev.fwctl.layout.NamedValues;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Atomic operations on memory from afar.
 *
 * <p>Source: {@code mlx5_ifc_atomic_caps_bits} of Linux 7.3, operations {@code MLX5_ATOMIC_OPS_*} of its
 * {@code driver.h}.
 */
public final class AtomicCapabilities extends NamedValues {
    /** The page ATOMIC. */
    public static final CapabilityType<AtomicCapabilities> TYPE = CapabilityType.of("ATOMIC", AtomicCapabilities::new);

    private static final long COMPARE_SWAP = 1;
    private static final long FETCH_ADD = 1 << 1;
    private static final long EXTENDED_COMPARE_SWAP = 1 << 2;
    private static final long EXTENDED_FETCH_ADD = 1 << 3;

    private final CapabilityPage page;

    private AtomicCapabilities(CapabilityPage page) {
        this.page = page;
    }

    /** Each bit of the mask stands for the size that it is the value of. */
    private static List<Integer> sizes(long mask) {
        return IntStream.range(0, Short.SIZE)
                .map(bit -> 1 << bit)
                .filter(size -> (mask & size) != 0)
                .boxed()
                .toList();
    }

    /** Whether it compares and swaps 8 bytes. */
    public boolean compareSwap() {
        return (page.number("atomic_operations") & COMPARE_SWAP) != 0;
    }

    /** Whether it fetches and adds 8 bytes. */
    public boolean fetchAdd() {
        return (page.number("atomic_operations") & FETCH_ADD) != 0;
    }

    /** Whether it compares and swaps other sizes, under masks. */
    public boolean extendedCompareSwap() {
        return (page.number("atomic_operations") & EXTENDED_COMPARE_SWAP) != 0;
    }

    /** Whether it fetches and adds other sizes, under masks. */
    public boolean extendedFetchAdd() {
        return (page.number("atomic_operations") & EXTENDED_FETCH_ADD) != 0;
    }

    /** How many bytes an operation of a queue pair may have, ascending. */
    public List<Integer> queuePairSizes() {
        return sizes(page.number("atomic_size_qp"));
    }

    /** How many bytes an operation of a dynamically connected transport may have, ascending. */
    public List<Integer> dcSizes() {
        return sizes(page.number("atomic_size_dc"));
    }

    /** Whether results of 8 bytes can come in the host's byte order rather than big-endian. */
    public boolean hostEndianResponses() {
        return page.has("supported_atomic_req_8B_endianness_mode_1");
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("compareSwap", compareSwap());
        to.accept("fetchAdd", fetchAdd());
        to.accept("extendedCompareSwap", extendedCompareSwap());
        to.accept("extendedFetchAdd", extendedFetchAdd());
        to.accept("queuePairSizes", queuePairSizes());
        to.accept("dcSizes", dcSizes());
        to.accept("hostEndianResponses", hostEndianResponses());
    }
}
