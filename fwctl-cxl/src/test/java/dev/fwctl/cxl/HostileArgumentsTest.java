// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Effects;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.feature.EcsControl;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.FeatureCodec;
import dev.fwctl.cxl.feature.FeatureCodecs;
import dev.fwctl.cxl.feature.MemorySparing;
import dev.fwctl.cxl.feature.Obstacle;
import dev.fwctl.cxl.feature.PatrolScrub;
import dev.fwctl.cxl.feature.PostPackageRepair;
import dev.fwctl.cxl.feature.Selection;
import dev.fwctl.cxl.feature.SetOptions;
import dev.fwctl.cxl.feature.StandardFeature;
import dev.fwctl.cxl.memdev.CommandEffectsLog;
import dev.fwctl.cxl.memdev.CxlLog;
import dev.fwctl.cxl.memdev.CxlMemdev;
import dev.fwctl.cxl.memdev.LogProgress;
import dev.fwctl.cxl.memdev.StandardLog;
import dev.fwctl.testkit.demo.Demo;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every public entry point that takes something, with one argument wrong at a time: null, empty, negative, huge. Either it
 * does its work, or it names the argument; nothing fails deeper down.
 */
class HostileArgumentsTest {
    private static final List<Class<?>> ENTRY_POINTS = List.of(
            CxlDevice.class,
            Feature.class,
            FeatureCodecs.class,
            SetOptions.class,
            StandardFeature.class,
            PatrolScrub.class,
            EcsControl.class,
            MemorySparing.class,
            PostPackageRepair.class,
            CxlMemdev.class,
            CxlLog.class,
            CommandEffectsLog.class,
            CommandEffectsLog.Entry.class,
            StandardLog.class);

    private final Map<Class<?>, Object> good = new LinkedHashMap<>();

    private void learn(SimulatedKernel kernel, FwctlDevice device, CxlMemdev memdev) {
        CxlDevice cxl = CxlDevice.of(device);
        List<Object> values = List.of(
                kernel.fwctl(),
                device,
                device.node(),
                cxl,
                memdev,
                cxl.features().get(0),
                FeatureCodecs.standard(),
                SetOptions.usual(),
                StandardFeature.ECS,
                cxl.read(PatrolScrub.CODEC),
                cxl.read(EcsControl.CODEC),
                cxl.read(MemorySparing.ROW_CODEC),
                cxl.read(PostPackageRepair.SOFT_CODEC),
                memdev.logs().get(0),
                memdev.commandEffects(),
                memdev.commandEffects().entries().get(0),
                StandardLog.VENDOR_DEBUG,
                new UUID(1, 2),
                Effects.unknown());
        values.forEach(value -> good.put(value.getClass(), value));
        good.put(RpcScope.class, RpcScope.CONFIGURATION);
        good.put(Selection.class, Selection.CURRENT);
        good.put(Obstacle.Kind.class, Obstacle.Kind.UNLISTED);
        good.put(EcsControl.CountMode.class, EcsControl.CountMode.ROWS);
        good.put(FeatureCodec.class, PatrolScrub.CODEC);
        good.put(AccessPolicy.class, AccessPolicy.readOnly());
        good.put(LogProgress.class, LogProgress.NONE);
        good.put(WritableByteChannel.class, Channels.newChannel(OutputStream.nullOutputStream()));
        good.put(List.class, List.of());
        good.put(byte[].class, new byte[4]);
        good.put(String.class, "mem0");
        good.put(Object.class, "value");
        good.put(int.class, 1);
        good.put(long.class, 1L);
        good.put(boolean.class, true);
    }

    private static List<@Nullable Object> hostile(Class<?> type) {
        if (type == int.class) {
            return List.of(-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x10000);
        }
        if (type == long.class) {
            return List.of(-1L, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type == boolean.class) {
            return List.of();
        }
        List<@Nullable Object> values = new ArrayList<>();
        values.add(null);
        if (type == String.class) {
            values.addAll(List.of("", " ", "*", "\0", "mem99999999999999999999", "x".repeat(100_000)));
        }
        if (type == byte[].class) {
            values.addAll(List.of(new byte[0], new byte[70_000]));
        }
        return values;
    }

    @Test
    void everyWrongArgumentIsNamed() throws Exception {
        List<String> bad = new ArrayList<>();
        int tried = 0;
        try (SimulatedKernel kernel = Demo.kernel();
                FwctlDevice device =
                        kernel.fwctl().withPolicy(AccessPolicy.debug()).open("mem0");
                CxlMemdev memdev = CxlMemdev.open(kernel.fwctl(), "mem0")) {
            learn(kernel, device, memdev);
            for (Class<?> type : ENTRY_POINTS) {
                List<Executable> ways = new ArrayList<>(Arrays.asList(type.getConstructors()));
                Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                        .filter(method ->
                                !List.of("equals", "valueOf", "decode").contains(method.getName()))
                        .forEach(ways::add);
                for (Executable way : ways) {
                    for (int wrong = 0; wrong < way.getParameterCount(); wrong++) {
                        for (Object value : hostile(way.getParameterTypes()[wrong])) {
                            tried++;
                            String verdict = tryOut(type, way, wrong, value);
                            if (!verdict.isEmpty()) {
                                bad.add(verdict);
                            }
                        }
                    }
                }
            }
        }
        assertEquals("", String.join("\n", bad));
        assertTrue(tried > 120, "only " + tried + " were tried");
    }

    private String tryOut(Class<?> type, Executable way, int wrong, @Nullable Object value) throws Exception {
        @Nullable Object[] arguments = new @Nullable Object[way.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = i == wrong ? value : goodFor(way.getParameterTypes()[i]);
        }
        try {
            if (way instanceof Constructor<?> constructor) {
                constructor.newInstance(arguments);
            } else {
                ((Method) way).invoke(Modifier.isStatic(way.getModifiers()) ? null : goodFor(type), arguments);
            }
            return "";
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            StackTraceElement thrower = thrown.getStackTrace()[0];
            boolean named = thrown instanceof NullPointerException
                    ? thrower.getMethodName().equals("requireNonNull") && thrown.getMessage() != null
                    : thrown instanceof FwctlException
                            || thrown instanceof UnsupportedOperationException
                            || thrown instanceof IllegalArgumentException
                                    && thrower.getClassName().startsWith("dev.fwctl.");
            return named
                    ? ""
                    : way.getDeclaringClass().getSimpleName() + "." + way.getName() + ", argument " + wrong + " is "
                            + (value instanceof String text && text.length() > 40 ? "long" : value) + ": " + thrown
                            + " at "
                            + thrower;
        }
    }

    private Object goodFor(Class<?> type) {
        return good.entrySet().stream()
                .filter(entry -> type.isAssignableFrom(entry.getKey()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no good value for " + type))
                .getValue();
    }
}
