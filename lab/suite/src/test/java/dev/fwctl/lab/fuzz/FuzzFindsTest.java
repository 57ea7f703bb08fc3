// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Errno;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Binding;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The fuzz finds what it is there for: two simulated kernels, of which one has a fault, part, and for the right reason. */
class FuzzFindsTest {
    private static final FeatureTable FEATURES = FeatureTable.parse(lines());

    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("0 ffffffff-ffff-ffff-ffff-ffffffffffff 4 4 0x00000061 1 1 0x0201 vendor-test");
        for (int index = 9; index < 29; index++) {
            lines.add(index + " 66776374-6c2d-4c61-a200-0000000000" + index + " 4 4 0x00000069 1 1 0x0201 plain");
        }
        return lines;
    }

    @Test
    void twoKernelsOfOneKindDoTheSame() {
        assertEquals(List.of(), fuzz(UnaryOperator.identity(), 600));
    }

    @Test
    void oneSeedMakesOneSequence() {
        try (SimulatedWorld world = new SimulatedWorld(Numbers.FIRST, FEATURES.features(), UnaryOperator.identity())) {
            String first =
                    new Generator(1, world::address, FEATURES, false).sequence().toString();
            assertEquals(
                    first,
                    new Generator(1, world::address, FEATURES, false).sequence().toString());
        }
    }

    @Test
    void anotherErrnoIsFoundAndShrunk() {
        Difference found = fuzz(driver -> faulty(driver, Fault.ERRNO), 500).get(0);
        assertTrue(found.what().contains("-22") && found.what().contains("-1"), found.toString());
        assertTrue(found.steps().size() <= 3, found.toString());
    }

    @Test
    void anotherByteOfMemoryIsFoundAndShrunk() {
        Difference found = fuzz(driver -> faulty(driver, Fault.LAST_BYTE), 500).get(0);
        assertTrue(found.what().contains("memory differs at OUTPUT"), found.toString());
        assertTrue(found.steps().size() <= 3, found.toString());
    }

    @Test
    void anotherLengthIsFound() {
        Difference found = fuzz(driver -> faulty(driver, Fault.LENGTH), 500).get(0);
        assertTrue(found.what().contains("memory differs at ARGUMENT"), found.toString());
    }

    private static List<Difference> fuzz(UnaryOperator<SimulatedDriver> fault, int sequences) {
        try (SimulatedWorld good = new SimulatedWorld(Numbers.FIRST, FEATURES.features(), UnaryOperator.identity());
                SimulatedWorld other = new SimulatedWorld(Numbers.FIRST, FEATURES.features(), fault)) {
            return new Fuzz(good, other, FEATURES).run(7, sequences, 50);
        }
    }

    private enum Fault {
        ERRNO,
        LAST_BYTE,
        LENGTH
    }

    private static SimulatedDriver faulty(SimulatedDriver driver, Fault fault) {
        return new SimulatedDriver() {
            @Override
            public String name() {
                return driver.name();
            }

            @Override
            public int deviceType() {
                return driver.deviceType();
            }

            @Override
            public void bind(Binding binding) {
                driver.bind(binding);
            }

            @Override
            public Context open() {
                Context context = driver.open();
                return new Context() {
                    @Override
                    public byte[] info() {
                        return context.info();
                    }

                    @Override
                    public Answer rpc(RpcScope scope, byte[] request, int outLength) {
                        return spoil(context.rpc(scope, request, outLength), fault, request.length);
                    }

                    @Override
                    public void close() {
                        context.close();
                    }
                };
            }
        };
    }

    private static Answer spoil(Answer answer, Fault fault, int requestLength) {
        return switch (fault) {
            case ERRNO -> answer.errno() == 22 && requestLength > 40 ? Answer.refuse(new Errno(1)) : answer;
            case LAST_BYTE -> {
                byte[] bytes = answer.bytes().clone();
                if (bytes.length > 20) {
                    bytes[20] ^= 1;
                }
                yield answer.errno() != 0 ? answer : Answer.of(bytes, answer.outLength());
            }
            case LENGTH -> answer.errno() != 0 ? answer : Answer.of(answer.bytes(), answer.outLength() + 1);
        };
    }
}
