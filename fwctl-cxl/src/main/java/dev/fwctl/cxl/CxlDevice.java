// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import static java.util.Objects.requireNonNull;

import dev.fwctl.FwctlDevice;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.UnsupportedByDeviceException;
import dev.fwctl.cxl.command.FeatureCommands;
import dev.fwctl.cxl.command.GetFeature;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.FeatureCodec;
import dev.fwctl.cxl.feature.FeatureCodecs;
import dev.fwctl.cxl.feature.Obstacle;
import dev.fwctl.cxl.feature.PreflightException;
import dev.fwctl.cxl.feature.Selection;
import dev.fwctl.cxl.feature.SetOptions;
import dev.fwctl.cxl.feature.StandardFeature;
import dev.fwctl.cxl.internal.Ranges;
import dev.fwctl.cxl.mailbox.CxlMailboxException;
import dev.fwctl.settings.lock.HardwareLock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The Features of a CXL memory device.
 *
 * <pre>{@code
 * try (FwctlDevice fwctl = Fwctl.system().open("mem0")) {
 *     CxlDevice device = CxlDevice.of(fwctl);
 *     for (Feature feature : device.features()) {
 *         System.out.println(feature.uuid() + " " + feature.effects());
 *     }
 *     PatrolScrub scrub = device.read(PatrolScrub.CODEC);
 * }
 * }</pre>
 *
 * <p>Safe for use by any number of threads. There is nothing to close: it uses the {@link FwctlDevice} that it was given.
 * What that device's methods throw, these throw too.
 */
public final class CxlDevice {
    private static final CxlModule MODULE = new CxlModule();

    private final FwctlDevice device;
    private final FeatureCodecs codecs;
    private volatile @Nullable List<Feature> features;

    private CxlDevice(FwctlDevice device, FeatureCodecs codecs) {
        this.device = device;
        this.codecs = codecs;
    }

    /**
     * The Features of an open device, with the codecs of the standard ones.
     *
     * @param device an open device
     * @return its Features
     * @throws dev.fwctl.ForeignDeviceException if it is no CXL memory device
     */
    public static CxlDevice of(FwctlDevice device) {
        return of(device, FeatureCodecs.standard());
    }

    /**
     * The Features of an open device.
     *
     * @param device an open device
     * @param codecs how to read and write them
     * @return its Features
     * @throws dev.fwctl.ForeignDeviceException if it is no CXL memory device
     */
    public static CxlDevice of(FwctlDevice device, FeatureCodecs codecs) {
        requireNonNull(device, "device").requireServedBy(MODULE);
        return new CxlDevice(device, requireNonNull(codecs, "codecs"));
    }

    /**
     * The device below.
     *
     * @return what this was made of
     */
    public FwctlDevice device() {
        return device;
    }

    /**
     * All Features of the device, those included that the kernel keeps for itself. The kernel asks the device for them
     * once, when it finds it; so does this object.
     *
     * @return the Features in the device's order, a list that cannot be changed
     * @throws MalformedReplyException if the pages of the list contradict each other
     */
    public List<Feature> features() {
        List<Feature> known = features;
        if (known == null) {
            known = FeatureList.read(device);
            features = known;
        }
        return known;
    }

    /**
     * The Feature with a UUID.
     *
     * @param uuid the UUID
     * @return the first one in the list; empty if the device has none
     */
    public Optional<Feature> feature(UUID uuid) {
        requireNonNull(uuid, "uuid");
        return features().stream()
                .filter(feature -> feature.uuid().equals(uuid))
                .findFirst();
    }

    /**
     * The Feature of a name: a UUID, a key or title of a {@link StandardFeature}, or the name of one of the codecs.
     *
     * @param name the name, in any case
     * @return empty if the device has none
     */
    public Optional<Feature> feature(String name) {
        requireNonNull(name, "name");
        return features().stream()
                .filter(feature -> feature.uuid().toString().equalsIgnoreCase(name)
                        || feature.standard()
                                .filter(standard -> standard.answersTo(name))
                                .isPresent()
                        || codecs.find(feature.uuid())
                                .filter(codec -> codec.name().equalsIgnoreCase(name))
                                .isPresent())
                .findFirst();
    }

    /**
     * Reads a Feature's whole current value.
     *
     * @param feature the Feature
     * @return {@link Feature#getSize()} bytes
     * @throws CxlMailboxException if the device refuses
     */
    public byte[] read(Feature feature) {
        return read(feature, Selection.CURRENT);
    }

    /**
     * Reads a Feature's whole value.
     *
     * @param feature the Feature
     * @param selection which value
     * @return {@link Feature#getSize()} bytes
     * @throws CxlMailboxException if the device refuses, as it does with a selection that it does not
     *     {@linkplain Feature#supports support}
     */
    public byte[] read(Feature feature, Selection selection) {
        return read(requireNonNull(feature, "feature"), selection, 0, feature.getSize());
    }

