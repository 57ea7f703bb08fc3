// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/**
 * The rules of the contracts. The test of a rule bears it as {@link Proves}; one that fails names the rule that was
 * broken. Of JUnit it needs nothing: a program may read the rules.
 */
public enum ContractRule {
    /** open of a path that does not exist answers ENOENT. Of {@link SyscallsContract}. */
    S01("open of a path that does not exist answers ENOENT"),
    /**
     * fstat of a node shows a character device with the numbers that its dev file in sysfs has. Of
     * {@link SyscallsContract}.
     */
    S02("fstat of a node shows a character device with the numbers that its dev file in sysfs has"),
    /**
     * The address of a direct buffer is not 0, stays the same, and is not another buffer's; a heap buffer is refused.
     * Of {@link SyscallsContract}.
     */
    S03("The address of a direct buffer is not 0, stays the same, and is not another buffer's; a heap "
            + "buffer is refused"),
    /**
     * A descriptor that was closed answers EBADF to close, fstat and ioctl, and so does -1. Of
     * {@link SyscallsContract}.
     */
    S04("A descriptor that was closed answers EBADF to close, fstat and ioctl, and so does -1"),
    /**
     * An ioctl other than FWCTL_INFO and FWCTL_RPC answers ENOTTY, in fwctl's own range and outside. Of
     * {@link SyscallsContract}.
     */
    S05("An ioctl other than FWCTL_INFO and FWCTL_RPC answers ENOTTY, in fwctl's own range and " + "outside"),
    /**
     * A structure whose size is less than that of its first version (24 and 32 bytes) answers EINVAL. Of
     * {@link SyscallsContract}.
     */
    S06("A structure whose size is less than that of its first version (24 and 32 bytes) answers " + "EINVAL"),
    /**
     * A structure that is longer is accepted while what the kernel does not know of it is zero, else it answers
     * E2BIG. Of {@link SyscallsContract}.
     */
    S07("A structure that is longer is accepted while what the kernel does not know of it is zero, "
            + "else it answers E2BIG"),
    /** A structure at an address that is not mapped answers EFAULT. Of {@link SyscallsContract}. */
    S08("A structure at an address that is not mapped answers EFAULT"),
    /** FWCTL_INFO with flags answers EOPNOTSUPP. Of {@link SyscallsContract}. */
    S09("FWCTL_INFO with flags answers EOPNOTSUPP"),
    /**
     * FWCTL_INFO reports a device type, and fills all the room: the driver's structure, then zeros. Of
     * {@link SyscallsContract}.
     */
    S10("FWCTL_INFO reports a device type, and fills all the room: the driver's structure, then zeros"),
    /** FWCTL_INFO without room succeeds at any address, and reports a length of 0. Of {@link SyscallsContract}. */
    S11("FWCTL_INFO without room succeeds at any address, and reports a length of 0"),
    /** A request or a reply of more than 2 MiB answers EMSGSIZE; lengths are unsigned. Of {@link RpcContract}. */
    S12("A request or a reply of more than 2 MiB answers EMSGSIZE; lengths are unsigned"),
    /** A scope above 3 answers EOPNOTSUPP. Of {@link RpcContract}. */
    S13("A scope above 3 answers EOPNOTSUPP"),
    /** Scope 3 without CAP_SYS_RAWIO answers EPERM. Of {@link RpcContract}. */
    S14("Scope 3 without CAP_SYS_RAWIO answers EPERM"),
    /**
     * RPCs of scopes 0 and 1, and FWCTL_INFO, do not set bit 19 of /proc/sys/kernel/tainted. Of
     * {@link RpcContract}.
     */
    S15("RPCs of scopes 0 and 1, and FWCTL_INFO, do not set bit 19 of /proc/sys/kernel/tainted"),
    /** An RPC of scope 2 sets it, even one that fails. Of {@link RpcContract}. */
    S16("An RPC of scope 2 sets it, even one that fails"),
    /**
     * A request that cannot be read, or a reply that cannot be written, answers EFAULT. Of {@link RpcContract}.
     */
    S17("A request that cannot be read, or a reply that cannot be written, answers EFAULT"),
    /** The length that the driver reports is written back into the structure. Of {@link RpcContract}. */
    S18("The length that the driver reports is written back into the structure"),
    /** Memory behind the room for the reply is left alone. Of {@link RpcContract}. */
    S19("Memory behind the room for the reply is left alone"),
    /**
     * After an unplug every ioctl on the old file answers ENODEV, also when the device is back; a new file works. Of
     * {@link SyscallsContract}.
     */
    S20("After an unplug every ioctl on the old file answers ENODEV, also when the device is back; a "
            + "new file works"),
    /**
     * A lock of flock belongs to an open file: another open file of the node gets EAGAIN, until the one that holds it
     * is closed; closing a third frees nothing. Of {@link SyscallsContract}.
     */
    S21("A lock of flock belongs to an open file: another open file of the node gets EAGAIN, until the one that holds "
            + "it is closed; closing a third frees nothing"),
    /**
     * The structure is read once and written back as a whole: a reply that was put over it does not stay, and what
     * the caller gave is as it was. Of {@link RpcContract}.
     */
    S22(
            "The structure is read once and written back as a whole: a reply that was put over it does not stay, and what the "
                    + "caller gave is as it was"),
    /** A path that goes on below a node answers ENOTDIR, even one that only ends with a slash. Of {@link NodeFileContract}. */
    S23("A path that goes on below a node answers ENOTDIR, even one that only ends with a slash"),
    /**
     * A node opened with O_PATH answers EBADF to every ioctl and to flock; fstat shows it. Of {@link NodeFileContract}.
     */
    S24("A node opened with O_PATH answers EBADF to every ioctl and to flock; fstat shows it"),
    /**
     * A node that was removed has no permissions any more for a file that is open still; the node of a device that comes
     * again is another file, free of the old one's lock. Of {@link NodeFileContract}.
     */
    S25("A node that was removed has no permissions any more for a file that is open still; the node of a device that "
            + "comes again is another file, free of the old one's lock"),

