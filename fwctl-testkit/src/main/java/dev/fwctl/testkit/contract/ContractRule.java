// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/**
 * The rules of the contracts. {@code docs/contract-rules.md} explains them; a test that fails names the rule that was
 * broken.
 */
public enum ContractRule {
    /** Of {@link SyscallsContract}. */
    S01("open of a path that does not exist answers ENOENT"),
    /** Of {@link SyscallsContract}. */
    S02("fstat of a node shows the character device that sysfs names"),
    /** Of {@link SyscallsContract}. */
    S03("the address of a direct buffer stays the same, and a heap buffer has none"),
    /** Of {@link SyscallsContract}. */
    S04("a descriptor that is closed, or never was open, answers EBADF"),
    /** Of {@link SyscallsContract}. */
    S05("an ioctl that fwctl does not know answers ENOTTY"),
    /** Of {@link SyscallsContract}. */
    S06("a structure shorter than its first version answers EINVAL"),
    /** Of {@link SyscallsContract}. */
    S07("a longer structure is fine while the part unknown to the kernel is zero, else it answers E2BIG"),
    /** Of {@link SyscallsContract}. */
    S08("a structure at a bad address answers EFAULT"),
    /** Of {@link SyscallsContract}. */
    S09("FWCTL_INFO with unknown flags answers EOPNOTSUPP"),
    /** Of {@link SyscallsContract}. */
    S10("FWCTL_INFO fills the room with the driver's structure and then with zeros"),
    /** Of {@link SyscallsContract}. */
    S11("FWCTL_INFO without room reports a length of 0"),
    /** Of {@link SyscallsContract}. */
    S12("a request or reply of more than 2 MiB answers EMSGSIZE"),
    /** Of {@link SyscallsContract}. */
    S13("an unknown scope answers EOPNOTSUPP"),
    /** Of {@link SyscallsContract}. */
    S14("the highest scope without CAP_SYS_RAWIO answers EPERM"),
    /** Of {@link SyscallsContract}. */
    S15("scopes 0 and 1 never taint the kernel"),
    /** Of {@link SyscallsContract}. */
    S16("scope 2 taints the kernel, even if the RPC fails"),
    /** Of {@link SyscallsContract}. */
    S17("a request or reply at a bad address answers EFAULT"),
    /** Of {@link SyscallsContract}. */
    S18("the length of the reply is written back"),
    /** Of {@link SyscallsContract}. */
    S19("memory behind the room for the reply is not touched"),
    /** Of {@link SyscallsContract}. */
    S20("after an unplug every ioctl on the old file answers ENODEV, for ever, while a new file works"),

    /** Of {@link FwctlDeviceContract}. */
    D01("a device answers to its name, its path and its stable key, and to each alone"),
    /** Of {@link FwctlDeviceContract}. */
    D02("FWCTL_INFO says the same each time"),
    /** Of {@link FwctlDeviceContract}. */
    D03("a read succeeds at its least scope, and again on the same handle"),
    /** Of {@link FwctlDeviceContract}. */
    D04("a scope below the least one is refused, and the message names the one that would do"),
    /** Of {@link FwctlDeviceContract}. */
    D05("a read never taints the kernel"),
    /** Of {@link FwctlDeviceContract}. */
    D06("the read-only policy refuses a write before the kernel is asked"),
    /** Of {@link FwctlDeviceContract}. */
    D07("close is idempotent, gives the descriptor back, and later calls are refused without an ioctl"),
    /** Of {@link FwctlDeviceContract}. */
    D08("callers in parallel get the replies to their own requests"),
    /** Of {@link FwctlDeviceContract}. */
    D09("what the firmware refuses is a FirmwareException with its status"),
    /** Of {@link FwctlDeviceContract}. */
    D10("an unplugged device is gone for ever on its handle, and opens again by its stable key when it is back"),

