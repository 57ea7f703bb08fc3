// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.NoSuchDeviceException;
import dev.fwctl.PermissionDeniedException;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.contract.watch.Taint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An open device for {@link FwctlDeviceContract}. */
final class DeviceProbe {
    private static final AccessPolicy EVERYTHING = AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL);

    final FwctlNode node;
    final FwctlDevice device;
    private final FwctlDeviceContract contract;

    /** A test of one rule. */
    interface Body {
        void run(DeviceProbe probe) throws Exception;
    }

    private DeviceProbe(FwctlDeviceContract contract, FwctlDevice device) {
        this.contract = contract;
        this.device = device;
        this.node = device.node();
    }

    static void with(FwctlDeviceContract contract, ContractRule rule, Body body) {
        String name = contract.device().orElse(null);
        rule.holds(name == null ? "" : contract.place(), () -> {
            if (name == null) {
                throw ContractRule.skip("there is no device to try");
            }
            try (FwctlDevice device = contract.fwctl().withPolicy(EVERYTHING).open(name)) {
                body.run(new DeviceProbe(contract, device));
            } catch (PermissionDeniedException e) {
                if (e.call().isPresent()) {
                    throw e;
                }
                throw ContractRule.skip("this process may not open the device: " + e.getMessage());
            } catch (NoSuchDeviceException e) {
                throw new AssertionError(e.getMessage(), e);
            }
        });
    }

    /** Fails unless two replies are equal; arrays are compared by what is in them. */
    static void assertSame(@Nullable Object expected, @Nullable Object got) {
        if (!Objects.deepEquals(expected, got)) {
            throw new AssertionError("one reply was " + expected + ", another one " + got);
        }
    }

    FwctlDevice open() {
        return contract.fwctl().withPolicy(EVERYTHING).open(node);
    }

    FwctlDevice open(String name) {
        return contract.fwctl().withPolicy(EVERYTHING).open(name);
    }

    boolean isTainted() throws Exception {
        return Taint.isSet(contract.fwctl().root());
    }
}
