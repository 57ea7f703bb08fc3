// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One RPC, for the JDK's flight recorder. Payloads are never recorded. */
@Name("dev.fwctl.Rpc")
@Label("fwctl RPC")
@Category("fwctl")
@Description("One FWCTL_RPC: which device and command, at which scope, how long it took and how it ended")
@StackTrace(false)
public final class JfrRpcEvent extends Event {
    @Label("Device")
    public String device = "";

    @Label("Command")
    public String command = "";

    @Label("Opcode")
    public int opcode;

    @Label("Scope")
    public String scope = "";

    @Label("Request Size")
    @DataAmount
    public int requestSize;

    @Label("Reply Size")
    @DataAmount
    public int replySize;

    @Label("Errno")
    @Description("0 if the kernel passed the RPC on")
    public int errno;

    /** A new event, to be begun. */
    public JfrRpcEvent() {}
}