    /**
     * Reads bytes of a Feature's value. The kernel reads them in as many steps as the mailbox needs.
     *
     * @param feature the Feature
     * @param selection which value
     * @param offset the first byte, 0 to 65535
     * @param count how many bytes, 0 to 65535 less the offset
     * @return that many bytes
     * @throws CxlMailboxException if the device refuses
     */
    public byte[] read(Feature feature, Selection selection, int offset, int count) {
        requireNonNull(feature, "feature");
        requireNonNull(selection, "selection");
        Ranges.check("the offset", offset, GetFeature.MAX_SIZE);
        Ranges.check("the count behind offset " + offset, count, GetFeature.MAX_SIZE - offset);
        byte[] bytes = new byte[count];
        int done = 0;
        while (done < count) {
            GetFeature request = new GetFeature(feature.uuid(), selection, offset + done, count - done);
            byte[] part = device.call(FeatureCommands.GET_FEATURE, request);
            System.arraycopy(part, 0, bytes, done, part.length);
            done += part.length;
        }
        return bytes;
    }

    /**
     * Reads a Feature's current value through a codec.
     *
     * @param codec the codec
     * @param <T> the value's type
     * @return the value
     * @throws UnsupportedByDeviceException if the device has no such Feature
     * @throws MalformedReplyException if the bytes are too few for the codec, or make no sense to it
     */
    public <T> T read(FeatureCodec<T> codec) {
        return read(codec, Selection.CURRENT);
    }

    /**
     * Reads a Feature's value through a codec.
     *
     * @param codec the codec
     * @param selection which value
     * @param <T> the value's type
     * @return the value
     * @throws UnsupportedByDeviceException if the device has no such Feature
     * @throws MalformedReplyException if the bytes are too few for the codec, or make no sense to it
     */
    public <T> T read(FeatureCodec<T> codec, Selection selection) {
        Feature feature = require(codec);
        return Decoding.decode(device, codec, feature, read(feature, selection));
    }

    /**
     * Decodes bytes that were read from a Feature, if there is a codec for it.
     *
     * @param feature the Feature
     * @param bytes its value
     * @return a value of the codec's type; empty if there is no codec
     * @throws MalformedReplyException if the bytes are too few for the codec, or make no sense to it
     */
    public Optional<Object> decode(Feature feature, byte[] bytes) {
        requireNonNull(feature, "feature");
        requireNonNull(bytes, "bytes");
        return codecs.find(feature.uuid()).map(codec -> Decoding.decode(device, codec, feature, bytes));
    }

    /**
     * Why the policy, the kernel or the device would refuse to have a Feature set, or do something else than was meant,
     * before anything is sent. What the options say to go on {@linkplain SetOptions#despite despite} is among it.
     *
     * @param feature the Feature
     * @param data the bytes, 65535 less the offset at most
     * @param options how it would be written
     * @return the reasons in the order of {@link Obstacle.Kind}; empty if none can be seen from here
     */
    public List<Obstacle> preflight(Feature feature, byte[] data, SetOptions options) {
        return FeatureWrite.of(device, feature, data, options).obstacles();
    }

    /**
     * Writes a Feature's value from offset 0, at the least scope that the kernel accepts. This is the low-level way, under
     * the {@linkplain HardwareLock lock of the hardware} that all writers of this library share:
     * {@code dev.fwctl.settings.Settings} plans, journals, reads back and takes back.
     *
     * @param feature the Feature
     * @param data the bytes
     * @throws PreflightException if the kernel or the device would refuse; nothing was sent
     * @throws CxlMailboxException if the device refuses
     */
    public void write(Feature feature, byte[] data) {
        write(feature, data, SetOptions.usual());
    }

    /**
     * Writes a Feature's value. Up to Linux 7.3, the kernel reports success too when it failed to talk to the mailbox, for
     * example after a time-out: read the value back if you must know.
     *
     * @param feature the Feature
     * @param data the bytes
     * @param options offset, version, scope, and obstacles that do not count
     * @throws PreflightException if the kernel or the device would refuse; nothing was sent
     * @throws CxlMailboxException if the device refuses
     */
    public void write(Feature feature, byte[] data, SetOptions options) {
        FeatureWrite.of(device, feature, data, options).send();
    }

    /**
     * Writes a Feature's value through a codec.
     *
     * @param codec the codec
     * @param value the value
     * @param <T> the value's type
     * @throws UnsupportedByDeviceException if the device has no such Feature
     * @throws UnsupportedOperationException if the codec only reads
     * @throws PreflightException if the kernel or the device would refuse; nothing was sent
     * @throws CxlMailboxException if the device refuses
     */
    public <T> void write(FeatureCodec<T> codec, T value) {
        Feature feature = require(codec);
        requireNonNull(value, "value");
        write(feature, codec.encode(feature, value));
    }

    private Feature require(FeatureCodec<?> codec) {
        return feature(requireNonNull(codec, "codec").uuid())
                .orElseThrow(() -> new UnsupportedByDeviceException(
                        device.node(),
                        "Feature " + codec.uuid() + " (" + codec.name() + ")",
                        "the device does not list it",
                        null));
    }

    @Override
    public String toString() {
        return "CxlDevice[" + device.node() + "]";
    }
}
