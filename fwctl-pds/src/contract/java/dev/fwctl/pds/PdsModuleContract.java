// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.pds;

import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcScope;
import dev.fwctl.VendorModule;
import dev.fwctl.testkit.contract.KnownPayload;
import dev.fwctl.testkit.contract.Sample;
import dev.fwctl.testkit.contract.VendorModuleContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The trials of the pds module, wherever the device is: on the simulated kernel, or in the lab on the real one, with the
 * same operations.
 */
public abstract class PdsModuleContract implements VendorModuleContract {
    private static final PdsOperation READ = new PdsOperation(0x10, 0x10001, RpcScope.CONFIGURATION);
    private static final PdsOperation WRITE = new PdsOperation(0x10, 0x10002, RpcScope.CONFIGURATION);
    private static final PdsOperation SYNC = new PdsOperation(0x10, 0x10003, RpcScope.CONFIGURATION);
    private static final PdsOperation READ_LEVEL = new PdsOperation(0x20, 0x10010, RpcScope.DEBUG_READ_ONLY);
    private static final PdsOperation WRITE_LEVEL = new PdsOperation(0x20, 0x10011, RpcScope.DEBUG_WRITE);
    private static final PdsOperation SET_LEVEL = new PdsOperation(0x20, 0x10012, RpcScope.DEBUG_WRITE_FULL);

    private final PdsModule module = new PdsModule();

    /** For the classes that say where. */
    protected PdsModuleContract() {}

    /** The system with the device. */
    protected abstract Fwctl system();

    /** The device. What it is set to need not be restored. */
    protected abstract FwctlNode node();

    @Override
    public VendorModule module() {
        return module;
    }

    @Override
    public Optional<Fwctl> fwctl() {
        return Optional.of(system());
    }

    @Override
    public Optional<FwctlNode> node(Fwctl system) {
        return Optional.of(node());
    }

    /** Reads whose replies differ; the first needs more than the lowest scope. */
    public static List<Sample<?, ?>> reads() {
        return List.of(rpc(READ_LEVEL, 4), rpc(READ, 64, 2, 0, 0, 0), rpc(READ, 64, 3, 0, 0, 0));
    }

    /** What it writes is only staged. */
    public static Sample<?, ?> write() {
        return rpc(WRITE, 0, 1, 0, 0, 0, 9, 9);
    }

    /** There are sixteen slots. */
    public static Sample<?, ?> refused() {
        return rpc(READ, 64, 99, 0, 0, 0);
    }

    private static Sample<PdsRpc.Request, byte[]> rpc(PdsOperation operation, int room, int... payload) {
        byte[] bytes = new byte[payload.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) payload[i];
        }
        return new Sample<>(PdsRpc.COMMAND, new PdsRpc.Request(operation, bytes, room));
    }

    @Override
    public List<Sample<?, ?>> samples() {
        return List.of(
                rpc(READ, 64, 2, 0, 0, 0),
                rpc(WRITE, 0, 1, 0, 0, 0, 9, 9),
                rpc(SYNC, 0),
                rpc(READ_LEVEL, 4),
                rpc(WRITE_LEVEL, 0, 3, 0, 0, 0),
                rpc(SET_LEVEL, 0, 4, 0, 0, 0),
                new Sample<>(ScopeProbe.COMMAND, READ),
                new Sample<>(ScopeProbe.COMMAND, READ_LEVEL));
    }

    /** The driver fails to copy a payload of the probe's, after it has checked the scope. */
    @Override
    public Map<String, Errno> errnosOfLeave() {
        return Map.of("pds.probe-scope", Errno.EFAULT);
    }

    /** Slot N holds 11 N + 5 i + 3 at byte i; what is staged counts when it is synced. */
    @Override
    public List<KnownPayload<?>> knownPayloads() {
        return List.of(
                new KnownPayload<>(List.of(), rpc(READ, 4, 2, 0, 0, 0), new byte[] {25, 30, 35, 40}),
                new KnownPayload<>(
                        List.of(rpc(WRITE, 0, 3, 0, 0, 0, 0x77, 0x78), rpc(SYNC, 0)),
                        rpc(READ, 3, 3, 0, 0, 0),
                        new byte[] {0x77, 0x78, 46}));
    }

    /** The transport is public, what an operation means is not. */
    @Override
    public Set<String> undocumented() {
        return Set.of("pds.rpc");
    }
}
