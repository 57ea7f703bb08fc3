// SPDX-License-Identifier: Apache-2.0
package com.example.acme.blob;

import dev.fwctl.Attachment;
import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.FwctlDevice;
import dev.fwctl.SpecReference;
import dev.fwctl.settings.model.DeviceSettings;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingsModule;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Acme's second module: a store of blobs of 64 bytes behind the invented driver {@code acme_blob}. It shows what the first
 * one has no use for: memory by address, a status that is an errno, and settings.
 */
public final class BlobModule implements SettingsModule {
    /** Where the format is described. */
    static final SpecReference SPECIFICATION = new SpecReference("Acme blob store, programmer's guide", "struct acme_rpc");

    /** Called by {@link java.util.ServiceLoader}. */
    public BlobModule() {}

    @Override
    public int spi() {
        return SPI;
    }

    @Override
    public String name() {
        return "acme-blob";
    }

    @Override
    public Set<String> drivers() {
        return Set.of("acme_blob");
    }

    @Override
    public List<Command<?, ?>> commands() {
        return List.of(ReadBlob.COMMAND, WriteBlob.COMMAND);
    }

    /** The same as the commands' own, read from bytes: programs that send bytes are held to it. */
    @Override
    public List<Attachment> attachments(ByteBuffer request) {
        Objects.requireNonNull(request, "request");
        return BlobWire.attachments(request);
    }

    /** Of raw bytes: whatever is not a whole read is unknown. */
    @Override
    public Effects effects(ByteBuffer request) {
        Objects.requireNonNull(request, "request");
        return BlobWire.isRead(request) ? Effects.none(Effects.Source.SPECIFICATION) : Effects.unknown();
    }

    @Override
    public Stream<Setting> definitions() {
        return BlobSettings.definitions();
    }

    @Override
    public DeviceSettings settings(FwctlDevice device) {
        Objects.requireNonNull(device, "device");
        device.requireServedBy(this);
        return new BlobSettings(device);
    }
}
