// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.Command;
import java.util.List;

/** What this room sends, for tests of the whole module. */
public final class MemdevSamples {
    private MemdevSamples() {}

    public static List<Command<?, ?>> commands() {
        return MemdevCommands.all();
    }
}
