// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlException;
import dev.fwctl.mlx5.capability.FunctionTarget;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.mlx5.catalog.ParameterName;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.command.Congestion;
import dev.fwctl.mlx5.command.Diagnostics;
import dev.fwctl.mlx5.command.RawRequest;
import dev.fwctl.mlx5.command.VuidQuery;
import dev.fwctl.mlx5.dump.DumpRequest;
import dev.fwctl.mlx5.nv.NvOwner;
import dev.fwctl.mlx5.nv.ParameterRefusedException;
import dev.fwctl.mlx5.report.DeviceText;
import dev.fwctl.mlx5.report.FirmwareReset;
import dev.fwctl.mlx5.report.IcmUsage;
import dev.fwctl.mlx5.report.ModuleMemory;
import dev.fwctl.mlx5.report.PcieLink;
import dev.fwctl.mlx5.report.PortCounters;
import dev.fwctl.mlx5.report.PortSpeed;
import dev.fwctl.mlx5.report.PortState;
import dev.fwctl.mlx5.report.ResetReason;
import dev.fwctl.mlx5.report.Temperature;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Numbers, texts and nulls that make no sense are refused by name, on every way in, and never by accident. */
class EntryPointsTest {
    private static final List<Class<?>> MAKERS = List.of(
            FunctionTarget.class,
            RegisterType.class,
            RawRequest.class,
            VuidQuery.class,
            DumpRequest.class,
            NvOwner.class,
            ParameterName.class,
            Diagnostics.SampleQuery.class,
            Congestion.Subject.class,
            ModuleMemory.Location.class);
    private static final List<Class<?>> READERS = List.of(
            DeviceText.class,
            FirmwareReset.class,
            IcmUsage.class,
            ModuleMemory.class,
            PcieLink.class,
            PortCounters.class,
            PortSpeed.class,
            PortState.class,
            ResetReason.class,
            Temperature.class);

    private final List<String> accidents = new ArrayList<>();
    private int tried;

    @Test
    void whatMakesNoSenseIsRefusedByName() {
        try (Bench bench = Bench.over(Mlx5Firmware.connectX7(), AccessPolicy.readOnly())) {
            Mlx5Device mlx5 = bench.mlx5;
            for (Object receiver : List.of(
                    mlx5.commands(),
                    mlx5.registers(),
                    mlx5.registers().register("PAOS"),
                    mlx5.configuration(),
                    mlx5.capabilities(),
                    mlx5.resourceDump(),
                    ParameterCatalog.host(),
                    DeviceText.MODEL_NAME)) {
                for (Method method : receiver.getClass().getMethods()) {
                    if (method.getDeclaringClass() == receiver.getClass()
                            && !Modifier.isStatic(method.getModifiers())
                            && !method.getName().equals("equals")) {
                        tryAll(method, receiver, mlx5);
                    }
                }
            }
            for (Class<?> type : READERS) {
                for (Method method : type.getMethods()) {
                    if (Modifier.isStatic(method.getModifiers())
                            && !method.getName().equals("valueOf")) {
                        tryAll(method, null, mlx5);
                    }
                }
            }
            for (Class<?> type : MAKERS) {
                for (Constructor<?> constructor : type.getConstructors()) {
                    tryAll(constructor, null, mlx5);
                }
                for (Method method : type.getMethods()) {
                    if (Modifier.isStatic(method.getModifiers())) {
                        tryAll(method, null, mlx5);
                    }
                }
            }
        }
        assertEquals(List.of(), accidents);
        assertTrue(tried > 500, tried + " calls");
    }

    private void tryAll(Executable way, @Nullable Object receiver, Mlx5Device mlx5) {
        Class<?>[] types = way.getParameterTypes();
        for (int i = 0; i < types.length; i++) {
            for (Object bad : bad(types[i])) {
                Object[] arguments = new Object[types.length];
                for (int j = 0; j < types.length; j++) {
                    arguments[j] = j == i ? bad : fair(types[j], mlx5);
                }
                tried++;
                call(way, receiver, arguments);
            }
        }
    }

