// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.guest;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What needs a kernel whose {@code bnxt_fwctl} takes memory by address, as Linux 7.3's does and 7.2's does not; skipped
 * elsewhere, and in a guest without such a device. The driver says so in {@code FWCTL_INFO}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsBnxtMemory.Condition.class)
public @interface NeedsBnxtMemory {
    /** Asks the driver. */
    final class Condition implements ExecutionCondition {
        /** {@code FWCTL_BNXT_DMA_COMMANDS} of {@code include/uapi/fwctl/bnxt.h}, a bit of the first word. */
        private static final int DMA_COMMANDS = 1 << 3;

        private static final String DRIVER = "bnxt_en";

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Client.nodes(DRIVER).isEmpty()) {
                return ConditionEvaluationResult.disabled(Client.missing(DRIVER));
            }
            return holds()
                    ? ConditionEvaluationResult.enabled("bnxt takes memory by address")
                    : ConditionEvaluationResult.disabled("this kernel's bnxt takes no memory by address");
        }

        /** Whether the first function's driver takes memory by address; the guest has to have one. */
        public static boolean holds() {
            try (FwctlDevice device = Fwctl.system().open(Client.first(DRIVER))) {
                return (device.info().data()[0] & DMA_COMMANDS) != 0;
            }
        }
    }
}
