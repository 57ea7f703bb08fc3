package ${package};

import dev.fwctl.Command;
import dev.fwctl.VendorModule;
import java.util.List;
import java.util.Set;

/** The module, as it describes itself to the SDK. Implement SettingsModule instead if the devices have settings. */
public final class ${moduleClass} implements VendorModule {
    /** Called by {@link java.util.ServiceLoader}. */
    public ${moduleClass}() {}

    @Override
    public int spi() {
        return SPI;
    }

    @Override
    public String name() {
        return "${vendor}";
    }

    @Override
    public Set<String> drivers() {
        return Set.of("${driver}");
    }

    /** One class per command; give each a sample in the contract's test. */
    @Override
    public List<Command<?, ?>> commands() {
        return List.of();
    }
}
