// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import dev.fwctl.VendorModule;
import dev.fwctl.settings.model.UnitWrite;
import dev.fwctl.testkit.EchoBench;
import dev.fwctl.testkit.TestCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A module that forgot to return something: the rule fails by the name of the command, not deep inside the contract. */
@NullUnmarked
class NullsOfAModuleTest {
    private record Forgetful(List<Command<?, ?>> commands) implements VendorModule, VendorModuleContract {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public Set<String> drivers() {
            return Set.of("test");
        }

        @Override
        public VendorModule module() {
            return this;
        }

        @Override
        public String place() {
            return "bench-7";
        }

        @Override
        public List<Sample<?, ?>> samples() {
            List<Sample<?, ?>> samples = new ArrayList<>();
            commands.forEach(command -> samples.add(new Sample<>((TestCommand) command, new byte[0])));
            return samples;
        }
    }

    private static TestCommand command(SpecReference specification, Effects effects, RpcScope least) {
        return new TestCommand("test.read", specification, effects, least, 4, null, null);
    }

    private static void failsWith(String text, List<Command<?, ?>> commands, Consumer<VendorModuleContract> rule) {
        AssertionError e =
                assertThrows(AssertionError.class, () -> unreported(() -> rule.accept(new Forgetful(commands))));
        assertTrue(e.getMessage().contains(text), e.getMessage());
        assertTrue(e.getMessage().contains("bench-7"), "the vendor's place: " + e.getMessage());
    }

    /** What is broken on purpose has no place in this build's report of what holds where. */
    private static void unreported(Runnable rule) {
        String file = System.clearProperty(ContractReport.FILE_PROPERTY);
        try {
            rule.run();
        } finally {
            if (file != null) {
                System.setProperty(ContractReport.FILE_PROPERTY, file);
            }
        }
    }

    /** Beyond the contract: whoever calls the command, plans with it or asks a policy reads its name too. */
    @Test
    void theLibraryNamesTheCommandAndWhatIsMissing() {
        Effects none = Effects.none(Effects.Source.SPECIFICATION);
        try (EchoBench bench = new EchoBench();
                FwctlDevice device = bench.kernel.fwctl().open("fwctl0")) {
            TestCommand effects = command(TestCommand.PUBLIC, null, RpcScope.CONFIGURATION);
            missing("test.read: effects(request) is null", () -> device.call(effects, new byte[1]));
            missing("test.read: effects(request) is null", () -> device.verdict(effects, new byte[1]));
            missing("test.read: effects(request) is null", () -> UnitWrite.rpc(device, effects, new byte[1]));
            TestCommand scope = command(TestCommand.PUBLIC, none, null);
            missing("test.read: leastScope(request) is null", () -> device.call(scope, new byte[1]));
            missing("test.read: leastScope(request) is null", () -> UnitWrite.rpc(device, scope, new byte[1]));
            TestCommand specification = command(null, none, RpcScope.CONFIGURATION);
            missing("test.read: specification() is null", () -> device.call(specification, new byte[1]));
        }
    }

    private static void missing(String text, Executable call) {
        String message = assertThrows(NullPointerException.class, call).getMessage();
        assertTrue(message.startsWith(text) && message.contains("below the constant"), message);
    }

    @Test
    void ruleNamesTheCommandAndWhatIsMissing() {
        Effects none = Effects.none(Effects.Source.SPECIFICATION);
        failsWith(
                "test.read: effects(",
                List.of(command(TestCommand.PUBLIC, null, RpcScope.CONFIGURATION)),
                VendorModuleContract::theEffectsArePublished);
        failsWith(
                "test.read: leastScope(",
                List.of(command(TestCommand.PUBLIC, none, null)),
                VendorModuleContract::aReadNeedsNoScopeThatTaints);
        failsWith(
                "test.read: specification() is null",
                List.of(command(null, none, RpcScope.CONFIGURATION)),
                VendorModuleContract::everyCommandNamesAPublicDocument);
        failsWith("the module test: commands() is null", null, VendorModuleContract::namesAreInLowerCaseAndUnique);
        List<Command<?, ?>> hole = new ArrayList<>();
        hole.add(null);
        failsWith("an element of commands() is null", hole, VendorModuleContract::namesAreInLowerCaseAndUnique);
    }
}
