// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fwctl.Command;
import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.VendorModule;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

/** What an empty module cannot show is not shown: a rule that was tried on nothing is skipped, with the reason. */
class EmptyModuleTest {
    private final SimulatedKernel kernel = SimulatedKernel.create();

    EmptyModuleTest() {
        kernel.plug(
                Placement.platform("empty.0"),
                SimulatedDriver.of("empty_fw", 0, (scope, request, outLength) -> Answer.refuse(Errno.EINVAL)));
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    private enum Rule {
        V03(VendorModuleContract::everyCommandIsTried),
        V04(VendorModuleContract::theEffectsArePublished),
        V05(VendorModuleContract::aRequestFillsTheBytesThatItAnnounces),
        V06(VendorModuleContract::aRequestIsEncodedTheSameEachTime),
        V07(VendorModuleContract::theLeastScopeIsAccepted),
        V08(VendorModuleContract::theNextLowerScopeIsRefused),
        V09(VendorModuleContract::decodersSurviveHostileReplies),
        V13(VendorModuleContract::aReadNeedsNoScopeThatTaints),
        V17(AttachmentContract::noAddressIsKept);

        private final Consumer<VendorModuleContract> test;

        Rule(Consumer<VendorModuleContract> test) {
            this.test = test;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRuleWithoutSamplesIsSkipped(Rule rule) {
        TestAbortedException skipped =
                assertThrows(TestAbortedException.class, () -> rule.test.accept(new Contract(kernel.fwctl())));
        String empty = rule == Rule.V03 ? "commands()" : "samples()";
        assertEquals(empty + " is empty", skipped.getMessage().replaceAll(":.*", ""));
    }

    private record Contract(Fwctl system) implements VendorModuleContract {
        @Override
        public VendorModule module() {
            return new Empty();
        }

        @Override
        public Optional<Fwctl> fwctl() {
            return Optional.of(system);
        }

        @Override
        public List<Sample<?, ?>> samples() {
            return List.of();
        }

        @Override
        public String place() {
            return "";
        }
    }

    private static final class Empty implements VendorModule {
        @Override
        public int spi() {
            return SPI;
        }

        @Override
        public String name() {
            return "empty";
        }

        @Override
        public Set<String> drivers() {
            return Set.of("empty_fw");
        }

        @Override
        public List<Command<?, ?>> commands() {
            return List.of();
        }
    }
}
