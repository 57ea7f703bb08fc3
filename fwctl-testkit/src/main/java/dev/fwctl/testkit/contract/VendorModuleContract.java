// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Command;
import dev.fwctl.Errno;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import dev.fwctl.VendorModule;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingsModule;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Test;

/**
 * The contract of every vendor module: the rules V01 to V15 and V20, and V16 to V19 of
 * {@link AttachmentContract}. Implement it in a test class of the module; say which
 * module, give sample requests, and a device on which they can be tried.
 *
 * <p>A rule that cannot be tried is skipped with a reason.
 */
@DisplayNameGeneration(RuleNames.class)
public interface VendorModuleContract extends AttachmentContract {
    /**
     * What is encoded and decoded again.
     *
     * @return none skips the rule about it
     */
    default List<RoundTrip<?>> roundTrips() {
        return List.of();
    }

    /**
     * Commands that no public document describes: the module admits it, and they are sent only under a policy that says
     * so.
     *
     * @return their names; none by default
     */
    default Set<String> undocumented() {
        return Set.of();
    }

    /**
     * Commands whose effects nobody published: the module admits it, and policies take them for the worst.
     *
     * @return their names; by default those that are {@link #undocumented()}
     */
    default Set<String> unknownEffects() {
        return undocumented();
    }

    /**
     * Commands that a driver answers with an errno where it lets them through: V07 takes it for a yes.
     *
     * @return the errno by the command's name; none by default
     */
    default Map<String, Errno> errnosOfLeave() {
        return Map.of();
    }

    /** {@link ContractRule#V01}. */
    @Test
    @Proves(ContractRule.V01)
    default void namesAreInLowerCaseAndUnique() {
        ContractRule.V01.holds(place(), () -> {
            String name = ModuleProbe.given(module().getClass().getName(), "name()", module().name());
            assertTrue(name.matches("[a-z][a-z0-9-]*"), "the module's name is '" + name + "'");
            Set<String> seen = new HashSet<>();
            for (Command<?, ?> command : ModuleProbe.commands(module())) {
                assertTrue(
                        command.name().matches(name + "\\.[a-z0-9][a-z0-9.-]*"),
                        "the name '" + command.name() + "' is not '" + name
                                + ".' and then words in lower case with hyphens");
                assertTrue(seen.add(command.name()), "two commands are called " + command.name());
            }
        });
    }

    /** {@link ContractRule#V02}. */
    @Test
    @Proves(ContractRule.V02)
    default void everyCommandNamesAPublicDocument() {
        ContractRule.V02.holds(place(), () -> {
            for (Command<?, ?> command : ModuleProbe.commands(module())) {
                boolean admitted = undocumented().contains(command.name());
                SpecReference document = ModuleProbe.given(command.name(), "specification()", command.specification());
                assertEquals(
                        !admitted,
                        document.isPublic(),
                        command.name() + (admitted ? " is documented after all" : " has no public specification"));
                assertFalse(
                        !admitted && document.section().isBlank(),
                        command.name() + " names a document and no section of it");
            }
        });
    }

    /** {@link ContractRule#V03}. */
    @Test
    @Proves(ContractRule.V03)
    default void everyCommandIsTried() {
        ContractRule.V03.holds(place(), () -> {
            if (module().commands().isEmpty()) {
                throw ContractRule.skip("commands() is empty: there is nothing to send");
            }
            Set<String> tried = new HashSet<>();
            samples().forEach(sample -> tried.add(sample.command().name()));
            for (Command<?, ?> command : ModuleProbe.commands(module())) {
                assertTrue(tried.contains(command.name()), "samples() has no request for " + command.name());
            }
        });
    }

    /** {@link ContractRule#V04}. */
    @Test
    @Proves(ContractRule.V04)
    default void theEffectsArePublished() {
        ContractRule.V04.holds(place(), () -> {
            for (Sample<?, ?> sample : ModuleProbe.samples(this)) {
                boolean admitted = unknownEffects().contains(sample.command().name());
                assertFalse(
                        ModuleProbe.effects(sample).isUnknown() && !admitted,
                        "the effects of " + sample + " are unknown");
            }
        });
    }

