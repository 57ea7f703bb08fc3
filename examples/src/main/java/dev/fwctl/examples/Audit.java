// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FirmwareException;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcScope;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.audit.AuditLogBuilder;
import dev.fwctl.audit.AuditReader;
import dev.fwctl.audit.AuditRecord;
import dev.fwctl.audit.AuditReplay;
import dev.fwctl.audit.AuditVerifier;
import dev.fwctl.audit.Finding;
import dev.fwctl.audit.SeriesReport;
import dev.fwctl.audit.proof.VerifierKey;
import dev.fwctl.cxl.CxlDevice;
import dev.fwctl.cxl.CxlModule;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.Mlx5Module;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Audit logs: writes one while it reads devices, finds what was changed in one, shows one, replays one. */
final class Audit {
    private static final String USAGE = """
            Audit record FOLDER | verify FILE... | show FILE... | replay FILE...
                  | key FILE | checkpoint FILE | prove FILE
              record          read the devices, and write a log of it
              verify          find what was changed; status 1 if anything was
              show            print a history
              replay          send the requests again, with --simulated only, and show differences
              key             make a key to try signatures with; prints what others verify with
              checkpoint      print the newest checkpoint of a log
              prove           print the proof that a line is in a log
            A FILE may be a folder with the files of logs.
              --head HEAD     verify: a head of the log that was kept elsewhere, SERIES:NUMBER:HASH
              --checkpoint F  verify: a checkpoint that was kept elsewhere; prove: the one to prove against
              --key VKEY      verify, checkpoint: who may have signed; several with commas
              --sign FILE     record: sign checkpoints with a key that 'key' made
              --name NAME     key: whose it is, best a URL without its scheme
              --series NAME   record: go on with a series of this name
              --old FILE      checkpoint: print what a witness is asked with, from this checkpoint on
              --cosignatures F  checkpoint: add what a witness sent back
              --line N        prove: the line's seq
              --command GLOB  show, replay: only these commands
              --about GLOB    show, replay: only what is about this: a register, a setting, a Feature
              --actor GLOB, --ticket GLOB, --transaction GLOB   show, replay: only what was sent for this
              --effect NAME   show, replay: only what could do this
              --from TIME     show, replay: from this time on, for example 2026-11-22T20:00:00Z
              --to TIME       show, replay: before this time""";

    private final Example example;
    private final Fwctl fwctl;
    private final List<Path> files = new ArrayList<>();

    private Audit(Example example, Fwctl fwctl) {
        this.example = example;
        this.fwctl = fwctl;
    }

    /** Runs one of the verbs. */
    public static void main(String[] args) {
        Example.mainOnThisSystem(
                USAGE,
                List.of(
                        "VERB",
                        "--head=",
                        "--checkpoint=",
                        "--key=",
                        "--sign=",
                        "--name=",
                        "--series=",
                        "--old=",
                        "--cosignatures=",
                        "--line=",
                        "--command=",
                        "--about=",
                        "--actor=",
                        "--ticket=",
                        "--transaction=",
                        "--effect=",
                        "--from=",
                        "--to="),
                args,
                (example, fwctl) -> new Audit(example, fwctl).run());
    }

    private void run() throws IOException {
        List<String> words = example.options().words();
        if (words.size() < 2) {
            throw new Options.UsageException("say what to do, and with which file or folder");
        }
        words.stream().skip(1).map(Path::of).forEach(files::add);
        switch (words.get(0)) {
            case "record" -> record();
            case "verify" -> verify();
            case "show" -> show();
            case "replay" -> replay();
            case "key" -> key();
            case "checkpoint" -> new AuditProof(example).checkpoint(files.get(0));
            case "prove" -> new AuditProof(example).prove(files.get(0));
            default -> throw new Options.UsageException("there is nothing called " + words.get(0));
        }
    }

    private void record() throws IOException {
        AuditLogBuilder builder = AuditLog.in(files.get(0));
        example.options().setting("--series").ifPresent(builder::series);
        Optional<String> sign = example.options().setting("--sign");
        if (sign.isPresent()) {
            builder.signer(AuditKey.signer(Path.of(sign.get())));
        }
        AuditLog log = builder.open();
        try (log) {
            for (FwctlNode node : example.nodes(fwctl)) {
                try (FwctlDevice device = fwctl.withObserver(log).open(node)) {
                    if (new CxlModule().serves(node)) {
                        read(CxlDevice.of(device));
                    } else if (new Mlx5Module().serves(node)) {
                        Mlx5Device mlx5 = Mlx5Device.of(device);
                        mlx5.commands().adapter();
                        mlx5.commands().issi();
                    } else {
                        example.say("%s: no vendor module here knows how to read it", node.name());
                    }
                } catch (FwctlException e) {
                    example.say("%s: %s", node.name(), e.getMessage());
                }
            }
        }
        example.say("%s", log.file());
        example.say("head: %s", log.head());
        example.document(
                Map.of("file", log.file().toString(), "head", log.head().toString()));
    }