    /** The device answers to each of its names, and each means this device alone. Of {@link FwctlDeviceContract}. */
    D01("The device answers to each of its names, and each means this device alone"),
    /**
     * FWCTL_INFO says the same each time, with as much of the driver's structure as was asked for. Of
     * {@link FwctlDeviceContract}.
     */
    D02("FWCTL_INFO says the same each time, with as much of the driver's structure as was asked for"),
    /**
     * A read succeeds at its least scope, twenty times on one handle, with the same reply. Of
     * {@link FwctlDeviceContract}.
     */
    D03("A read succeeds at its least scope, twenty times on one handle, with the same reply"),
    /**
     * One scope lower the kernel refuses, and the message names the scope that would do. Of
     * {@link FwctlDeviceContract}.
     */
    D04("One scope lower the kernel refuses, and the message names the scope that would do"),
    /** A read does not taint the kernel. Of {@link FwctlDeviceContract}. */
    D05("A read does not taint the kernel"),
    /** AccessPolicy.readOnly() refuses a write, and the kernel sees no ioctl of it. Of {@link FwctlDeviceContract}. */
    D06("AccessPolicy.readOnly() refuses a write, and the kernel sees no ioctl of it"),
    /**
     * close may be called twice and gives the descriptor back; later calls are refused without an ioctl. Of
     * {@link FwctlDeviceContract}.
     */
    D07("close may be called twice and gives the descriptor back; later calls are refused without an " + "ioctl"),
    /** Eight callers at once each get the replies to their own requests. Of {@link FwctlDeviceContract}. */
    D08("Eight callers at once each get the replies to their own requests"),
    /**
     * What the firmware refuses is a FirmwareException with its status and its command, and the device goes on. Of
     * {@link FwctlDeviceContract}.
     */
    D09("What the firmware refuses is a FirmwareException with its status and its command, and the "
            + "device goes on"),
    /**
     * Unplugged, the device stays gone on its handle, with its stable key in the hint, and opens by that key
     * when it is back. Of {@link FwctlDeviceContract}.
     */
    D10("Unplugged, the device stays gone on its handle, with its stable key in the hint, and "
            + "opens by that key when it is back"),

