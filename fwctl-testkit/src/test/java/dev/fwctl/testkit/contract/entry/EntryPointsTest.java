// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract.entry;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.Errno;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import dev.fwctl.testkit.contract.InheritedWays;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A vendor's command, written as the guide says, is tried without a hand from outside. */
class EntryPointsTest {
    @Test
    void aCommandThatIsAConstantOfItsClassNeedsNoInstanceNoReplyAndNoErrno() {
        EntryPoints points = of(Reset.class);
        assertEquals(List.of(), points.nulls());
        assertEquals(List.of(), points.untried());
        assertEquals(8, points.tried(), "hint and reach by both arguments, and four methods by their request");
        assertEquals(List.of(), points.values());
    }

    @Test
    void whatCannotBeMadeIsToldAtOnceAndWhereToSayIt() {
        EntryPoints points = of(Closed.class, Asking.class);
        points.nulls();
        assertEquals(
                List.of(
                        "Closed.use(String text): no instance of Closed: give one in instances(), or leave 'Closed.use' out"
                                + " in leftOut()",
                        "new Asking(Closed first, Outside second): no value that makes sense for 'first', a "
                                + Closed.class.getName() + ", and for 'second', a " + Outside.class.getName()
                                + ": give one in instances(), or under the parameter's name in arguments(), or leave"
                                + " 'new Asking' out in leftOut()"),
                points.untried().stream()
                        .map(text -> text.replace("EntryPointsTest.", ""))
                        .toList());
    }

    @Test
    void whatAPublicTypeInheritsFromAHiddenOneIsTried() {
        EntryPoints points = of(InheritedWays.class);
        assertEquals(List.of(), points.nulls());
        assertEquals(2, points.tried());
        assertEquals(List.of(), points.untried());
        assertEquals(List.of(), points.values());
    }

    @Test
    void aProgramIsNotCalled() {
        EntryPoints points = of(Program.class);
        points.nulls();
        assertEquals(0, points.tried());
    }

    private static EntryPoints of(Class<?>... types) {
        return new EntryPoints(List.of(types), List.of(), Map.of(), Set.of(), Set.of());
    }

    /** Nobody outside can make one. */
    public static final class Closed {
        private Closed() {}

        public void use(String text) {
            requireNonNull(text, "text");
        }
    }

    /** An interface of somebody else. */
    public interface Outside {}

    /** Asks for what nobody can make. */
    public static final class Asking {
        public Asking(Closed first, Outside second) {
            requireNonNull(first, "first");
            requireNonNull(second, "second");
        }
    }

    /** A program. */
    public static final class Program {
        private Program() {}

        public static void main(String[] args) {
            throw new AssertionError("it was run");
        }
    }

    /** A request. */
    public record Request(int token) {}

    /** As a module's guide has it: a class with a constant that is the command. */
    public static final class Reset implements Command<Request, String> {
        /** The command. */
        public static final Command<Request, String> COMMAND = new Reset();

        private Reset() {}

        @Override
        public String name() {
            return "toy.reset";
        }

        @Override
        public int opcode() {
            return 1;
        }

        @Override
        public SpecReference specification() {
            return SpecReference.UNDOCUMENTED;
        }

        @Override
        public Effects effects(Request request) {
            requireNonNull(request, "request");
            return Effects.unknown();
        }

        @Override
        public RpcScope leastScope(Request request) {
            requireNonNull(request, "request");
            return RpcScope.CONFIGURATION;
        }

        @Override
        public int requestSize(Request request) {
            requireNonNull(request, "request");
            return 4;
        }

        @Override
        public int responseSize(Request request) {
            requireNonNull(request, "request");
            return 4;
        }

        @Override
        public String hint(Request request, Errno errno) {
            requireNonNull(request, "request");
            requireNonNull(errno, "errno");
            return "";
        }

        @Override
        public dev.fwctl.Reach reach(Request request, Errno errno) {
            requireNonNull(request, "request");
            requireNonNull(errno, "errno");
            return dev.fwctl.Reach.usual(errno);
        }

        @Override
        public void encode(Request request, ByteBuffer into) {
            into.putInt(0, request.token());
        }

        @Override
        public String decode(Request request, Reply reply) {
            reply.require(4, "the token");
            return "";
        }
    }
}
