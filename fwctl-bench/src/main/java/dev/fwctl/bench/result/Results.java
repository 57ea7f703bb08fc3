// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.result;

import dev.fwctl.bench.result.Key.Family;
import dev.fwctl.harness.machine.Preflight;
import dev.fwctl.harness.machine.ProcessorTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Everything that one comparison has measured so far; a group that did not run is not there. */
public final class Results {
    public final Map<String, String> machine = new LinkedHashMap<>();
    /** What was seen of the machine before. */
    public Preflight preflight = new Preflight(List.of());
    /** How many processors there are. */
    public int processors = Runtime.getRuntime().availableProcessors();

    public final Map<Key, Group> groups = new LinkedHashMap<>();
    /** Rival to the nanoseconds of its single operations, the clock included. */
    public final Map<String, Histogram> latency = new LinkedHashMap<>();
    /** Rival to what reading its clock costs, in nanoseconds. */
    public final Map<String, Double> clocks = new LinkedHashMap<>();
    /** Who else used the machine while a family was measured. */
    public final Map<Family, ProcessorTime.Share> shares = new EnumMap<>(Family.class);
    /** What was not measured, or not as it should be, and why. */
    public final List<String> notes = new ArrayList<>();

    public List<Goal> goals() {
        return Goals.of(this);
    }
}
