// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Errno;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.feature.Entries;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.Obstacle;
import dev.fwctl.cxl.feature.Obstacle.Kind;
import dev.fwctl.cxl.feature.StandardFeature;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expectations follow cxlctl_validate_set_features of drivers/cxl/core/features.c (Linux 7.3), line by line. */
class PreflightTest {
    private static List<Kind> kinds(SetFeature request, RpcScope scope) {
        return request.obstacles(scope).stream().map(Obstacle::kind).toList();
    }

    @ParameterizedTest
    @CsvSource({
        // effects, what DEBUG_WRITE gets, what DEBUG_WRITE_FULL gets, the least scope
        "0x0001, '', '', DEBUG_WRITE", // the kernel does not ask for bit 9
        "0x0201, '', '', DEBUG_WRITE",
        "0x0400, '', '', DEBUG_WRITE", // conventional reset without bit 9 counts all the same
        "0x0e01, '', '', DEBUG_WRITE",
        "0x0221, '', '', DEBUG_WRITE", // security state besides a reset is no hindrance
        "0x0002, SCOPE_TOO_LOW, '', DEBUG_WRITE_FULL",
        "0x0004, SCOPE_TOO_LOW, '', DEBUG_WRITE_FULL",
        "0x0008, SCOPE_TOO_LOW, '', DEBUG_WRITE_FULL",
        "0x0010, SCOPE_TOO_LOW, '', DEBUG_WRITE_FULL",
        "0x0203, SCOPE_TOO_LOW, '', DEBUG_WRITE_FULL",
        "0x0082, SCOPE_TOO_LOW, '', DEBUG_WRITE_FULL", // secondary mailbox is no hindrance
        "0x0020, NO_CHANGE_NAMED, NO_CHANGE_NAMED,", // security state only
        "0x0000, NO_CHANGE_NAMED, NO_CHANGE_NAMED,",
        "0x0200, NO_CHANGE_NAMED, NO_CHANGE_NAMED,",
        "0x0241, BACKGROUND, BACKGROUND,",
        "0x0042, BACKGROUND SCOPE_TOO_LOW, BACKGROUND,",
        "0x0040, BACKGROUND NO_CHANGE_NAMED, BACKGROUND NO_CHANGE_NAMED,",
        "0x1201, RESERVED_EFFECTS, RESERVED_EFFECTS,",
        "0x8002, RESERVED_EFFECTS SCOPE_TOO_LOW, RESERVED_EFFECTS,",
        "0x8040, RESERVED_EFFECTS BACKGROUND NO_CHANGE_NAMED, RESERVED_EFFECTS BACKGROUND NO_CHANGE_NAMED,",
    })
    void effects(String word, String atWrite, String atFull, RpcScope least) {
        Feature feature = Entries.feature(Integer.decode(word));
        SetFeature request = SetFeature.whole(feature, new byte[4]);
        assertEquals(parse(atWrite), kinds(request, RpcScope.DEBUG_WRITE));
        assertEquals(parse(atFull), kinds(request, RpcScope.DEBUG_WRITE_FULL));
        assertEquals(Optional.ofNullable(least), feature.leastSetScope());
        assertEquals(least != null, request.obstacles().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"CONFIGURATION", "DEBUG_READ_ONLY"})
    void theLowScopesNeverDo(RpcScope scope) {
        for (int word : new int[] {0x0201, 0x0002}) {
            SetFeature request = SetFeature.whole(Entries.feature(word), new byte[4]);
            assertEquals(List.of(Kind.SCOPE_TOO_LOW), kinds(request, scope));
            assertTrue(request.obstacles(scope).get(0).reason().contains(scope.uapiName()));
        }
    }

    @Test
    void anUnlistedFeature() {
        SetFeature request = SetFeature.whole(Feature.unlisted(UUID.randomUUID()), new byte[4]);
        assertEquals(List.of(Kind.UNLISTED), kinds(request, RpcScope.DEBUG_WRITE_FULL));
        assertTrue(request.feature().leastSetScope().isEmpty());
    }

    @Test
    void anUnchangeableFeature() {
        Feature feature = Entries.feature(Entries.VENDOR, 0, 4, 0x0201);
        assertEquals(List.of(Kind.NOT_CHANGEABLE), kinds(SetFeature.whole(feature, new byte[4]), RpcScope.DEBUG_WRITE));
        assertTrue(feature.leastSetScope().isEmpty());
    }

    @Test
    void aRequestWithoutData() {
        SetFeature request = SetFeature.whole(Entries.feature(0x0201), new byte[0]);
        assertEquals(List.of(Kind.NO_DATA), kinds(request, RpcScope.DEBUG_WRITE));
    }

    @Test
    void aReservedFeatureIsRefusedWithEpermAtTheScopeThatWouldDo() {
        for (StandardFeature standard : StandardFeature.values()) {
            // As the kernel shows it: Set size 0, not changeable.
            Feature feature = Entries.feature(standard.uuid(), 0, 0, 0x0002);
            SetFeature request = SetFeature.whole(feature, new byte[2]);
            assertEquals(List.of(Kind.RESERVED_BY_KERNEL), kinds(request, RpcScope.DEBUG_WRITE_FULL));
            assertEquals(List.of(Kind.SCOPE_TOO_LOW, Kind.RESERVED_BY_KERNEL), kinds(request, RpcScope.DEBUG_WRITE));
            assertEquals(Errno.EPERM, request.obstacles().get(0).errno().orElseThrow());
            assertTrue(feature.leastSetScope().isEmpty());
            assertEquals(RpcScope.CONFIGURATION, request.leastScope(), "a request in vain need not taint");
        }
    }

    @Test
    void whatOnlyTheDeviceWouldRefuseComesLast() {
        Feature feature = Entries.feature(Entries.VENDOR, 0, 4, 0x0201);
        SetFeature request = SetFeature.at(feature, 2, new byte[3]);
        assertEquals(
                List.of(Kind.NOT_CHANGEABLE, Kind.SCOPE_TOO_LOW, Kind.BEYOND_SET_SIZE, Kind.OFFSET_MAY_BE_IGNORED),
                kinds(request, RpcScope.CONFIGURATION));
        assertTrue(request.obstacles().get(1).errno().isEmpty());
        assertEquals(
                List.of(Kind.OFFSET_MAY_BE_IGNORED),
                kinds(SetFeature.at(Entries.feature(0x0201), 2, new byte[2]), RpcScope.DEBUG_WRITE));
    }

    /** The list of include/cxl/features.h. */
    @Test
    void theReservedOnes() {
        assertEquals(
                List.of(
                        "96dad7d6-fde8-482b-a733-75774e06db8a",
                        "e5b13f22-2328-4a14-b8ba-b9691e893386",
                        "892ba475-fad8-474e-9d3e-692c917568bb",
                        "80ea4521-786f-4127-afb1-ec7459fb0e24",
                        "96c33386-91dd-44c7-9ecb-fdaf6503bac4",
                        "450ebf67-b135-4f97-a498-c2d57f279bed",
                        "78b79636-90ac-4b64-a4ef-faac5d18a863",
                        "34dbaff5-0552-4281-8f76-da0b5e7a76a7"),
                List.of(StandardFeature.values()).stream()
                        .map(standard -> standard.uuid().toString())
                        .toList());
    }

    private static List<Kind> parse(String names) {
        return names.isEmpty()
                ? List.of()
                : List.of(names.split(" ")).stream().map(Kind::valueOf).toList();
    }
}
