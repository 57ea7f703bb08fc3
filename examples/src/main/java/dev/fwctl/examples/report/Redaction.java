// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.report;

import dev.fwctl.layout.Sensitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The choice of what goes into a report of a request and of a reply. Of a request everything but secrets: it is the
 * library's own, and says what was asked. Of a reply only what is listed here, by name: a field that nobody has thought
 * of stays out, as serial numbers, addresses and names then do too.
 */
final class Redaction {
    private static final Set<String> KEPT = Set.of(
            // how long something is, and of which form
            "length",
            "version",
            "bytes",
            "features",
            "total",
            // what can be asked of a device
            "support_rd",
            "support_wr",
            "host_id_valid",
            "nvda_read_factory_settings",
            "nvda_read_current_settings",
            "priv_nv_other_host",
            // which registers there are
            "mng_access_reg_cap_mask",
            "mng_feature_cap_mask",
            "port_access_reg_cap_mask",
            "feature_cap_mask",
            // what kind of device it is, and of which make
            "device_id",
            "hw_dev_id",
            "device_hw_revision",
            "technology",
            "num_ports",
            "sensor_count",
            "width",
            "module",
            "chip_type",
            "major",
            "minor",
            "sub_minor");

    /** Capabilities say what a device can do; these of their fields say which one it is. */
    private static final Pattern IDENTITY =
            Pattern.compile("vhca|guid|uuid|mac|serial|uid|owner|_id$|function", Pattern.CASE_INSENSITIVE);

    private Redaction() {}

    /** What was asked. */
    static Map<String, Object> request(Map<String, Object> described) {
        return map(described, false);
    }

    /** What was answered. */
    static Map<String, Object> reply(Map<String, Object> described) {
        return map(described, true);
    }

    /** The fields of a page of capabilities. */
    static Map<String, Object> capabilities(Map<String, Object> fields) {
        Map<String, Object> kept = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (!IDENTITY.matcher(name).find()) {
                @Nullable Object one = value instanceof Map<?, ?> inner ? capabilities(named(inner)) : plain(value);
                if (one != null) {
                    kept.put(name, one);
                }
            }
        });
        return kept;
    }

    private static Map<String, Object> map(Map<String, Object> described, boolean onlyListed) {
        Map<String, Object> kept = new LinkedHashMap<>();
        described.forEach((name, value) -> {
            @Nullable Object one;
            if (value instanceof Map<?, ?> inner) {
                Map<String, Object> some = map(named(inner), onlyListed && !KEPT.contains(name));
                one = some.isEmpty() ? null : some;
            } else {
                one = onlyListed && !KEPT.contains(name) ? null : plain(value);
            }
            if (one != null) {
                kept.put(name, one);
            }
        });
        return kept;
    }

    /** Numbers, truths, words of enumerations, and lists of these. */
    private static @Nullable Object plain(Object value) {
        if (value instanceof Sensitive) {
            return null;
        }
        if (value instanceof Number || value instanceof Boolean || value instanceof String) {
            return value;
        }
        if (value instanceof Enum<?> word) {
            return word.name().toLowerCase(Locale.ROOT);
        }
        if (value instanceof List<?> list) {
            List<Object> kept = new ArrayList<>();
            for (Object element : list) {
                @Nullable Object one = element instanceof Map<?, ?> inner ? map(named(inner), false) : plain(element);
                if (one != null) {
                    kept.add(one);
                }
            }
            return kept;
        }
        return value.getClass().isArray() || value instanceof Record ? null : String.valueOf(value);
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }
}
