// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.Progress;
import dev.fwctl.Reply;
import dev.fwctl.RpcEvent;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import dev.fwctl.audit.AuditFilter;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.audit.AuditReader;
import dev.fwctl.audit.proof.ConsistencyProof;
import dev.fwctl.audit.proof.InclusionProof;
import dev.fwctl.audit.proof.NoteSigner;
import dev.fwctl.audit.proof.ProofRefusedException;
import dev.fwctl.audit.proof.SignedNote;
import dev.fwctl.audit.proof.VerifierKey;
import dev.fwctl.json.JsonReader;
import dev.fwctl.layout.LayoutCatalog;
import dev.fwctl.layout.UnknownNameException;
import dev.fwctl.settings.journal.Begin;
import dev.fwctl.settings.journal.Host;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.settings.journal.JournalException;
import dev.fwctl.settings.knobs.KnobCatalog;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitState;
import dev.fwctl.settings.model.UnitView;
import dev.fwctl.settings.plan.SettingsException;
import dev.fwctl.testkit.TestCommand;
import dev.fwctl.testkit.contract.EntryPointsContract;
import dev.fwctl.testkit.fault.MortalFiles;
import dev.fwctl.testkit.fault.Mortality;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is handed to the core that makes no sense is refused by name, on every way in. */
class CoreEntryPointsTest implements EntryPointsContract {
    private final LoomBench bench = LoomBench.create();
    private final List<Object> instances = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void make() throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        VerifierKey key = VerifierKey.of("example.com/log", VerifierKey.Kind.SIGNATURE, pair.getPublic());
        NoteSigner signer = NoteSigner.of(key, pair.getPrivate());
        AuditLog log = AuditLog.in(Files.createDirectory(folder.resolve("log")))
                .origin("example.com/log")
                .signer(signer)
                .open();
        AtomicReference<RpcEvent> event = new AtomicReference<>();
        AtomicReference<Reply> reply = new AtomicReference<>();
        Fwctl observed = bench.kernel.fwctl().withObserver(log.and(event::set));
        try (FwctlDevice device = observed.open("fwctl0")) {
            device.call(new KeepsReply(reply), LoomCommand.Request.of(LoomFirmware.FABRIC));
        }
        SignedNote checkpoint = log.checkpoint();
        Path file = log.file();
        instances.addAll(List.of(key, signer, pair.getPublic(), pair.getPrivate(), log, log.head(), checkpoint));
        log.close();
        AuditReader.read(List.of(file), AuditFilter.all(), instances::add);
        instances.addAll(List.of(
                folder.resolve("given"),
                event.get(),
                reply.get(),
                bench.kernel.fwctl(),
                bench.device,
                bench.device.newSlot(64, 64),
                bench.settings,
                bench.settings.plan(Map.of()),
                new LoomModule(),
                TestCommand.READ,
                bench.kernel.fwctl().syscalls(),
                Progress.NONE,
                new InclusionProof(0, List.of(), checkpoint),
                new ConsistencyProof(0, List.of(), checkpoint)));
        instances.addAll(LoomModule.units(bench.device, null));
        Journal journal = Journal.in(folder.resolve("journal"));
        instances.add(journal);
        Begin begin = new Begin(
                journal.newTransaction(),
                Instant.EPOCH,
                Host.of(folder),
                "pci-0000:07:00.0",
                "loom-1",
                "1.0",
                List.of(),
                List.of());
        instances.add(journal.begin(begin));
        instances.add(LayoutCatalog.resource(CoreEntryPointsTest.class, "/dev-fwctl-testkit/toy-layouts.json"));
        instances.add(KnobCatalog.resource(CoreEntryPointsTest.class, "/dev-fwctl-testkit/toy-knobs.json"));
        instances.add(new MortalFiles(new Mortality(0)));
        instances.add(new NothingRead());
        instances.add((JsonReader.Body<String>) JsonReader::text);
        instances.add((JsonReader.Entry) name -> {});
        JsonReader.read("a text", new ByteArrayInputStream("{}".getBytes(UTF_8)), json -> {
            instances.add(json);
            json.object(name -> {});
            return "";
        });
    }

    @Override
    public Class<?> inModule() {
        return Fwctl.class;
    }

    @Override
    public List<Object> instances() {
        return instances;
    }

    @Override
    public Map<String, Object> arguments() {
        return Map.of("wanted", "fwctl0", "request", new byte[8]);
    }

    @Override
    public Map<String, String> leftOut() {
        return Map.of(
                "AccessPolicy.decide",
                "asked by the path of an RPC, with what it made; a program asks FwctlDevice.verdict");
    }

    @Override
    public Set<Class<? extends Exception>> documented() {
        return Set.of(
                SettingsException.class,
                JournalException.class,
                ProofRefusedException.class,
                UnknownNameException.class,
                IndexOutOfBoundsException.class,
                UncheckedIOException.class);
    }

    @Override
    public String place() {
        return "core";
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** A device that tells nothing. */
    private record NothingRead() implements UnitView {
        @Override
        public Optional<byte[]> image(Unit unit, UnitState state) {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> planned(Unit unit) {
            return Optional.empty();
        }
    }

    /** Reads, and shows the reply to whoever wants to keep it. */
    private record KeepsReply(AtomicReference<Reply> kept) implements Command<LoomCommand.Request, byte[]> {
        @Override
        public String name() {
            return LoomCommand.READ.name();
        }

        @Override
        public int opcode() {
            return LoomCommand.READ.opcode();
        }

        @Override
        public SpecReference specification() {
            return LoomCommand.READ.specification();
        }

        @Override
        public Effects effects(LoomCommand.Request request) {
            return LoomCommand.READ.effects(request);
        }

        @Override
        public RpcScope leastScope(LoomCommand.Request request) {
            return LoomCommand.READ.leastScope(request);
        }

        @Override
        public int requestSize(LoomCommand.Request request) {
            return LoomCommand.READ.requestSize(request);
        }

        @Override
        public int responseSize(LoomCommand.Request request) {
            return LoomCommand.READ.responseSize(request);
        }

        @Override
        public void encode(LoomCommand.Request request, ByteBuffer into) {
            LoomCommand.READ.encode(request, into);
        }

        @Override
        public byte[] decode(LoomCommand.Request request, Reply reply) {
            kept.set(reply);
            return LoomCommand.READ.decode(request, reply);
        }
    }
}
