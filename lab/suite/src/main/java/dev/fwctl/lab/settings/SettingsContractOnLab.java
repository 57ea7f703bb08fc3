// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.settings;

import dev.fwctl.Fwctl;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.testkit.contract.SettingsContract;

/** The contract of settings on the real kernel, with the modules that are found as services. */
abstract class SettingsContractOnLab implements SettingsContract {
    private final String module;

    SettingsContractOnLab(String module) {
        this.module = module;
    }

    @Override
    public Fwctl fwctl() {
        return Fwctl.system();
    }

    @Override
    public String place() {
        return "settings of " + module + "@" + Guest.place(fwctl().syscalls());
    }
}