    /**
     * The module's name is in lower case; each command's name is that name, a dot and words in lower case, and
     * unique. Of {@link VendorModuleContract}.
     */
    V01("The module's name is in lower case; each command's name is that name, a dot and words in "
            + "lower case, and unique"),
    /**
     * Each command names a public document, and a section of it; or undocumented() admits that there is none. Of
     * {@link VendorModuleContract}.
     */
    V02("Each command names a public document, and a section of it; or undocumented() admits that " + "there is none"),
    /** There is a sample request for each command. Of {@link VendorModuleContract}. */
    V03("There is a sample request for each command"),
    /**
     * The effects of each sample are published: not Effects.unknown(), but for commands that unknownEffects() admits.
     * Of {@link VendorModuleContract}.
     */
    V04("The effects of each sample are published: not Effects.unknown(), but for commands that "
            + "unknownEffects() admits"),
    /**
     * A request, and what it points at, is encoded into exactly the bytes that it announces, with 0 in the places of
     * addresses; request and reply are within 2 MiB. Of {@link VendorModuleContract}.
     */
    V05(
            "A request, and what it points at, is encoded into exactly the bytes that it announces, with 0 in the places of "
                    + "addresses; request and reply are within 2 MiB"),
    /**
     * The same request, and what it points at, is encoded to the same bytes each time. Of
     * {@link VendorModuleContract}.
     */
    V06("The same request, and what it points at, is encoded to the same bytes each time"),
    /**
     * The driver accepts each sample at its least scope: what the firmware makes of it is another matter. Of
     * {@link VendorModuleContract}.
     */
    V07("The driver accepts each sample at its least scope: what the firmware makes of it is another " + "matter"),
    /** The driver refuses each sample at the next lower scope. Of {@link VendorModuleContract}. */
    V08("The driver refuses each sample at the next lower scope"),
    /**
     * Hostile replies to each sample, an extreme number at each place of a valid one among them, end in a value, a
     * FirmwareException or a MalformedReplyException, within a minute a thousand; or in what an errno means, where
     * answersWithErrno() says so. Of {@link VendorModuleContract}.
     */
    V09(
            "Hostile replies to each sample, an extreme number at each place of a valid one among them, end in a value, a FirmwareException or a "
                    + "MalformedReplyException, within a minute a thousand; or in what an errno means, where answersWithErrno() says so"),
    /**
     * What roundTrips() names decodes to what was encoded, for a thousand random values. Of
     * {@link VendorModuleContract}.
     */
    V10("What roundTrips() names decodes to what was encoded, for a thousand random values"),
    /**
     * Each setting has a name that is unique in its group, a type, a width, values that fit it, and a public
     * document. Of {@link VendorModuleContract}.
     */
    V11("Each setting has a name that is unique in its group, a type, a width, values that fit it, "
            + "and a public document"),
    /**
     * serves says yes to nodes of the drivers that the module names, and no to an unknown one. Of
     * {@link VendorModuleContract}.
     */
    V12("serves says yes to nodes of the drivers that the module names, and no to an unknown one"),
    /** A sample without effects asks for no scope that taints the kernel. Of {@link VendorModuleContract}. */
    V13("A sample without effects asks for no scope that taints the kernel"),
    /**
     * The module is found by ServiceLoader, and says which version of VendorModule it was built for. Of
     * {@link VendorModuleContract}.
     */
    V14("The module is found by ServiceLoader, and says which version of VendorModule it was built for"),
    /** commands() cannot be changed, and lists the same each time. Of {@link VendorModuleContract}. */
    V15("commands() cannot be changed, and lists the same each time"),
    /**
     * Hostile bytes in the memory that a sample points at, behind a valid reply, end as hostile replies do. Of
     * {@link AttachmentContract}.
     */
    V16("Hostile bytes in the memory that a sample points at, behind a valid reply, end as hostile replies do"),
    /**
     * No event and no audit line of a sample holds an address: not in the request, the reply, the memory that the
     * request points at, or a description. Of {@link AttachmentContract}.
     */
    V17("No event and no audit line of a sample holds an address: not in the request, the reply, the memory that the "
            + "request points at, or a description"),
    /** What knownPayloads() names arrives as the firmware holds it. Of {@link AttachmentContract}. */
    V18("What knownPayloads() names arrives as the firmware holds it"),
    /**
     * A sample whose memory is one byte shorter than the driver takes is refused before it is sent. Of
     * {@link AttachmentContract}.
     */
    V19("A sample whose memory is one byte shorter than the driver takes is refused before it is sent"),
    /**
     * No raw request that AccessPolicy.readOnly() lets through, made of a sample by changing bits at its front,
     * changes what the device answers to its reads. Of {@link VendorModuleContract}.
     */
    V20(
            "No raw request that AccessPolicy.readOnly() lets through, made of a sample by changing bits at its front, changes "
                    + "what the device answers to its reads"),

