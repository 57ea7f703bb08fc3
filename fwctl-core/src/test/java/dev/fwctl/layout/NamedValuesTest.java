// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class NamedValuesTest {
    private static class Point extends NamedValues {
        private final Object[] inTurn;

        Point(Object... inTurn) {
            this.inTurn = inTurn;
        }

        @Override
        protected void tell(BiConsumer<String, Object> to) {
            for (int i = 0; i < inTurn.length; i += 2) {
                to.accept((String) inTurn[i], inTurn[i + 1]);
            }
        }
    }

    private static final class Place extends Point {
        Place(Object... inTurn) {
            super(inTurn);
        }
    }

    @Test
    void asARecordPrintsAndCompares() {
        Point point = new Point("y", 2, "x", List.of(1));
        assertEquals("Point[y=2, x=[1]]", point.toString());
        assertEquals(new Point("y", 2, "x", List.of(1)), point);
        assertEquals(new Point("y", 2, "x", List.of(1)).hashCode(), point.hashCode());
        assertNotEquals(new Point("y", 2, "x", List.of(2)), point);
        assertNotEquals(new Place("y", 2, "x", List.of(1)), point);
        assertThrows(UnsupportedOperationException.class, () -> point.values().clear());
    }

    @Test
    void eachNameOnce() {
        assertThrows(IllegalStateException.class, () -> new Point("x", 1, "x", 2).values());
    }
}