    /** {@link ContractRule#V05}. */
    @Test
    @Proves(ContractRule.V05)
    default void aRequestFillsTheBytesThatItAnnounces() {
        ContractRule.V05.holds(
                place(),
                () -> ModuleProbe.samples(this).forEach(sample -> {
                    AttachmentProbe.requirePlaces(sample, ModuleProbe.encodeInside(sample));
                    AttachmentProbe.encodeInside(sample);
                }));
    }

    /** {@link ContractRule#V06}. */
    @Test
    @Proves(ContractRule.V06)
    default void aRequestIsEncodedTheSameEachTime() {
        ContractRule.V06.holds(
                place(),
                () -> ModuleProbe.samples(this).forEach(sample -> {
                    assertArrayEquals(
                            ModuleProbe.encodeInside(sample), ModuleProbe.encodeInside(sample), sample.toString());
                    assertArrayEquals(
                            AttachmentProbe.encodeInside(sample).toArray(),
                            AttachmentProbe.encodeInside(sample).toArray(),
                            () -> "what " + sample + " points at");
                }));
    }

    /** {@link ContractRule#V07}. */
    @Test
    @Proves(ContractRule.V07)
    default void theLeastScopeIsAccepted() {
        ModuleProbe.onDevice(this, ContractRule.V07, device -> {
            for (Sample<?, ?> sample : ModuleProbe.samples(this)) {
                String refusal = ModuleProbe.refusal(this, device, sample, ModuleProbe.leastScope(sample));
                assertEquals("", refusal, "the driver refuses " + sample);
            }
        });
    }

    /** {@link ContractRule#V08}. */
    @Test
    @Proves(ContractRule.V08)
    default void theNextLowerScopeIsRefused() {
        ModuleProbe.onDevice(this, ContractRule.V08, device -> {
            for (Sample<?, ?> sample : ModuleProbe.samples(this)) {
                if (ModuleProbe.leastScope(sample) != RpcScope.CONFIGURATION) {
                    RpcScope lower = RpcScope.of(ModuleProbe.leastScope(sample).value() - 1);
                    String refusal = ModuleProbe.refusal(this, device, sample, lower);
                    assertFalse(
                            refusal.isEmpty(),
                            "the driver accepts " + sample + " at " + lower.uapiName() + ", and the command asks for "
                                    + ModuleProbe.leastScope(sample).uapiName());
                }
            }
        });
    }

    /** {@link ContractRule#V09}. */
    @Test
    @Proves(ContractRule.V09)
    default void decodersSurviveHostileReplies() {
        ContractRule.V09.holds(place(), () -> {
            SplittableRandom random = new SplittableRandom(20260930);
            try (HostileDevice hostile = HostileDevice.servedBy(module())) {
                for (Sample<?, ?> sample : ModuleProbe.samples(this)) {
                    ValidAnswer valid = ValidAnswer.to(sample, this);
                    assertTimeoutPreemptively(
                            HostileDevice.patience(hostileReplies()),
                            () -> hostile.hostileReplies(sample, valid, random, hostileReplies()),
                            () -> "the decoder of " + sample + " did not end");
                }
            }
        });
    }

    /** {@link ContractRule#V10}. */
    @Test
    @Proves(ContractRule.V10)
    default void whatIsEncodedIsDecoded() {
        ContractRule.V10.holds(place(), () -> {
            if (roundTrips().isEmpty()) {
                throw ContractRule.skip("roundTrips() names nothing that is encoded and decoded again");
            }
            for (RoundTrip<?> trip : roundTrips()) {
                assertEquals("", trip.firstDifference(new SplittableRandom(20260930), 1000));
            }
        });
    }

