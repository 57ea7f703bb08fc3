// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import static java.util.Objects.requireNonNull;

import dev.fwctl.seam.Syscalls;
import dev.fwctl.testkit.bnxt.BnxtDriver;
import dev.fwctl.testkit.bnxt.BnxtFirmware;
import dev.fwctl.testkit.contract.Ioctl;
import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.cxl.CxlFeature;
import dev.fwctl.testkit.cxl.CxlFirmware;
import dev.fwctl.testkit.cxl.CxlMailbox;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.PluggedDevice;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.mlx5.Mlx5Driver;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import dev.fwctl.testkit.pds.PdsDriver;
import dev.fwctl.testkit.pds.PdsFirmware;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The simulated kernel, with nodes numbered as the other world has them. */
final class SimulatedWorld implements World, AutoCloseable {
    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final Map<Region, ByteBuffer> memory = new EnumMap<>(Region.class);
    private final Map<Region, Long> addresses = new EnumMap<>(Region.class);
    private final Map<Card, PluggedDevice> devices = new EnumMap<>(Card.class);
    private final List<CxlFeature> features;
    private final UnaryOperator<SimulatedDriver> wrapper;
    private BnxtFirmware bnxt = BnxtFirmware.create();
    private PluggedDevice secondFunction;

    /**
     * A kernel.
     *
     * @param numbers which number each node has, and which others are taken
     * @param features what the CXL device has
     * @param wrapper stands between kernel and drivers
     */
    SimulatedWorld(Numbers numbers, List<CxlFeature> features, UnaryOperator<SimulatedDriver> wrapper) {
        this.features = features;
        this.wrapper = wrapper;
        for (Region region : Region.values()) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(region.size).put(0, region.pattern());
            ByteBuffer mapped = region.writable ? bytes : bytes.asReadOnlyBuffer();
            memory.put(region, mapped);
            addresses.put(region, kernel.address(mapped));
        }
        List<PluggedDevice> gaps = new ArrayList<>();
        for (int number = 0; number <= numbers.highest(); number++) {
            Card card = numbers.card(number);
            if (card != null) {
                plug(card);
            } else if (number == numbers.secondFunction()) {
                secondFunction = plugSecondFunction();
            } else {
                PluggedDevice other = kernel.plug(
                        Placement.platform("other." + number),
                        SimulatedDriver.of("other", 9, (scope, request, room) -> Answer.of(request)));
                if (!numbers.taken(number)) {
                    gaps.add(other);
                }
            }
        }
        gaps.forEach(PluggedDevice::unplug);
        if (secondFunction == null) {
            throw new IllegalArgumentException("no number for the card's second function: " + numbers);
        }
    }

    private PluggedDevice plugSecondFunction() {
        return kernel.plug(Placement.pci("0000:3b:00.1", 0x14e4, 0x1760), BnxtDriver.of(bnxt, 1));
    }

    @Override
    public Syscalls syscalls() {
        return kernel;
    }

    /** Makes the kernel as tainted as the other one is already. */
    void taint() {
        int fd = kernel.open(kernel.root() + "/dev/fwctl/" + node(Card.PDS), 0);
        ByteBuffer rpc = memory(Region.ARGUMENT).duplicate().order(ByteOrder.nativeOrder());
        rpc.putInt(0, 32).putInt(4, 2).putInt(8, 0).putInt(12, 0);
        kernel.ioctl(fd, Ioctl.RPC, address(Region.ARGUMENT));
        kernel.close(fd);
        rpc.put(0, Region.ARGUMENT.pattern());
    }

    @Override
    public Path root() {
        return kernel.root();
    }

    @Override
    public ByteBuffer memory(Region region) {
        return requireNonNull(memory.get(region));
    }

    @Override
    public long address(Region region) {
        return requireNonNull(addresses.get(region));
    }

    @Override
    public String node(Card card) {
        return requireNonNull(devices.get(card)).name();
    }

    @Override
    public void unplug(Card card) {
        requireNonNull(devices.get(card)).unplug();
    }

    @Override
    public void plug(Card card) {
        devices.put(card, kernel.plug(place(card), wrapper.apply(driver(card))));
    }

    private static Placement place(Card card) {
        return switch (card) {
            case MLX5 -> Placement.pci("0000:05:00.0", 0x15b3, 0x1021);
            case CXL -> CxlDriver.place("mem1", "0000:35:00.0", 1);
            case BNXT -> Placement.pci("0000:3b:00.0", 0x14e4, 0x1760);
            case PDS -> Placement.pci("0000:41:00.0", 0x1dd8, 0x1002);
        };
    }

    private SimulatedDriver driver(Card card) {
        return switch (card) {
            case MLX5 -> Mlx5Driver.of(Mlx5Firmware.connectX7());
            case CXL -> CxlDriver.of(CxlFirmware.of(4096, CxlMailbox.FeatureAccess.READ_WRITE, features));
            case BNXT -> BnxtDriver.of(bnxt, 0);
            case PDS -> PdsDriver.of(PdsFirmware.lab());
        };
    }

    @Override
    public void restart() {
        for (Card card : Card.values()) {
            unplug(card);
        }
        secondFunction.unplug();
        bnxt = BnxtFirmware.create();
        for (Card card : Card.values()) {
            plug(card);
        }
        secondFunction = plugSecondFunction();
    }

    @Override
    public boolean tainted() {
        return kernel.isTainted();
    }

    @Override
    public void close() {
        kernel.close();
    }
}
