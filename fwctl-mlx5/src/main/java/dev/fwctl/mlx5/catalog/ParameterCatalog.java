// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.catalog;

import dev.fwctl.json.JsonReader;
import dev.fwctl.layout.UnknownNameException;
import dev.fwctl.settings.knobs.KnobCatalog;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All TLVs and parameters that a public database describes: what can be configured, before any device is asked. Read from this jar at the first use. Immutable, hence thread-safe.
 */
public final class ParameterCatalog {
    private final List<String> sources;
    private final KnobCatalog knobs;
    private final Map<String, Tlv> tlvs;
    private final Map<String, Parameter> named;
    private final Map<String, Parameter> inAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private ParameterCatalog(List<String> sources, KnobCatalog knobs, Collection<Tlv> all) {
        this.sources = List.copyOf(sources);
        this.knobs = knobs;
        Map<String, Tlv> tlvsByName = new LinkedHashMap<>();
        Map<String, Parameter> parametersByName = new LinkedHashMap<>();
        for (Tlv tlv : all) {
            tlvsByName.put(tlv.name(), tlv);
            for (Parameter parameter : tlv.parameters()) {
                if (parameter.named() && parametersByName.put(parameter.name(), parameter) != null) {
                    throw new IllegalArgumentException("two parameters are named " + parameter.name());
                }
            }
        }
        this.tlvs = Collections.unmodifiableMap(tlvsByName);
        this.named = Collections.unmodifiableMap(parametersByName);
        this.inAnyCase.putAll(parametersByName);
    }

    /** The catalog of host devices in this jar. */
    public static ParameterCatalog host() {
        return Host.CATALOG;
    }

    /** The catalog of switches in this jar, for a list that is whole: no fwctl driver of Linux reaches a switch. */
    public static ParameterCatalog switches() {
        return Switches.CATALOG;
    }

    /** Loaded with its first use, as a class is. */
    private static final class Host {
        static final ParameterCatalog CATALOG = read("/dev-fwctl-mlx5/parameters.json", "/dev-fwctl-mlx5/knobs.json");
    }

    /** Loaded with its first use, as a class is. */
    private static final class Switches {
        static final ParameterCatalog CATALOG =
                read("/dev-fwctl-mlx5/switch-parameters.json", "/dev-fwctl-mlx5/switch-knobs.json");
    }

    static ParameterCatalog read(String resource, String knobs) {
        return JsonReader.resource(ParameterCatalog.class, resource, json -> {
            ParameterParser parser = new ParameterParser(json);
            List<Tlv> tlvs = parser.document();
            return new ParameterCatalog(parser.sources(), KnobCatalog.resource(ParameterCatalog.class, knobs), tlvs);
        });
    }

    /** What each parameter with a public name does, by that name, and what changing it does. */
    public KnobCatalog knobs() {
        return knobs;
    }

    /** What the facts were taken from: public files, with their digests. */
    public List<String> sources() {
        return sources;
    }

    /** All TLVs, in the order of class and index; unmodifiable. */
    public Collection<Tlv> tlvs() {
        return tlvs.values();
    }

    /** All parameters that have a public name, by TLV and place; unmodifiable. */
    public Collection<Parameter> named() {
        return named.values();
    }

    /**
     * The TLV of that name.
     *
     * @throws UnknownNameException if there is none, with names near to it
     */
    public Tlv tlv(String name) {
        Objects.requireNonNull(name, "name");
        Tlv found = tlvs.get(name);
        if (found == null) {
            throw UnknownNameException.of("the NV configuration", "TLV", name, tlvs.keySet());
        }
        return found;
    }

    /**
     * The TLV that a TLV type means, whichever port, module, host or function it is for.
     *
     * @param type as the registers of the NV configuration have it
     * @return empty if the database has no such TLV
     */
    public Optional<Tlv> find(int type) {
        return tlvs.values().stream()
                .filter(tlv -> tlv.tlvClass().is(type, tlv.index()))
                .findFirst();
    }

    /** The TLV that the parameter is in. */
    public Tlv tlv(Parameter parameter) {
        Objects.requireNonNull(parameter, "parameter");
        return tlv(parameter.tlv());
    }

    /**
     * The parameter of that public name, in any case, given without the suffix for a port or module.
     *
     * @throws UnknownNameException if there is none, with names near to it
     */
    public Parameter named(String name) {
        Objects.requireNonNull(name, "name");
        Parameter found = inAnyCase.get(name);
        if (found == null) {
            throw UnknownNameException.of("the NV configuration", "parameter", name, named.keySet());
        }
        return found;
    }

    boolean has(String name) {
        return inAnyCase.containsKey(name);
    }
}
