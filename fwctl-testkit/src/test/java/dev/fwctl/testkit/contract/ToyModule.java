// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.Attachment;
import dev.fwctl.Command;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.FwctlDevice;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import dev.fwctl.layout.EnumValues;
import dev.fwctl.layout.UnknownNameException;
import dev.fwctl.settings.model.DeviceSettings;
import dev.fwctl.settings.model.Hardware;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingKind;
import dev.fwctl.settings.model.SettingsModule;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.testkit.TestCommand;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A vendor module for the contract's own tests, right in every respect but the one that it is told to be wrong in. */
public class ToyModule implements SettingsModule {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final ContractRule wrong;

    /** For the service loader: right in every respect. */
    public ToyModule() {
        this(null);
    }

    ToyModule(ContractRule wrong) {
        this.wrong = wrong;
    }

    private boolean isWrong(ContractRule rule) {
        return wrong == rule;
    }

    @Override
    public int spi() {
        return SPI;
    }

    @Override
    public String name() {
        return isWrong(ContractRule.V01) ? "Toy" : "toy";
    }

    @Override
    public Set<String> drivers() {
        return Set.of("toy_fw");
    }

    @Override
    public boolean serves(dev.fwctl.FwctlNode node) {
        return isWrong(ContractRule.V12) || SettingsModule.super.serves(node);
    }

    @Override
    public List<Command<?, ?>> commands() {
        List<Command<?, ?>> commands = List.of(new Toy(1), new Toy(2), copy());
        return isWrong(ContractRule.V15) ? new ArrayList<>(commands) : commands;
    }

    List<Sample<?, ?>> samples() {
        Sample<?, ?> read = new Sample<>(new Toy(1), 7);
        return isWrong(ContractRule.V03)
                ? List.of(read)
                : List.of(read, new Sample<>(new Toy(2), 8), new Sample<>(copy(), new byte[] {5, 6, 7}));
    }

    List<KnownPayload<?>> knownPayloads() {
        return List.of(new KnownPayload<>(List.of(), new Sample<>(copy(), new byte[] {1, 2, 3}), new byte[] {1, 2, 3}));
    }

    private ToyCopy copy() {
        return new ToyCopy(name(), wrong);
    }

    @Override
    public List<Attachment> attachments(ByteBuffer request) {
        return isWrong(ContractRule.V19) ? List.of() : ToyCopy.of(request);
    }

    List<RoundTrip<?>> roundTrips() {
        int shift = isWrong(ContractRule.V10) ? 1 : 0;
        return List.of(new RoundTrip<>(
                "number",
                random -> random.nextInt(256),
                number -> new byte[] {(byte) (int) number},
                bytes -> (bytes[0] & 0xff) + shift));
    }

    private static Setting knob(String name, int width, Map<String, Long> values) {
        return Setting.named("toy", "group", name, SettingKind.ENUMERATION)
                .width(width)
                .values(EnumValues.of(values))
                .reference(TestCommand.PUBLIC)
                .build();
    }

    @Override
    public Stream<Setting> definitions() {
        Setting knob = knob("KNOB", 2, Map.of("OFF", 0L, "ON", 3L));
        Setting wide = knob("KNOB2", 1, Map.of("ON", 2L));
        return isWrong(ContractRule.V11) ? Stream.of(knob, wide) : Stream.of(knob);
    }

    /** A read is what has opcode 1 and nothing behind it; whoever looks at the opcode alone misses the method. */
    @Override
    public Effects effects(ByteBuffer request) {
        boolean read =
                request.limit() == 8 && (isWrong(ContractRule.V20) ? request.get(0) == 1 : request.getInt(0) == 1);
        return read ? Effects.none(Effects.Source.SPECIFICATION) : Effects.unknown();
    }

    /** A toy of which no firmware has the knob. */
    @Override
    public DeviceSettings settings(FwctlDevice device) {
        return new DeviceSettings() {
            @Override
            public Hardware hardware() {
                return Hardware.at(device.node().stableKey());
            }

            @Override
            public List<Place> find(String name) {
                throw UnknownNameException.of("this toy", "setting", name, List.of());
            }

            @Override
            public List<Unit> units() {
                return List.of();
            }
        };
    }

    private final class Toy implements Command<Integer, byte[]> {
        private final int opcode;

        Toy(int opcode) {
            this.opcode = opcode;
        }

        @Override
        public String name() {
            return ToyModule.this.name() + (opcode == 1 ? ".read" : ".write");
        }

        @Override
        public int opcode() {
            return opcode;
        }

        @Override
        public SpecReference specification() {
            return isWrong(ContractRule.V02) ? SpecReference.UNDOCUMENTED : TestCommand.PUBLIC;
        }

        @Override
        public Effects effects(Integer request) {
            if (isWrong(ContractRule.V04)) {
                return Effects.unknown();
            }
            return opcode == 1
                    ? Effects.none(Effects.Source.SPECIFICATION)
                    : Effects.of(Effects.Source.SPECIFICATION, Effect.IMMEDIATE_CONFIGURATION_CHANGE);
        }

        @Override
        public RpcScope leastScope(Integer request) {
            if (opcode == 1) {
                return isWrong(ContractRule.V13) ? RpcScope.DEBUG_WRITE : RpcScope.CONFIGURATION;
            }
            return isWrong(ContractRule.V07)
                    ? RpcScope.DEBUG_READ_ONLY
                    : isWrong(ContractRule.V08) ? RpcScope.DEBUG_WRITE_FULL : RpcScope.DEBUG_WRITE;
        }

        @Override
        public int requestSize(Integer request) {
            return 8;
        }

        @Override
        public int responseSize(Integer request) {
            return 16;
        }

        @Override
        public void encode(Integer request, ByteBuffer into) {
            into.putInt(0, opcode).putInt(4, isWrong(ContractRule.V06) ? COUNTER.incrementAndGet() : request);
            if (isWrong(ContractRule.V05)) {
                into.limit(into.capacity()).put(8, (byte) 1);
            }
        }

        @Override
        public byte[] decode(Integer request, Reply reply) {
            reply.require(4, "the count");
            int count = reply.buffer().getInt(0);
            if (!isWrong(ContractRule.V09) && (count < 0 || count > reply.length() - 4)) {
                throw reply.malformed("count " + count);
            }
            byte[] bytes = new byte[count];
            reply.buffer().get(4, bytes);
            return bytes;
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
