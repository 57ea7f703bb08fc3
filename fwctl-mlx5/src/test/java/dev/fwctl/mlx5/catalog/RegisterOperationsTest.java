// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RegisterOperationsTest {
    @Test
    void whatStandsInTheCodeStandsInTheCatalog() throws IllegalAccessException {
        int types = 0;
        for (Field field : RegisterType.class.getFields()) {
            if (field.get(null) instanceof RegisterType type) {
                types++;
                assertArrayEquals(
                        RegisterOperations.cataloged(type.id()), RegisterOperations.of(type.id()), type.toString());
            }
        }
        assertEquals(41, types);
    }

    @Test
    void aRegisterThatIsShorterThanTheCatalogsIsNoError() {
        assertFalse(RegisterOperations.areSet(0x5006, ByteBuffer.wrap(new byte[4])));
        byte[] paos = new byte[8];
        paos[4] = 0x08;
        assertTrue(RegisterOperations.areSet(0x5006, ByteBuffer.wrap(paos)));
        assertFalse(RegisterOperations.areSet(0xfffe, ByteBuffer.wrap(paos)), "nobody describes it");
    }
}
