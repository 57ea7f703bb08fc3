// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import dev.fwctl.Command;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.cxl.command.FeatureCommands;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.FeatureCodecs;
import dev.fwctl.cxl.feature.StandardFeature;
import dev.fwctl.cxl.memdev.CxlMemdev;
import dev.fwctl.settings.model.DeviceSettings;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingsModule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The CXL module, as it describes itself to the SDK. */
public final class CxlModule implements SettingsModule {
    private final @Nullable FeatureCodecs given;

    /** For {@link java.util.ServiceLoader}: with the codecs that are found as services. */
    public CxlModule() {
        this(null);
    }

    private CxlModule(@Nullable FeatureCodecs given) {
        this.given = given;
    }

    /**
     * The module, with codecs of the caller's own.
     *
     * @param codecs how to read and set Features
     */
    public static CxlModule with(FeatureCodecs codecs) {
        Objects.requireNonNull(codecs, "codecs");
        return new CxlModule(codecs);
    }

    private FeatureCodecs codecs() {
        return given == null ? FeatureCodecs.discovered() : given;
    }

    @Override
    public int spi() {
        return SPI;
    }

    @Override
    public String name() {
        return "cxl";
    }

    @Override
    public Set<String> drivers() {
        return Set.of("cxl_mem");
    }

    @Override
    public List<Command<?, ?>> commands() {
        return FeatureCommands.all();
    }

    /** The fields of the standard Features, with what is known of each (the group is its UUID), and those of all others that there is a codec for. */
    @Override
    public Stream<Setting> definitions() {
        Stream<Setting> others = codecs().all().stream()
                .filter(codec -> StandardFeature.of(codec.uuid()).isEmpty())
                .flatMap(codec -> codec.fields().stream()
                        .map(field -> FeaturePlaces.setting(codec.name(), Feature.unlisted(codec.uuid()), field)));
        Stream<Setting> standard = FeatureCodecs.standard().all().stream().flatMap(codec -> codec.settings().stream());
        return Stream.concat(standard, others);
    }

    @Override
    public Stream<String> subjects() {
        return Stream.concat(
                codecs().all().stream().map(codec -> codec.uuid().toString()),
                Stream.of(StandardFeature.values()).map(StandardFeature::key));
    }

    @Override
    public DeviceSettings settings(FwctlDevice device) {
        return new CxlSettings(device, codecs());
    }

    /** The firmware's revision, as the device identified itself when the kernel found it. */
    @Override
    public String firmware(FwctlNode node) {
        Objects.requireNonNull(node, "node");
        return node.attribute("firmware_version").orElse("");
    }

    /**
     * Whether the node belongs to a CXL memory device. The node outlives the binding to {@code cxl_mem}, so the device's
     * name on its bus counts as much as the driver's.
     */
    @Override
    public boolean serves(FwctlNode node) {
        return CxlMemdev.memdev(node).isPresent() || SettingsModule.super.serves(node);
    }

    /** The memory device, for example {@code mem0}. */
    @Override
    public List<String> names(FwctlNode node) {
        return CxlMemdev.memdev(node).stream().toList();
    }

    @Override
    public boolean isName(String text) {
        Objects.requireNonNull(text, "text");
        return CxlMemdev.FOLDER.holds(text);
    }

    @Override
    public Map<Integer, String> deviceTypes() {
        return Map.of(2, "CXL");
    }
}