    /** Of {@link VendorModuleContract}. */
    V01("the module has a name in lower case, and its commands' names begin with it and are unique"),
    /** Of {@link VendorModuleContract}. */
    V02("every command has a public specification reference"),
    /** Of {@link VendorModuleContract}. */
    V03("every command is tried: there is a sample request for each"),
    /** Of {@link VendorModuleContract}. */
    V04("the effects of every command are published"),
    /** Of {@link VendorModuleContract}. */
    V05("a request is encoded inside the bytes that it announces, and a reply's room is within the kernel's limit"),
    /** Of {@link VendorModuleContract}. */
    V06("the same request is encoded to the same bytes each time"),
    /** Of {@link VendorModuleContract}. */
    V07("the driver accepts every command at its least scope"),
    /** Of {@link VendorModuleContract}. */
    V08("the driver refuses every command at the next lower scope"),
    /** Of {@link VendorModuleContract}. */
    V09("decoders survive hostile replies: a value, a FirmwareException, and nothing else, in little time"),
    /** Of {@link VendorModuleContract}. */
    V10("what is encoded decodes to the same value"),
    /** Of {@link VendorModuleContract}. */
    V11("every setting has a unique name in its group, a type, a width, values that fit, and a public specification"),
    /** Of {@link VendorModuleContract}. */
    V12("the module serves the drivers that it names, and no unknown one"),
    /** Of {@link VendorModuleContract}. */
    V13("a command without effects needs no scope that taints"),
    /** Of {@link VendorModuleContract}. */
    V14("the module is found as a service"),
    /** Of {@link VendorModuleContract}. */
    V15("the list of commands is immutable and stays the same"),

    /** Of {@link SettingsContract}. */
    C01("every setting that is listed is read by its name, with the same values"),
    /** Of {@link SettingsContract}. */
    C02("every definition has a unique name, a group and a public reference, and an enumeration has values"),
    /** Of {@link SettingsContract}. */
    C03("an unknown name is refused, with the near one"),
    /** Of {@link SettingsContract}. */
    C04("reading and planning send no write and taint nothing"),
    /** Of {@link SettingsContract}. */
    C05("a plan of what holds changes nothing but what a setting implies, and applying none sends no write"),
    /** Of {@link SettingsContract}. */
    C06("all problems come at once, each with the name of its setting"),
    /** Of {@link SettingsContract}. */
    C07("what is written is written at the predicted scopes, a unit once"),
    /** Of {@link SettingsContract}. */
    C08("what was applied reads back"),
    /** Of {@link SettingsContract}. */
    C09("a rollback brings back every value, and that nothing was stored where the unit says exactly"),
    /** Of {@link SettingsContract}. */
    C10("a failure at any write leaves every value as it was"),
    /** Of {@link SettingsContract}. */
    C11("a plan that was made on something else is refused before anything is written"),
    /** Of {@link SettingsContract}. */
    C12("the hardware is the same each time the device is opened, and a plan on paper is applied"),
    /** Of {@link SettingsContract}. */
    C13("a number beyond the bounds that reading tells is refused");

    private final String text;

    ContractRule(String text) {
        this.text = text;
    }

    /**
     * The rule in one sentence.
     *
     * @return without its number
     */
    public String text() {
        return text;
    }

    /**
     * Runs a test of this rule, enters the result into the {@link ContractReport}, and puts the rule's name before
     * whatever a failure says.
     *
     * @param place where the contract runs, for the report; empty to leave it out
     * @param test the test; a {@link TestAbortedException} skips it with a reason
     */
    void holds(String place, Executable test) {
        try {
            test.execute();
            ContractReport.enter(place, this, ContractReport.Result.PASSED, "");
        } catch (TestAbortedException e) {
            ContractReport.enter(place, this, ContractReport.Result.SKIPPED, String.valueOf(e.getMessage()));
            throw e;
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            ContractReport.enter(place, this, ContractReport.Result.FAILED, String.valueOf(e.getMessage()));
            throw new AssertionError("rule " + name() + " is broken (" + text + "): " + e, e);
        }
    }

    /** Skips a test of this rule. */
    static TestAbortedException skip(String reason) {
        return new TestAbortedException(reason);
    }
}
