// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.knobs;

import com.samskivert.mustache.Mustache;
import dev.fwctl.settings.knobs.KernelInterface;
import dev.fwctl.settings.knobs.Knob;
import dev.fwctl.settings.knobs.KnobWords;
import dev.fwctl.settings.knobs.Told;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The list as one page of HTML that needs nothing else: no network, no other file. */
public final class KnobPage {
    private static final String TEMPLATE = "/dev-fwctl-examples/knobs.mustache";

    private final KnobList list;
    private final DeviceValues values;
    private final Map<String, Integer> sources = new LinkedHashMap<>();
    private final Set<String> ids = new HashSet<>();

    private KnobPage(KnobList list, DeviceValues values) {
        this.list = list;
        this.values = values;
    }

    /**
     * The page.
     *
     * @param list the settings to show
     * @param values of a device, to stand beside the settings
     */
    public static String of(KnobList list, DeviceValues values) {
        return new KnobPage(list, values).page();
    }

    private String page() {
        Map<String, List<Map<String, Object>>> byTheme = new LinkedHashMap<>();
        KnobWords.themes().keySet().forEach(theme -> byTheme.put(theme, new ArrayList<>()));
        list.settings()
                .forEach(setting -> byTheme.computeIfAbsent(KnobList.theme(setting), theme -> new ArrayList<>())
                        .add(knob(setting)));
        byTheme.values().removeIf(List::isEmpty);
        List<Map<String, Object>> themes = new ArrayList<>();
        byTheme.forEach((theme, knobs) -> themes.add(Map.of(
                "name",
                theme,
                "meaning",
                KnobWords.themes().getOrDefault(theme, theme),
                "count",
                knobs.size(),
                "knobs",
                knobs)));
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("title", "Every firmware setting that fwctl for Java knows");
        page.put("intro", intro());
        page.put("counts", counts());
        page.put("themes", themes);
        page.put("vendors", counted(list.vendors(), "name"));
        page.put("times", counted(words(Knob::applyTime), "word"));
        page.put("effects", effects());
        page.put("upstream", count(setting -> !setting.kernelInterfaces().isEmpty()));
        page.put("notPublic", count(setting -> !documented(setting)));
        page.put("device", values.asked());
        page.put("differing", count(values::differs));
        page.put("sources", sourceRows());
        page.put("words", meanings());
        try (InputStream stream = KnobPage.class.getResourceAsStream(TEMPLATE)) {
            if (stream == null) {
                throw new IOException("there is no resource " + TEMPLATE + "; is the jar complete?");
            }
            try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                return Mustache.compiler()
                        .escapeHTML(true)
                        .emptyStringIsFalse(true)
                        .compile(reader)
                        .execute(page);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String intro() {
        return values.asked()
                ? "With the values of " + values.device() + " beside them; what differs from its default is marked."
                : "What each does, when a change counts, what it can cost, how to get out, and which of them Linux"
                        + " has an interface of its own for.";
    }

    private String counts() {
        return list.settings().size() + " settings: " + count(setting -> !documented(setting))
                + " whose public facts do not say what they do, "
                + count(setting -> !setting.kernelInterfaces().isEmpty()) + " with an interface upstream.";
    }

    private Map<String, Object> knob(Setting setting) {
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("id", id(setting));
        made.put("name", setting.name());
        made.put("vendor", setting.module());
        made.put("theme", KnobList.theme(setting));
        made.put("summary", setting.summary());
        made.put("public", documented(setting));
        made.put("time", setting.knob().map(knob -> knob.applyTime().word()).orElse("unknown"));
        made.put("effect", String.join(" ", setting.consequences()));
        made.put("warn", warning(setting));
        made.put("value", values.now(setting));
        made.put("differs", values.differs(setting));
        made.put("rows", rows(setting));
        made.put(
                "kernels",
                setting.kernelInterfaces().stream().map(KnobPage::kernel).toList());
        return made;
    }

    /** The name, where nothing before had it. */
    private String id(Setting setting) {
        return ids.add(setting.name()) ? setting.name() : setting.module() + "." + setting.name();
    }

    private static boolean documented(Setting setting) {
        return setting.knob().map(Knob::isDocumented).orElse(false);
    }

    private static String warning(Setting setting) {
        return setting.knob()
                .map(Knob::unusable)
                .filter(told -> told.isKnown() && !told.word().equals("none"))
                .map(told -> "risk: " + told.word())
                .orElse("");
    }

    private List<Map<String, Object>> rows(Setting setting) {
        Rows rows = new Rows();
        for (SettingReading reading : values.of(setting)) {
            rows.add("on this device", reading.toString(), "", reading.differsFromDefault());
        }
        rows.add("lies in", setting.group());
        rows.add("value", kind(setting));
        setting.knob().ifPresent(knob -> {
            rows.told("counts", knob.applyTime());
            rows.told("can cost", knob.loses());
            rows.told("can go wrong", knob.unusable());
            if (!knob.wayOut().isEmpty()) {
                rows.add("way out", knob.wayOut());
            }
            rows.told("security", knob.security());
        });
        if (!setting.dependency().isEmpty()) {
            rows.add("depends on", setting.dependency());
        }
        if (!setting.implies().isEmpty()) {
            rows.add("sets too", String.join(", ", setting.implies()));
        }
        rows.add("described in", setting.reference().toString());
        return rows.made;
    }

    /** The rows of one setting, whose sources are numbered for the whole page. */
    private final class Rows {
        private final List<Map<String, Object>> made = new ArrayList<>();

        void add(String what, String text) {
            add(what, text, "", false);
        }

        void add(String what, String text, String source, boolean mark) {
            made.add(Map.of("what", what, "text", text, "source", source, "mark", mark));
        }

        void told(String what, Told told) {
            String source = told.isKnown()
                    ? String.valueOf(sources.computeIfAbsent(told.source(), text -> sources.size() + 1))
                    : "";
            add(what, told.word() + ": " + told.meaning(), source, false);
        }
    }

    private static String kind(Setting setting) {
        StringBuilder text = new StringBuilder();
        if (setting.elements() > 0) {
            text.append(setting.elements()).append(" times ");
        }
        text.append(setting.kind())
                .append(" of ")
                .append(setting.width())
                .append(setting.width() == 1 ? " bit" : " bits");
        if (!setting.values().isEmpty()) {
            text.append(": ");
            text.append(String.join(
                    ", ",
                    setting.values().byName().entrySet().stream()
                            .map(value -> value.getKey() + " = " + value.getValue())
                            .toList()));
        } else if (setting.bounds().upper().isPresent()) {
            text.append(", ").append(setting.bounds());
        }
        return text.append(setting.readOnly() ? ", read only" : "").toString();
    }

    private static Map<String, Object> kernel(KernelInterface one) {
        String advice = switch (one.compared().prefer()) {
            case KERNEL -> "Prefer it.";
            case FWCTL -> "Use fwctl.";
            case BOTH -> "Each for its own.";
        };
        return Map.of(
                "kind",
                one.kind(),
                "use",
                one.use(),
                "advice",
                advice,
                "difference",
                one.compared().difference(),
                "file",
                one.origin().file(),
                "since",
                one.origin().since());
    }

    private long count(Predicate<Setting> wanted) {
        return list.settings().stream().filter(wanted).count();
    }

    private Map<String, Long> words(Function<Knob, Told> which) {
        Map<String, Long> counts = new LinkedHashMap<>();
        list.settings()
                .forEach(setting -> setting.knob()
                        .ifPresent(knob -> counts.merge(which.apply(knob).word(), 1L, Long::sum)));
        return counts;
    }

    private static List<Map<String, Object>> counted(Map<String, Long> counts, String key) {
        return counts.entrySet().stream()
                .map(one -> Map.<String, Object>of(key, one.getKey(), "count", one.getValue()))
                .toList();
    }

    private List<Map<String, Object>> effects() {
        List<Map<String, Object>> made = new ArrayList<>();
        Map<String, Function<Knob, Told>> kinds = new LinkedHashMap<>();
        kinds.put("loses", Knob::loses);
        kinds.put("unusable", Knob::unusable);
        kinds.put("security", Knob::security);
        Map<String, String> texts =
                Map.of("loses", "can cost ", "unusable", "can go wrong: ", "security", "security: ");
        kinds.forEach((kind, told) -> new TreeMap<>(words(told))
                .forEach((word, count) ->
                        made.add(Map.of("word", kind + "-" + word, "text", texts.get(kind) + word, "count", count))));
        return made;
    }

    private List<Map<String, Object>> sourceRows() {
        List<Map<String, Object>> made = new ArrayList<>();
        sources.forEach((text, number) -> made.add(Map.of("number", number, "text", text)));
        return made;
    }

    private static List<Map<String, Object>> meanings() {
        List<Map<String, Object>> made = new ArrayList<>();
        KnobWords.applyTimes().forEach((word, meaning) -> made.add(Map.of("word", word, "meaning", meaning)));
        return made;
    }
}