    private void call(Executable way, @Nullable Object receiver, Object[] arguments) {
        try {
            if (way instanceof Method method) {
                method.invoke(receiver, arguments);
            } else {
                ((Constructor<?>) way).newInstance(arguments);
            }
        } catch (InvocationTargetException e) {
            if (!refusesByName(e.getCause())) {
                accidents.add(way.getDeclaringClass().getSimpleName() + "." + way.getName() + Arrays.toString(arguments)
                        + ": " + e.getCause() + " at " + e.getCause().getStackTrace()[0]);
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean refusesByName(Throwable e) {
        if (e instanceof NullPointerException) {
            StackTraceElement at = e.getStackTrace()[0];
            return at.getClassName().equals(Objects.class.getName()) && e.getMessage() != null;
        }
        return e instanceof IllegalArgumentException
                || e instanceof FwctlException
                || e instanceof ParameterRefusedException
                || e instanceof ModuleMemory.UnreadableModuleException;
    }

    private static List<Object> bad(Class<?> type) {
        List<Object> bad = new ArrayList<>();
        if (type == int.class) {
            bad.addAll(List.of(-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x10000));
        } else if (type == long.class) {
            bad.addAll(List.of(-1L, Long.MIN_VALUE, Long.MAX_VALUE));
        } else if (type == boolean.class) {
            bad.addAll(List.of(true, false));
        } else {
            bad.add(null);
            if (type == String.class) {
                bad.addAll(List.of(
                        "",
                        " ",
                        "\\",
                        "(",
                        "[",
                        "]",
                        "a[",
                        "a[]",
                        "a[-1]",
                        "a[999999999]",
                        "a[9..1]",
                        "a[0..999999999]",
                        "\0",
                        "x".repeat(100_000),
                        "0x",
                        "0x-1",
                        "_P",
                        "_P99999999999"));
            } else if (type == Map.class) {
                bad.addAll(List.of(
                        Map.of("", 1), Map.of("local_port", -1), Map.of("local_port", "x"), Map.of("NUM_OF_VFS", -1)));
            } else if (type == Collection.class || type == List.class) {
                bad.addAll(List.of(List.of(), List.of(""), Arrays.asList((Object) null)));
            } else if (type == Set.class) {
                bad.add(Set.of());
            } else if (type == byte[].class) {
                bad.add(new byte[0]);
            }
        }
        return bad;
    }

    private static @Nullable Object fair(Class<?> type, Mlx5Device mlx5) {
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == boolean.class) {
            return false;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return List.<Object>of(
                        mlx5,
                        mlx5.device(),
                        "PAOS",
                        Map.of(),
                        List.of("NUM_OF_VFS"),
                        Set.of(dev.fwctl.mlx5.nv.NvMode.NEXT),
                        new byte[8],
                        FunctionTarget.own(),
                        RegisterType.MGIR,
                        new RawRequest(1, new byte[8], 8),
                        VuidQuery.of(0),
                        DumpRequest.of(0xffff, 0),
                        NvOwner.OWN,
                        ParameterCatalog.host().named("NUM_OF_VFS"),
                        ModuleMemory.Location.of(0, 0, 0),
                        java.util.OptionalLong.of(1),
                        java.util.OptionalInt.of(1),
                        Congestion.Status.of(Congestion.Function.ENABLE),
                        new Diagnostics.SampleQuery(2, 0, 3),
                        dev.fwctl.mlx5.capability.GeneralCapabilities.TYPE,
                        new java.io.ByteArrayOutputStream(),
                        (java.util.function.LongConsumer) done -> {},
                        (java.util.function.Consumer<java.nio.ByteBuffer>) bytes -> {},
                        java.nio.ByteBuffer.allocate(16),
                        new Diagnostics.Parameters(Set.of(Diagnostics.Mode.SYNC), 3, 7, List.of(0x0401)))
                .stream()
                .filter(type::isInstance)
                .findFirst()
                .orElse(null);
    }
}
