package ${package};

import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.VendorModule;
import dev.fwctl.settings.model.SettingsModule;
import dev.fwctl.testkit.contract.SettingsContract;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.DisabledIf;

/** The settings keep the rules of every vendor's settings. Once there are some, take the condition away: they stay then. */
@DisabledIf(
        value = "hasNone",
        disabledReason = "${moduleClass} brings no settings: let it implement SettingsModule, and this test runs")
class ${moduleClass}SettingsContractTest implements SettingsContract {
    private final SimulatedKernel kernel = SimulatedKernel.create();

    /** The same model of the driver as in the module's contract. */
    ${moduleClass}SettingsContractTest() {
        kernel.plug(
                Placement.pci("0000:44:00.0", 0x1234, 0x5678),
                SimulatedDriver.of("${driver}", 0, (scope, request, outLength) -> Answer.refuse(Errno.EINVAL)));
    }

    static boolean hasNone() {
        VendorModule module = new ${moduleClass}();
        return !(module instanceof SettingsModule);
    }

    @AfterEach
    void shutDown() {
        kernel.close();
    }

    @Override
    public Fwctl fwctl() {
        return kernel.fwctl();
    }

    @Override
    public String device() {
        return "fwctl0";
    }

    /** New values that the device takes. */
    @Override
    public Map<String, Object> change() {
        return Map.of();
    }

    /** Values that mean nothing to it. */
    @Override
    public Map<String, Object> refused() {
        return Map.of();
    }

    @Override
    public String place() {
        return "${vendor}@simulated";
    }
}
