// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.nvm;

import dev.fwctl.FwctlDevice;
import dev.fwctl.bnxt.status.HwrmException;
import dev.fwctl.layout.BitField;
import dev.fwctl.settings.model.Address;
import dev.fwctl.settings.model.FieldPlace;
import dev.fwctl.settings.model.Owner;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.Undo;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitState;
import dev.fwctl.settings.model.UnitWrite;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One NVM option of one owner. The firmware tells what is stored and what the card was made with; what is in use now no
 * command tells, so the state {@code CURRENT} is unknown.
 */
final class NvmUnit implements Unit {
    private final FwctlDevice device;
    private final NvmOption option;
    private final int index;
    private final Place place;

    NvmUnit(FwctlDevice device, NvmOption option, int index) {
        this.device = device;
        this.option = option;
        this.index = index;
        this.place = new FieldPlace(
                this,
                option.definition(),
                Address.of(option.name(), option.ofFunction() ? Owner.ownFunction() : Owner.card()),
                BitField.le(0, 0, option.bits()));
    }

    private NvmVariable variable(int element) {
        return new NvmVariable(option.number(), index + element, option.bits());
    }

    @Override
    public String key() {
        return "nvm/" + option.number() + "/" + index;
    }

    @Override
    public String title() {
        return "NVM option " + option.number() + (option.ofFunction() ? " of function " + index : "");
    }

    @Override
    public Set<UnitState> states() {
        return EnumSet.of(UnitState.PENDING, UnitState.DEFAULT);
    }

    @Override
    public UnitState target() {
        return UnitState.PENDING;
    }

    /** Whether a value is stored or only equal to the factory's, nobody tells. */
    @Override
    public Undo undo() {
        return Undo.BY_VALUE;
    }

    @Override
    public List<Place> places() {
        return List.of(place);
    }

    @Override
    public Optional<byte[]> read(UnitState state) {
        NvmVariable.Get.Source source =
                state == UnitState.DEFAULT ? NvmVariable.Get.Source.FACTORY : NvmVariable.Get.Source.STORED;
        int bytes = (option.bits() + 7) / 8;
        byte[] image = new byte[bytes * option.elements()];
        try {
            for (int element = 0; element < option.elements(); element++) {
                NvmValue value = device.call(Nvm.GET_VARIABLE, new NvmVariable.Get(variable(element), source));
                System.arraycopy(value.bytes(), 0, image, element * bytes, bytes);
            }
        } catch (HwrmException e) {
            if (e.commandErrorName().equals("VAR_NOT_EXIST")) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(image);
    }

    @Override
    public UnitWrite write(byte[] content) {
        return UnitWrite.rpc(device, Nvm.SET_VARIABLE, new NvmVariable.Set(variable(0), content));
    }

    @Override
    public Optional<UnitWrite> forget() {
        return place.setting().readOnly()
                ? Optional.empty()
                : Optional.of(UnitWrite.rpc(device, Nvm.SET_VARIABLE, NvmVariable.Set.toFactory(variable(0))));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NvmUnit that && key().equals(that.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }
}
