// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.fleet;

import dev.fwctl.internal.Elements;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.plan.Consent;
import dev.fwctl.settings.plan.Desired;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The desired settings of many devices, of any vendors. Immutable.
 *
 * <p>Written in JSON; the schema is the resource {@code dev-fwctl-core/settings-desired.schema.json}, and
 * {@code docs/settings.md} describes it.
 */
public final class DesiredState {
    private static final long LONGEST = 16L << 20;

    private final List<Group> groups;

    /**
     * What is desired of some devices.
     *
     * @param select which devices
     * @param settings by name, in order
     * @param consents what a plan may do that it would not do else
     */
    record Group(Selector select, Map<String, Desired> settings, Set<Consent> consents) {}

    private DesiredState(List<Group> groups) {
        this.groups = List.copyOf(groups);
    }

    static DesiredState of(List<Group> groups) {
        return new DesiredState(groups);
    }

    /**
     * Reads a file.
     *
     * @param file UTF-8, at most 16 MiB
     * @throws IllegalArgumentException if it is not such a document, with the reason
     * @throws IOException if it cannot be read
     */
    public static DesiredState load(Path file) throws IOException {
        Objects.requireNonNull(file, "file");
        if (Files.size(file) > LONGEST) {
            throw new IllegalArgumentException(file + " is longer than 16 MiB");
        }
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a text.
     *
     * @param json the document
     * @throws IllegalArgumentException if it is no such document, with the reason
     */
    public static DesiredState parse(String json) {
        Objects.requireNonNull(json, "json");
        return DesiredStateParser.parse(json);
    }

    /**
     * The same settings on one device.
     *
     * @param device a name that it answers to
     * @param settings by name: as for {@link Settings#plan(Map)}
     * @param consents what a plan may do that it would not do else
     */
    public static DesiredState of(String device, Map<String, ?> settings, Set<Consent> consents) {
        Objects.requireNonNull(device, "device");
        Elements.require(settings, "settings");
        Objects.requireNonNull(consents, "consents");
        return new DesiredState(List.of(new Group(Selector.name(device), Desired.all(settings), consents)));
    }

    List<Group> groups() {
        return groups;
    }
}
