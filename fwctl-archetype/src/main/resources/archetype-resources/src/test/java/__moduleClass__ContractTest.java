package ${package};

import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.VendorModule;
import dev.fwctl.testkit.contract.Sample;
import dev.fwctl.testkit.contract.VendorModuleContract;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The module keeps the rules of every vendor's module, on a model of its device. */
class ${moduleClass}ContractTest implements VendorModuleContract {
    private final SimulatedKernel kernel = SimulatedKernel.create();

    /** The driver's model: what your driver does with a request. Until then it refuses all. */
    ${moduleClass}ContractTest() {
        kernel.plug(
                Placement.pci("0000:44:00.0", 0x1234, 0x5678),
                SimulatedDriver.of("${driver}", 0, (scope, request, outLength) -> Answer.refuse(Errno.EINVAL)));
    }

    @AfterEach
    void shutDown() {
        kernel.close();
    }

    @Override
    public VendorModule module() {
        return new ${moduleClass}();
    }

    @Override
    public Optional<Fwctl> fwctl() {
        return Optional.of(kernel.fwctl());
    }

    @Override
    public List<Sample<?, ?>> samples() {
        return List.of();
    }
}
