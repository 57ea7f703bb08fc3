// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.pds;

import dev.fwctl.Command;
import dev.fwctl.Setting;
import dev.fwctl.VendorModule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What this module offers to programs that serve every vendor: the transport. It knows no operation of any product. */
public final class PdsModule implements VendorModule {
    /** Called by the service loader. */
    public PdsModule() {}

    @Override
    public String name() {
        return "pds";
    }

    @Override
    public Set<String> drivers() {
        return Set.of(PdsDevice.DRIVER);
    }

    @Override
    public List<Command<?, ?>> commands() {
        return List.of(PdsRpc.COMMAND, ScopeProbe.COMMAND);
    }

    @Override
    public Stream<Setting> settings() {
        return Stream.empty();
    }

    @Override
    public Map<Integer, String> deviceTypes() {
        return Map.of(4, "PDS");
    }
}
