// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import dev.fwctl.layout.Layout;
import dev.fwctl.layout.Sensitive;
import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.mlx5.catalog.RegisterCatalog;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.catalog.Tlv;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A description of an access to a register, for observers and the audit log. The data of MNVDA are those of a TLV, and
 * are secret only if the TLV has a secret in it, or is not known.
 */
final class RegisterDescription {
    private static final int NV_HEADER_BYTES = 12;
    private static final int NV_TYPE = 4;

    private RegisterDescription() {}

    static Map<String, Object> ofRequest(RegisterAccess access) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("register", access.register().name());
        description.put(
                "id", String.format(Locale.ROOT, "0x%04x", access.register().id()));
        description.put("access", access.write() ? "write" : "read");
        if (access.write()) {
            describe(access.register(), access.data(), description);
        } else {
            // What is zero is what is asked for; the rest says of what.
            tlv(access.register(), access.data()).ifPresent(tlv -> description.put("tlv", tlv.name()));
            layout(access.register())
                    .map(layout -> nonZero(layout.readMarked(padded(access.data(), layout.size()), 0)))
                    .filter(fields -> !fields.isEmpty())
                    .ifPresent(fields -> description.put("index", fields));
        }
        return description;
    }

    /** The register; of an NV configuration TLV also the TLV, and the parameters that lie in it. */
    static List<String> about(RegisterAccess access) {
        List<String> about = new ArrayList<>();
        about.add(access.register().name());
        nvType(access).flatMap(ParameterCatalog.host()::find).ifPresent(tlv -> {
            about.add(tlv.name());
            tlv.parameters().stream()
                    .filter(Parameter::named)
                    .map(Parameter::name)
                    .forEach(about::add);
        });
        return about;
    }

    /** The type of the TLV that an access is about: of its data, of whether it is there, of forgetting it. */
    private static Optional<Integer> nvType(RegisterAccess access) {
        ByteBuffer data = ByteBuffer.wrap(access.data());
        int id = access.register().id();
        int at = id == RegisterType.MNVQC.id() ? 0 : NV_TYPE;
        boolean ofTlv = id == RegisterType.MNVDA.id() || id == RegisterType.MNVDI.id() || id == RegisterType.MNVQC.id();
        return ofTlv && data.capacity() >= at + Integer.BYTES ? Optional.of(data.getInt(at)) : Optional.empty();
    }

    static Map<String, Object> ofReply(RegisterAccess access, byte[] data) {
        Map<String, Object> description = new LinkedHashMap<>();
        describe(access.register(), data, description);
        return description;
    }

    /** Whether what a read returns may hold a secret. */
    static boolean mayReturnSecrets(RegisterAccess access) {
        Map<String, Object> blank = new LinkedHashMap<>();
        describe(access.register(), access.data(), blank);
        return holdsSecret(blank);
    }

    private static void describe(RegisterType register, byte[] data, Map<String, Object> into) {
        Optional<Tlv> tlv = tlv(register, data);
        if (tlv.isPresent()) {
            into.put("tlv", tlv.get().name());
            layout(register)
                    .map(layout ->
                            layout.readMarked(padded(data, layout.size()), 0).get("configuration_item_header"))
                    .ifPresent(header -> into.put("header", header));
            byte[] content = Arrays.copyOfRange(data, Math.min(NV_HEADER_BYTES, data.length), data.length);
            Map<String, Object> fields =
                    tlv.get().layout().readMarked(padded(content, tlv.get().size()), 0);
            into.put("parameters", named(tlv.get(), fields));
        } else {
            layout(register).ifPresent(layout -> into.put("fields", layout.readMarked(padded(data, layout.size()), 0)));
        }
    }

    /** The names that the public tools use, where they have one. */
    private static Map<String, Object> named(Tlv tlv, Map<String, Object> fields) {
        Map<String, Object> named = new LinkedHashMap<>(fields);
        for (Parameter parameter : tlv.parameters()) {
            Object value = fields.get(parameter.field());
            if (parameter.named() && value != null) {
                named.remove(parameter.field());
                named.put(parameter.name(), value);
            }
        }
        return named;
    }

    private static Optional<Tlv> tlv(RegisterType register, byte[] data) {
        if (register.id() != RegisterType.MNVDA.id() || data.length < NV_HEADER_BYTES) {
            return Optional.empty();
        }
        int type = ByteBuffer.wrap(data).getInt(NV_TYPE);
        return ParameterCatalog.host().find(type);
    }

    private static Optional<Layout> layout(RegisterType register) {
        return RegisterCatalog.layouts().find(register.id());
    }

    private static ByteBuffer padded(byte[] data, int size) {
        return ByteBuffer.wrap(Arrays.copyOf(data, Math.max(data.length, size)));
    }

    private static Map<String, Object> nonZero(Map<String, Object> fields) {
        Map<String, Object> kept = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            Object one = value instanceof Map<?, ?> map ? nonZero(strings(map)) : value;
            if (!isZero(one)) {
                kept.put(name, one);
            }
        });
        return kept;
    }

    @SuppressWarnings("unchecked") // the maps of a layout have only strings for names
    private static Map<String, Object> strings(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }

    private static boolean isZero(@Nullable Object value) {
        return value == null
                || value instanceof Sensitive secret && isZero(secret.value())
                || value instanceof Number number && number.longValue() == 0
                || Boolean.FALSE.equals(value)
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof String text && text.chars().allMatch(c -> c == '0')
                || value instanceof List<?> list && list.stream().allMatch(RegisterDescription::isZero);
    }

    private static boolean holdsSecret(@Nullable Object value) {
        return value instanceof Sensitive
                || value instanceof Map<?, ?> map && map.values().stream().anyMatch(RegisterDescription::holdsSecret)
                || value instanceof List<?> list && list.stream().anyMatch(RegisterDescription::holdsSecret);
    }
}