    private void key() throws IOException {
        String name = example.options()
                .setting("--name")
                .orElseThrow(() -> new Options.UsageException("say whose key it is, with --name NAME"));
        VerifierKey key = AuditKey.create(files.get(0), name);
        example.say("%s", key);
        example.document(Map.of("key", key.toString()));
    }

    private void read(CxlDevice device) {
        for (Feature feature : device.features()) {
            try {
                device.read(feature);
            } catch (FirmwareException e) {
                example.say("%s", e.getMessage());
            }
        }
    }

    private void verify() throws IOException {
        List<Map<String, Object>> series = new ArrayList<>();
        int findings = 0;
        for (SeriesReport report : AuditVerifier.verify(files, new AuditProof(example).known())) {
            findings += report.findings().size();
            example.say(
                    "%s: %s; %d files, %d lines, %d RPCs, %d lost; head %s",
                    report.series(),
                    report.intact() ? "intact" : "NOT what was written",
                    report.files().size(),
                    report.lines(),
                    report.rpcs(),
                    report.lost(),
                    report.head());
            report.findings().forEach(finding -> example.say("  %s", finding));
            report.notes().forEach(note -> example.say("  note: %s", note));
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("series", report.series());
            entry.put("intact", report.intact());
            entry.put("closed", report.closed());
            entry.put("files", report.files().stream().map(Path::toString).toList());
            entry.put("lines", report.lines());
            entry.put("rpcs", report.rpcs());
            entry.put("lost", report.lost());
            entry.put("tornBytes", report.tornBytes());
            entry.put("head", report.head().toString());
            entry.put(
                    "findings",
                    report.findings().stream().map(Finding::toString).toList());
            entry.put("notes", report.notes());
            series.add(entry);
        }
        example.document(Map.of("series", series));
        if (findings > 0) {
            throw new IllegalArgumentException(findings + " findings: this is not what was written");
        }
        if (series.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no audit log in " + files + "; its files are named SERIES.NNNNNN.jsonl");
        }
    }

    private void show() throws IOException {
        List<Map<String, Object>> lines = new ArrayList<>();
        LongAdder shown = new LongAdder();
        AuditReader.read(files, AuditWishes.filter(example.options()), line -> {
            shown.increment();
            example.say("%s", line);
            if (example.options().json()) {
                lines.add(line.members());
            }
        });
        example.document(Map.of("lines", lines));
        requireAny(shown.sum());
    }

    /** Silence would leave open whether the folder is the wrong one, or the filter, or nothing was done. */
    private static void requireAny(long lines) {
        if (lines == 0) {
            throw new IllegalArgumentException("no line matches; files of logs are named SERIES.NNNNNN.jsonl");
        }
    }

    private void replay() throws IOException {
        if (!example.isSimulated()) {
            throw new Options.UsageException(
                    "replay does again what was done, so it is for the simulated kernel: add --simulated");
        }
        Fwctl everything = fwctl.withPolicy(AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL));
        Map<String, FwctlDevice> open = new LinkedHashMap<>();
        try {
            everything.nodes().forEach(node -> open.put(node.name(), everything.open(node)));
            AuditReplay replay = new AuditReplay(line -> deviceOf(line, open));
            Map<AuditReplay.Comparison, Integer> counts = new EnumMap<>(AuditReplay.Comparison.class);
            List<Map<String, Object>> results = new ArrayList<>();
            AuditReader.read(files, AuditWishes.filter(example.options()), line -> {
                if (line.kind().equals("rpc")) {
                    AuditReplay.Result result = replay.replay(line);
                    counts.merge(result.comparison(), 1, Integer::sum);
                    if (result.comparison() != AuditReplay.Comparison.SAME) {
                        example.say("%s: %s%n  %s", result.comparison(), result.why(), line);
                    }
                    results.add(Map.of(
                            "sequence", line.sequence(),
                            "command", line.command(),
                            "comparison", result.comparison().toString(),
                            "why", result.why()));
                }
            });
            example.say("replayed: %s", counts);
            example.document(Map.of("results", results));
            requireAny(results.size());
        } finally {
            open.values().forEach(FwctlDevice::close);
        }
    }

    /** The same seat, else the same name, else the first device of the same driver. */
    private static Optional<FwctlDevice> deviceOf(AuditRecord line, Map<String, FwctlDevice> open) {
        return open.values().stream()
                .filter(device -> device.node().stableKey().equals(line.deviceKey()))
                .findFirst()
                .or(() -> Optional.ofNullable(open.get(line.device()))
                        .filter(device -> device.node().driver().equals(Optional.of(line.driver()))))
                .or(() -> open.values().stream()
                        .filter(device -> device.node().driver().equals(Optional.of(line.driver())))
                        .findFirst());
    }
}
