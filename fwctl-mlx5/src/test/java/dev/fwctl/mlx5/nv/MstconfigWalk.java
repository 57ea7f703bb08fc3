// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.mlx5.Bench;
import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.catalog.Tlv;
import dev.fwctl.mlx5.catalog.TlvClass;
import dev.fwctl.mlx5.internal.SharedFields;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How mstconfig reads all parameters with the three values of each, RPC by RPC, as its public source has it
 * ({@code queryAll} and {@code checkDependency} of mlxcfg_generic_commander.cpp, {@code isFWSupported} and
 * {@code getMaxPort} of mlxcfg_tlv.cpp, mstflint 4.36): for each of the values that MNVGC promises, each TLV that it has a
 * name in, of each port and of modules 0 and 1, is asked for by MNVQC and, if it can be read and written, read; then for
 * each parameter each TLV in its dependency likewise, every time anew, until one is not there.
 *
 * <p>Nothing of what it asks is kept, and nothing of the engine is used.
 */
final class MstconfigWalk {
    private static final Pattern ELSEWHERE = Pattern.compile("\\$([A-Za-z0-9_]+)\\.[A-Za-z0-9_]+");
    private static final RegisterType MNVGC = RegisterType.MNVGC;

    private final Bench bench;

    private MstconfigWalk(Bench bench) {
        this.bench = bench;
    }

    /** How many RPCs it takes. */
    static long rpcs(Bench bench) {
        bench.forget();
        new MstconfigWalk(bench).run();
        return bench.calls();
    }

    private void run() {
        ByteBuffer mgir = bench.mlx5.registers().read(RegisterType.MGIR);
        int ports = (int) SharedFields.MGIR_PORTS.get(mgir, 0);
        int promised = bench.mlx5.registers().read(MNVGC).getInt(0);
        if ((promised & 1) != 0) {
            all(NvMode.FACTORY, ports);
        }
        if ((promised & 2) != 0) {
            all(NvMode.CURRENT, ports);
        }
        all(NvMode.NEXT, ports);
    }

    private void all(NvMode mode, int ports) {
        for (Tlv tlv : ParameterCatalog.host().tlvs()) {
            if (tlv.readOnly() || tlv.parameters().stream().noneMatch(Parameter::named)) {
                continue;
            }
            int first = tlv.tlvClass() == TlvClass.PHYSICAL_PORT ? 1 : 0;
            int last = tlv.tlvClass() == TlvClass.PHYSICAL_PORT ? ports : tlv.tlvClass() == TlvClass.MODULE ? 1 : 0;
            for (int instance = first; instance <= last; instance++) {
                one(tlv, instance, mode);
            }
        }
    }

    private void one(Tlv tlv, int instance, NvMode mode) {
        NvItem item = NvItem.of(tlv, instance, NvOwner.OWN);
        if (!isThere(item, true)) {
            return;
        }
        read(item, mode);
        for (Parameter parameter : tlv.parameters()) {
            if (parameter.named()) {
                dependency(parameter, instance);
            }
        }
    }

    private void dependency(Parameter parameter, int instance) {
        Set<String> variables = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        Matcher matcher = ELSEWHERE.matcher(parameter.dependency());
        while (matcher.find()) {
            if (seen.add(matcher.group()) && !matcher.group(1).equals(parameter.tlv())) {
                variables.add(matcher.group());
            }
        }
        for (String variable : variables) {
            Tlv other = ParameterCatalog.host().tlv(variable.substring(1, variable.indexOf('.')));
            NvItem item = NvItem.of(other, instance, NvOwner.OWN);
            if (!isThere(item, false)) {
                return;
            }
            read(item, NvMode.NEXT);
        }
    }

    private boolean isThere(NvItem item, boolean toWrite) {
        try {
            NvStore.Support support = new NvStore(bench.mlx5.registers()).support(item);
            return support.readable() && (support.writable() || !toWrite);
        } catch (Mlx5Exception e) {
            return false;
        }
    }

    private void read(NvItem item, NvMode mode) {
        try {
            new NvStore(bench.mlx5.registers()).read(item, mode);
        } catch (Mlx5Exception e) {
            // it was asked
        }
    }
}