    /**
     * Every setting that is listed is read by its name, with the same values; no name is listed twice. Of
     * {@link SettingsContract}.
     */
    C01("Every setting that is listed is read by its name, with the same values; no name is listed " + "twice"),
    /**
     * Every definition has a name that no other one has, a group and a public reference; an enumeration has values.
     * Of {@link SettingsContract}.
     */
    C02("Every definition has a name that no other one has, a group and a public reference; an "
            + "enumeration has values"),
    /** A misspelt name is refused, and the message has the name that was meant. Of {@link SettingsContract}. */
    C03("A misspelt name is refused, and the message has the name that was meant"),
    /** Listing, reading, planning and comparing send no write, and taint nothing. Of {@link SettingsContract}. */
    C04("Listing, reading, planning and comparing send no write, and taint nothing"),
    /**
     * A plan of what holds changes nothing but what a setting implies; applied, it sends no write and has no
     * transaction. Of {@link SettingsContract}.
     */
    C05("A plan of what holds changes nothing but what a setting implies; applied, it sends no write "
            + "and has no transaction"),
    /** A plan of unknown names and meaningless values has a problem for each of them. Of {@link SettingsContract}. */
    C06("A plan of unknown names and meaningless values has a problem for each of them"),
    /** Each unit that changes is written once, at the scope that the plan predicted. Of {@link ApplyContract}. */
    C07("Each unit that changes is written once, at the scope that the plan predicted"),
    /** What was applied reads back. Of {@link ApplyContract}. */
    C08("What was applied reads back"),
    /** A rollback brings every value of the device back. Of {@link ApplyContract}. */
    C09("A rollback brings every value of the device back"),
    /**
     * Whichever write is stopped before the kernel is asked, every value of the device is as it was. Of
     * {@link ApplyContract}.
     */
    C10("Whichever write is stopped before the kernel is asked, every value of the device is as it " + "was"),
    /**
     * A plan that was made before somebody else changed the unit is refused, and nothing is written. Of
     * {@link ApplyContract}.
     */
    C11("A plan that was made before somebody else changed the unit is refused, and nothing is " + "written"),
    /**
     * The hardware has the same identity each time the device is opened; a plan is applied from its JSON form. Of
     * {@link ApplyContract}.
     */
    C12("The hardware has the same identity each time the device is opened; a plan is applied from " + "its JSON form"),
    /** A number one beyond the upper bound that reading tells is refused. Of {@link SettingsContract}. */
    C13("A number one beyond the upper bound that reading tells is refused"),
    /** Once the device is closed, no file is open that its settings have opened. Of {@link SettingsContract}. */
    C14("Once the device is closed, no file is open that its settings have opened"),

    /**
     * A null is refused by the parameter's name, on every public way in where none is allowed. Of
     * {@link EntryPointsContract}.
     */
    E01("A null is refused by the parameter's name, on every public way in where none is allowed"),
    /**
     * A list, a set, a map or an array with a null in it is taken or refused by the parameter's name. Of
     * {@link EntryPointsContract}.
     */
    E02("A list, a set, a map or an array with a null in it is taken or refused by the parameter's name"),
    /**
     * Negative, zero and huge numbers, empty, odd and huge texts and empty containers are taken or refused in words
     * of the module's own. Of {@link EntryPointsContract}.
     */
    E03("Negative, zero and huge numbers, empty, odd and huge texts and empty containers are taken or refused in "
            + "words of the module's own"),
    /** Every public way in is tried, or left out with a reason. Of {@link EntryPointsContract}. */
    E04("Every public way in is tried, or left out with a reason");

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
        RuleTest.run(this, place, test);
    }

    /** Skips a test of this rule. */
    static TestAbortedException skip(String reason) {
        return RuleTest.skipped(reason);
    }
}