    /** {@link ContractRule#V11}. */
    @Test
    @Proves(ContractRule.V11)
    default void settingsAreNamedTypedAndDocumented() {
        ContractRule.V11.holds(place(), () -> {
            Set<String> seen = new HashSet<>();
            if (!(module() instanceof SettingsModule settings)) {
                throw ContractRule.skip("the module brings no settings");
            }
            for (Setting setting : settings.definitions().toList()) {
                String where = setting.group() + "/" + setting.name();
                assertTrue(seen.add(where), "two settings are called " + where);
                assertFalse(setting.name().isBlank() || setting.group().isBlank(), where + " lacks a name or a group");
                assertTrue(setting.width() >= 0, where + " is " + setting.width() + " bits wide");
                assertTrue(setting.reference().isPublic(), where + " has no public specification");
                setting.values()
                        .byName()
                        .forEach((value, number) -> assertTrue(
                                setting.width() == 0 || setting.width() >= 64 || number >>> setting.width() == 0,
                                where + ": " + value + " = " + number + " does not fit " + setting.width() + " bits"));
            }
        });
    }

    /** {@link ContractRule#V12}. */
    @Test
    @Proves(ContractRule.V12)
    default void onlyNamedDriversAreServed() {
        ContractRule.V12.holds(place(), () -> {
            assertFalse(module().drivers().isEmpty(), "drivers() is empty");
            for (String driver : module().drivers()) {
                assertTrue(module().serves(ModuleProbe.nodeOf(driver)), "a node of " + driver + " is not served");
            }
            FwctlNode unknown = ModuleProbe.nodeOf("unknown_" + module().name().toLowerCase(Locale.ROOT));
            assertFalse(module().serves(unknown), "a node of a driver that the module does not name is served");
        });
    }

    /** {@link ContractRule#V13}. */
    @Test
    @Proves(ContractRule.V13)
    default void aReadNeedsNoScopeThatTaints() {
        ContractRule.V13.holds(
                place(),
                () -> ModuleProbe.samples(this)
                        .forEach(sample -> assertFalse(
                                ModuleProbe.effects(sample).isReadOnly()
                                        && ModuleProbe.leastScope(sample).taints(),
                                sample + " has no effect, and asks for "
                                        + ModuleProbe.leastScope(sample).uapiName())));
    }

    /** {@link ContractRule#V14}. */
    @Test
    @Proves(ContractRule.V14)
    default void theModuleIsAService() {
        ContractRule.V14.holds(place(), () -> {
            String type = module().getClass().getName();
            assertTrue(
                    ServiceLoader.load(VendorModule.class, module().getClass().getClassLoader()).stream()
                            .anyMatch(provider -> provider.type().equals(module().getClass())),
                    type + " is neither provided by its module nor listed in META-INF/services/"
                            + VendorModule.class.getName());
            assertNotEquals(
                    VendorModule.class,
                    module().getClass().getMethod("spi").getDeclaringClass(),
                    type + " does not say which version of VendorModule it was built for: write int spi() that returns"
                            + " VendorModule.SPI");
        });
    }

    /** {@link ContractRule#V15}. */
    @Test
    @Proves(ContractRule.V15)
    default void theListOfCommandsStaysTheSame() {
        ContractRule.V15.holds(place(), () -> {
            List<Command<?, ?>> commands = module().commands();
            assertThrows(UnsupportedOperationException.class, commands::clear, "the list can be changed");
            assertEquals(
                    commands.stream().map(Command::name).toList(),
                    module().commands().stream().map(Command::name).toList());
        });
    }

    /** {@link ContractRule#V20}. */
    @Test
    @Proves(ContractRule.V20)
    default void noBitsMakeAWriteARead() {
        ContractRule.V20.holds(
                place(),
                () -> BitProbe.run(
                        this,
                        fwctl().orElseThrow(() -> ContractRule.skip("fwctl() names no system with a device to try"))));
    }
}
