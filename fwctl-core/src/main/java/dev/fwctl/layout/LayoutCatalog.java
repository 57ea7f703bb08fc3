// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import dev.fwctl.json.JsonReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Layouts read from a JSON document, by name. The document's form is described by the JSON Schema
 * {@code dev-fwctl-core/layout-catalog.schema.json} in this jar; an unknown key is an error. Nothing is read before the
 * first question to the catalog, then all of it, once. Thread-safe.
 */
public final class LayoutCatalog {
    private final String origin;
    private final Document document;
    private volatile @Nullable Content content;

    private LayoutCatalog(String origin, Document document) {
        this.origin = origin;
        this.document = document;
    }

    /**
     * The catalog in a resource of a jar or directory.
     *
     * @param anchor a class of the module that holds the resource
     * @param resource absolute, with a leading slash, in a folder whose name is no package name (a hyphen in it sees to
     *     that), for else a named module would hide it
     */
    public static LayoutCatalog resource(Class<?> anchor, String resource) {
        Objects.requireNonNull(anchor, "anchor");
        Objects.requireNonNull(resource, "resource");
        return new LayoutCatalog(resource, () -> JsonReader.resource(anchor, resource, CatalogParser::parse));
    }

    /**
     * The catalog in a file.
     *
     * @param file read at the first question to the catalog
     */
    public static LayoutCatalog file(Path file) {
        Objects.requireNonNull(file, "file");
        return new LayoutCatalog(file.toString(), () -> {
            try (InputStream stream = new FileInputStream(file.toFile())) {
                return JsonReader.read(file.toString(), stream, CatalogParser::parse);
            }
        });
    }

    /**
     * The name the document gives itself.
     *
     * @throws dev.fwctl.json.JsonFormatException if the document is not as the schema has it
     * @throws UncheckedIOException if it cannot be read
     */
    public String name() {
        return content().name();
    }

    /**
     * What the layouts were taken from: documents or files, with their versions.
     *
     * @throws dev.fwctl.json.JsonFormatException as {@link #name}
     * @throws UncheckedIOException as {@link #name}
     */
    public List<String> sources() {
        return content().sources();
    }

    /**
     * The names of all layouts, in the document's order.
     *
     * @throws dev.fwctl.json.JsonFormatException as {@link #name}
     * @throws UncheckedIOException as {@link #name}
     */
    public Set<String> names() {
        return content().layouts().keySet();
    }

    /**
     * The layout of that name.
     *
     * @throws UnknownNameException if there is none, with names near to it
     * @throws dev.fwctl.json.JsonFormatException as {@link #name}
     * @throws UncheckedIOException as {@link #name}
     */
    public Layout layout(String layout) {
        Objects.requireNonNull(layout, "layout");
        Content all = content();
        Layout found = all.layouts().get(layout);
        if (found == null) {
            throw UnknownNameException.of(
                    "catalog " + all.name(), "layout", layout, all.layouts().keySet());
        }
        return found;
    }

    /**
     * The layout with that number, if there is one.
     *
     * @throws dev.fwctl.json.JsonFormatException as {@link #name}
     * @throws UncheckedIOException as {@link #name}
     */
    public Optional<Layout> find(long id) {
        return Optional.ofNullable(content().byId().get(id));
    }

    private Content content() {
        Content read = content;
        if (read == null) {
            synchronized (this) {
                read = content;
                if (read == null) {
                    try {
                        read = document.read();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    content = read;
                }
            }
        }
        return read;
    }

    @Override
    public String toString() {
        return "catalog " + origin;
    }

    /** What the document holds; the maps and the list are unmodifiable. */
    record Content(String name, List<String> sources, Map<String, Layout> layouts, Map<Long, Layout> byId) {}

    private interface Document {
        Content read() throws IOException;
    }
}
