// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

import static dev.fwctl.testkit.loom.LoomFirmware.FABRIC;
import static dev.fwctl.testkit.loom.LoomFirmware.KEY;
import static dev.fwctl.testkit.loom.LoomFirmware.TABLE;
import static dev.fwctl.testkit.loom.LoomFirmware.THERMAL;
import static dev.fwctl.testkit.loom.LoomFirmware.VAULT;

import dev.fwctl.FirmwareException;
import dev.fwctl.FwctlDevice;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.Undo;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitState;
import dev.fwctl.settings.model.UnitWrite;
import dev.fwctl.testkit.contract.ContractRule;
import dev.fwctl.testkit.loom.LoomCommand.Request;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One of Loom's units. */
final class LoomUnit implements Unit {
    /** Open as long as the tests run, if that is what is wrong. */
    private static final List<FileInputStream> FORGOTTEN = new CopyOnWriteArrayList<>();

    private final @Nullable FwctlDevice device;
    private final @Nullable ContractRule wrong;
    private final int number;
    private final String title;
    private final Set<UnitState> states;
    private final List<Place> places = new ArrayList<>();
    private int writes;

    LoomUnit(
            @Nullable FwctlDevice device,
            @Nullable ContractRule wrong,
            int number,
            String title,
            Set<UnitState> states) {
        this.device = device;
        this.wrong = wrong;
        this.number = number;
        this.title = title;
        this.states = states;
    }

    boolean isWrong(ContractRule rule) {
        return wrong == rule;
    }

    void add(Place place) {
        places.add(place);
    }

    @Override
    public String key() {
        return "unit/" + number;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Set<UnitState> states() {
        return states;
    }

    @Override
    public UnitState target() {
        return number == THERMAL || number == LoomFirmware.LIMITS ? UnitState.CURRENT : UnitState.PENDING;
    }

    @Override
    public Undo undo() {
        return number == FABRIC || number == TABLE ? Undo.EXACTLY : number == KEY ? Undo.NOT_AT_ALL : Undo.BY_VALUE;
    }

    @Override
    public List<Place> places() {
        return Collections.unmodifiableList(places);
    }

    @Override
    public Optional<byte[]> read(UnitState state) {
        if (wrong == ContractRule.C08 && this.number == FABRIC && state == UnitState.PENDING) {
            return read(UnitState.DEFAULT);
        }
        if (wrong == ContractRule.C14) {
            keepOpen();
        }
        int number = state == UnitState.CURRENT ? 0 : state == UnitState.PENDING ? 1 : 2;
        try {
            return Optional.of(device.call(LoomCommand.READ, new Request(this.number, number, new byte[0])));
        } catch (FirmwareException e) {
            if (e.status() == 1) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void keepOpen() {
        try {
            FORGOTTEN.add(new FileInputStream("/proc/self/status"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] contentOf(byte[] image) {
        if (wrong == ContractRule.C11) {
            return new byte[image.length];
        }
        return number == THERMAL ? new byte[] {image[1]} : image.clone();
    }

    @Override
    public byte[] blank() {
        return new byte[4];
    }

    @Override
    public UnitWrite write(byte[] content) {
        if (wrong == ContractRule.C10 && writes++ > 0) {
            device.call(LoomCommand.WRITE, new Request(number, 1, content)); // nobody asked it to
        }
        if (wrong == ContractRule.C07) {
            return UnitWrite.rpc(device, LoomCommand.OVERSCOPED, new Request(number, 1, content));
        }
        return UnitWrite.rpc(device, LoomCommand.WRITE, new Request(number, 1, content));
    }

    @Override
    public Optional<UnitWrite> forget() {
        return undo() == Undo.EXACTLY
                ? Optional.of(UnitWrite.rpc(
                        device,
                        wrong == ContractRule.C09 ? LoomCommand.STORED : LoomCommand.FORGET,
                        Request.of(number)))
                : Optional.empty();
    }

    @Override
    public Optional<Boolean> stored() {
        return undo() == Undo.EXACTLY
                ? Optional.of(device.call(LoomCommand.STORED, Request.of(number))[0] != 0)
                : Optional.empty();
    }

    @Override
    public boolean tellsSecrets() {
        return number != VAULT;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoomUnit that && number == that.number;
    }

    @Override
    public int hashCode() {
        return number;
    }
}
