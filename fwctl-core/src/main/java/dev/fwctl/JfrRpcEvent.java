// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * One RPC, for the JDK's flight recorder: the facts of the audit log, without the payloads. Its time is that of the
 * system call; an RPC that was not sent has none.
 */
@Name("dev.fwctl.Rpc")
@Label("fwctl RPC")
@Category("fwctl")
@Description("One FWCTL_RPC, or one that a policy refused")
@StackTrace(false)
final class JfrRpcEvent extends Event {
    @Label("Device")
    String device = "";

    @Label("Device Key")
    @Description("Survives renumbering")
    String deviceKey = "";

    @Label("Driver")
    String driver = "";

    @Label("Command")
    String command = "";

    @Label("Opcode")
    int opcode;

    @Label("About")
    @Description("What the request is about, from the general to the special")
    String about = "";

    @Label("Actor")
    String actor = "";

    @Label("Ticket")
    String ticket = "";

    @Label("Transaction")
    @Description("Of settings; empty outside of one")
    String transaction = "";

    @Label("Specification")
    String specification = "";

    @Label("Effects")
    @Description("What the request may do, and where that was learnt")
    String effects = "";

    @Label("Scope")
    String scope = "";

    @Label("Policy")
    String policy = "";

    @Label("Refusal")
    @Description("Why the policy refused it; empty if it did not")
    String refusal = "";

    @Label("Outcome")
    String outcome = "";

    @Label("Sent")
    @Description("Whether the kernel was asked")
    boolean sent;

    @Label("Request Size")
    @DataAmount
    int requestSize;

    @Label("Reply Size")
    @DataAmount
    int replySize;

    @Label("Errno")
    @Description("0 if the kernel passed the RPC on")
    int errno;

    @Label("Firmware Status")
    @Description("0 if the firmware did not refuse it")
    long firmwareStatus;

    @Label("Tainted")
    @Description("Whether the kernel's TAINT_FWCTL flag was set while the RPC was under way")
    boolean tainted;

    private JfrRpcEvent() {}

    static @Nullable JfrRpcEvent ifEnabled() {
        JfrRpcEvent event = new JfrRpcEvent();
        return event.isEnabled() ? event : null;
    }

    /**
     * Fills the event and hands it to the recorder.
     *
     * @param event what happened
     */
    public void record(RpcEvent event) {
        if (!shouldCommit()) {
            return;
        }
        RpcCall call = event.call();
        device = call.node().name();
        deviceKey = call.node().stableKey();
        driver = call.node().driver().orElse("");
        command = call.command();
        opcode = call.opcode();
        about = String.join(" ", event.about());
        actor = event.context().actor();
        ticket = event.context().ticket();
        transaction = event.context().transaction();
        specification = event.specification().toString();
        effects = event.effects().toString();
        scope = call.scope().uapiName();
        policy = event.policy();
        refusal = event.verdict().reason();
        outcome = event.outcome().toString();
        sent = event.sent();
        requestSize = event.request().limit();
        replySize = event.reply().limit();
        errno = event.errno().map(Errno::number).orElse(0);
        firmwareStatus = event.failure()
                .filter(FirmwareException.class::isInstance)
                .map(failure -> ((FirmwareException) failure).status())
                .orElse(0L);
        tainted = event.taint().filter(KernelTaint::tainted).isPresent();
        commit();
    }
}
