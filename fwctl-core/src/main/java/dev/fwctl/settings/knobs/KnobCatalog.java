// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.knobs;

import dev.fwctl.json.JsonReader;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The knowledge of a vendor's settings, read from a JSON document of the form {@code dev-fwctl-core/knobs.schema.json}.
 * Nothing is read before the first question, then all of it, once. Thread-safe.
 */
public final class KnobCatalog {
    private final Class<?> anchor;
    private final String resource;
    private volatile @Nullable Content content;

    private KnobCatalog(Class<?> anchor, String resource) {
        this.anchor = anchor;
        this.resource = resource;
    }

    /** A document as read. */
    record Content(String name, Map<String, String> sources, Map<String, Knob> knobs) {}

    /**
     * The catalog in a resource of a jar or directory.
     *
     * @param anchor a class of the module that holds the resource
     * @param resource absolute, with a leading slash, in a folder whose name is no package name
     */
    public static KnobCatalog resource(Class<?> anchor, String resource) {
        Objects.requireNonNull(anchor, "anchor");
        Objects.requireNonNull(resource, "resource");
        return new KnobCatalog(anchor, resource);
    }

    /**
     * The name the document gives itself.
     *
     * @throws IllegalArgumentException if the document is not as the schema has it
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public String name() {
        return content().name();
    }

    /**
     * Where things were learnt, by the short name that the document gives a source. Unmodifiable.
     *
     * @throws IllegalArgumentException as {@link #name}
     * @throws java.io.UncheckedIOException as {@link #name}
     */
    public Map<String, String> sources() {
        return content().sources();
    }

    /**
     * What is known of each setting, in the document's order. Unmodifiable.
     *
     * @throws IllegalArgumentException as {@link #name}
     * @throws java.io.UncheckedIOException as {@link #name}
     */
    public Collection<Knob> knobs() {
        return content().knobs().values();
    }

    /**
     * What is known of one setting.
     *
     * @param setting its name, without port, module or element
     * @return empty if the document does not have it
     * @throws IllegalArgumentException as {@link #name}
     * @throws java.io.UncheckedIOException as {@link #name}
     */
    public Optional<Knob> find(String setting) {
        Objects.requireNonNull(setting, "setting");
        return Optional.ofNullable(content().knobs().get(setting));
    }

    private Content content() {
        Content read = content;
        if (read == null) {
            synchronized (this) {
                read = content;
                if (read == null) {
                    content = read = read();
                }
            }
        }
        return read;
    }

    private Content read() {
        return JsonReader.resource(anchor, resource, KnobParser::document);
    }
}
