// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import static java.util.Objects.requireNonNull;

import dev.fwctl.FwctlDevice;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcIntent;
import dev.fwctl.RpcScope;
import dev.fwctl.UnsupportedByDeviceException;
import dev.fwctl.Verdict;
import dev.fwctl.cxl.command.FeatureCommands;
import dev.fwctl.cxl.command.FeaturePage;
import dev.fwctl.cxl.command.GetFeature;
import dev.fwctl.cxl.command.GetSupportedFeatures;
import dev.fwctl.cxl.command.SetFeature;
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
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
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
    /** Entries in a page of the list. Most devices have fewer Features. */
    private static final int PAGE = 64;

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
            known = list();
            features = known;
        }
        return known;
    }

    private List<Feature> list() {
        List<Feature> found = new ArrayList<>();
        int total = 1;
        while (found.size() < total) {
            GetSupportedFeatures request = new GetSupportedFeatures(found.size(), PAGE);
            FeaturePage page = device.call(FeatureCommands.GET_SUPPORTED_FEATURES, request);
            if (!found.isEmpty() && page.total() != total) {
                throw malformed(
                        FeatureCommands.GET_SUPPORTED_FEATURES.name(),
                        0x0500,
                        "the device had " + total + " Features a moment ago, and has " + page.total() + " now",
                        new byte[0]);
            }
            total = page.total();
            found.addAll(page.features());
        }
        return List.copyOf(found);
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
        return decode(codec, feature, read(feature, selection));
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
        return codecs.find(feature.uuid()).map(codec -> decode(codec, feature, bytes));
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
        SetFeature request = request(feature, data, options);
        RpcScope scope = options.scope().orElseGet(request::leastScope);
        List<Obstacle> found = new ArrayList<>();
        Verdict verdict = device.policy()
                .decide(new RpcIntent(
                        device.node(),
                        FeatureCommands.SET_FEATURE,
                        request.effects(),
                        scope,
                        Optional.of(FeatureCommands.SET_FEATURE.about(request))));
        if (!verdict.allowed()) {
            found.add(new Obstacle(
                    Obstacle.Kind.POLICY,
                    "the policy " + device.policy().name() + " does not allow it: " + verdict.reason()));
        }
        found.addAll(options.scope().map(request::obstacles).orElseGet(request::obstacles));
        return List.copyOf(found);
    }

    private static SetFeature request(Feature feature, byte[] data, SetOptions options) {
        requireNonNull(options, "options");
        return SetFeature.of(requireNonNull(feature, "feature"), requireNonNull(data, "data"), options);
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
        SetFeature request = request(feature, data, options);
        // The call itself asks the policy, and its refusal has a type of its own.
        List<Obstacle> obstacles = preflight(feature, data, options).stream()
                .filter(obstacle -> obstacle.kind() != Obstacle.Kind.POLICY && !options.ignores(obstacle))
                .toList();
        RpcScope scope = options.scope().orElseGet(request::leastScope);
        if (!obstacles.isEmpty()) {
            throw new PreflightException(
                    new RpcCall(
                            device.node(),
                            FeatureCommands.SET_FEATURE.name(),
                            FeatureCommands.SET_FEATURE.opcode(),
                            scope),
                    obstacles);
        }
        HardwareLock.holding(device, () -> device.call(FeatureCommands.SET_FEATURE, request, scope));
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

    private <T> T decode(FeatureCodec<T> codec, Feature feature, byte[] bytes) {
        if (bytes.length < codec.minimumSize()) {
            throw malformed(
                    codec.name() + " has at least " + codec.minimumSize() + " bytes, and there are " + bytes.length,
                    bytes);
        }
        try {
            return codec.decode(
                    feature, ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException e) {
            MalformedReplyException malformed =
                    malformed(codec.name() + " cannot be decoded: " + e.getMessage(), bytes);
            malformed.initCause(e);
            throw malformed;
        }
    }

    private MalformedReplyException malformed(String why, byte[] bytes) {
        return malformed(FeatureCommands.GET_FEATURE.name(), FeatureCommands.GET_FEATURE.opcode(), why, bytes);
    }

    private MalformedReplyException malformed(String command, int opcode, String why, byte[] bytes) {
        byte[] shown = Arrays.copyOf(bytes, Math.min(bytes.length, MalformedReplyException.SHOWN_BYTES));
        return new MalformedReplyException(
                new RpcCall(device.node(), command, opcode, RpcScope.CONFIGURATION), why, shown, bytes.length);
    }

    @Override
    public String toString() {
        return "CxlDevice[" + device.node() + "]";
    }
}
