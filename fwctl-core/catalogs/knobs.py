# SPDX-License-Identifier: Apache-2.0
"""What each knob does: joins a folder of hand-written texts with the names they are about.

A folder holds .txt files (their form: fwctl-mlx5/catalogs/knobs/README.md), kernel.json and sources.json.
"""

import glob
import itertools
import json
import os
import re
import sqlite3

WORDS = os.path.join(os.path.dirname(__file__), "../src/main/resources/dev-fwctl-core/knob-words.json")
EFFECTS = ("apply", "loses", "unusable", "security")
KEYS = {"apply": "applyTime"}
LONGEST = 140
RUN = 6

ENTRY = re.compile(r"(\S+)( \?)? = (.+)")
EFFECT = re.compile(r"(\w+) (\w+)(?:/([\w-]+))?")
HOLE = re.compile(r"\{([^}]+)\}")
# Words that say nothing about what a thing does.
EMPTY = set("a an and are as at be by can for from has have if in is it its of off on or other than that the their this to "
            "which whether with value values default device card it".split())


class Fault(ValueError):
    """A text that cannot be taken, with its file and line."""


def words_of(text):
    return re.findall(r"[a-z0-9]+", text.lower())


class Texts:
    """A folder of texts. groups says which names each file is about: file name (or None for the rest) to names."""

    def __init__(self, folder):
        self.folder = folder
        with open(WORDS, encoding="ascii") as stream:
            self.words = json.load(stream)
        self.sources = self.json("sources.json")
        self.kernel = self.json("kernel.json")
        self.entries = [entry for path in sorted(glob.glob(os.path.join(folder, "*.txt"))) for entry in self.read(path)]

    def json(self, name):
        with open(os.path.join(self.folder, name), encoding="ascii") as stream:
            return json.load(stream)

    def read(self, path):
        name = os.path.basename(path)
        theme, effects = name[:-len(".txt")], None
        with open(path, encoding="ascii") as stream:
            for number, line in enumerate(stream, 1):
                line = line.strip()
                where = f"{name}:{number}"
                if not line or line.startswith("#"):
                    continue
                if line.startswith("theme "):
                    theme = line[len("theme "):]
                elif line.startswith("@ "):
                    effects = self.effects(line[2:], where)
                else:
                    found = ENTRY.fullmatch(line)
                    if not found or effects is None:
                        raise Fault(f"{where}: neither an entry nor effects: {line}")
                    if theme not in self.words["themes"]:
                        raise Fault(f"{where}: no theme {theme}")
                    pattern, unknown, summary = found.groups()
                    if bool(unknown) != ("not public" in summary):
                        raise Fault(f"{where}: {pattern}: a question mark and 'not public' go together")
                    yield {"file": name, "where": where, "pattern": pattern, "summary": summary, "theme": theme,
                           "public": not unknown, "effects": effects}

    def effects(self, line, where):
        made = {}
        for part in line.split(", "):
            found = EFFECT.fullmatch(part)
            if not found or found[1] not in EFFECTS:
                raise Fault(f"{where}: not an effect: {part}")
            key, word, source = KEYS.get(found[1], found[1]), found[2], found[3]
            if word not in self.words[key]:
                raise Fault(f"{where}: no word for {key}: {word}")
            if (source is None) != (word == "unknown") or source and source not in self.sources:
                raise Fault(f"{where}: {part} needs a source of sources.json, unknown has none")
            made[key] = word if source is None else word + "/" + source
        if len(made) != len(EFFECTS):
            raise Fault(f"{where}: all of {', '.join(EFFECTS)} have to be said")
        return made

    def knobs(self, facts, files=None):
        """Name to knob, in the order of facts, which is name to words that are no news in a summary of it."""
        made = {}
        for entry in self.entries:
            if files is not None and not files(entry["file"]):
                continue
            hits = list(expand(entry["pattern"], entry["summary"], facts))
            if not hits:
                raise Fault(f"{entry['where']}: {entry['pattern']} is the name of nothing")
            for name, summary in hits:
                if name in made:
                    raise Fault(f"{entry['where']}: {name} has two sentences")
                self.check(entry, name, summary, facts.get(name, ""))
                made[name] = {"theme": entry["theme"], "summary": summary}
                if not entry["public"]:
                    made[name]["public"] = False
                made[name].update(entry["effects"] if entry["public"] else unjudged(entry["effects"]))
        missing = [name for name in facts if name not in made]
        if missing:
            raise Fault(f"{len(missing)} without a sentence: {', '.join(missing[:10])}")
        interfaces = self.interfaces(made)
        return {name: made[name] for name in facts or made}, interfaces

    @staticmethod
    def check(entry, name, summary, known):
        if len(summary) > LONGEST:
            raise Fault(f"{entry['where']}: {name}: {len(summary)} characters, not {LONGEST}: {summary}")
        if not summary.endswith("."):
            raise Fault(f"{entry['where']}: {name}: no full stop")
        news = set(words_of(summary)) - set(words_of(name + " " + known)) - EMPTY
        if entry["public"] and len(news) < 3:
            raise Fault(f"{entry['where']}: {name}: says nothing beyond name, group and values")

    def interfaces(self, made):
        used = {}
        for key, one in self.kernel.items():
            names = [name for name in one["knobs"] if name in made]
            if names:
                used[key] = {field: value for field, value in one.items() if field != "knobs"}
            for name in names:
                made[name].setdefault("kernel", []).append(key)
        return used

    def unknown_names(self, known):
        """Names in kernel.json that are no knob."""
        return [name for one in self.kernel.values() for name in one["knobs"] if name not in known]


def unjudged(effects):
    """Nobody can judge what a thing may break who does not know what it does; when it counts does not depend on that."""
    return {key: "unknown" if word.endswith("/judged") and key != "applyTime" else word for key, word in effects.items()}


def expand(pattern, summary, facts):
    """The names a pattern stands for: {x} is a digit (of the names in facts), {a|b} a choice; {sppr} is sppr itself."""
    holes = HOLE.findall(pattern)
    if all(len(hole) > 1 for hole in holes):
        for choice in itertools.product(*(hole.split("|") for hole in holes)):
            name = pattern
            for hole, value in zip(holes, choice):
                name = name.replace("{" + hole + "}", value, 1)
            if not facts or name in facts:
                yield name, summary
        return
    regex, seen = "", set()
    for part in re.split(r"(\{\w\})", pattern):
        if HOLE.fullmatch(part):
            letter = part[1]
            regex += f"(?P={letter})" if letter in seen else f"(?P<{letter}>\\d)"
            seen.add(letter)
        else:
            regex += re.escape(part)
    for name in facts:
        found = re.fullmatch(regex, name)
        if found:
            text = summary
            for letter, digit in found.groupdict().items():
                text = text.replace("{" + letter + "}", digit)
            yield name, text


def document(label, texts, knobs, interfaces):
    """The catalog as text: one knob is one line."""
    used = {word.split("/")[1] for knob in knobs.values() for word in knob.values()
            if isinstance(word, str) and re.fullmatch(r"\w+/[\w-]+", word)}
    head = {"schema": "knobs-1", "name": label, "sources": {key: texts.sources[key] for key in texts.sources if key in used}}

    def lines(things):
        return ",\n".join(compact(name) + ":" + compact(thing) for name, thing in things.items())

    return (compact(head)[:-1] + ',\n"kernel":{\n' + lines(interfaces) + '\n},\n"knobs":{\n' + lines(knobs) + "\n}}\n")


def compact(value):
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def counts(knobs):
    """What docs/list.md and a run of the generator say of a list."""
    made = {"knobs": len(knobs), "not public": sum(knob.get("public") is False for knob in knobs.values()),
            "upstream interface": sum("kernel" in knob for knob in knobs.values())}
    for key in ("applyTime", "loses", "unusable", "security"):
        words = [knob[key] for knob in knobs.values()]
        made[key] = {"said by a source": sum("/" in word and not word.endswith("/judged") for word in words),
                     "judged": sum(word.endswith("/judged") for word in words), "unknown": words.count("unknown")}
    return made


def common_runs(summaries, folder):
    """Runs of six words that a summary shares with a public description of the databases in a folder."""
    runs = {}
    for path in sorted(glob.glob(os.path.join(folder, "*.db"))):
        connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        for (text,) in connection.execute("select description from params union select description from tlvs"):
            said = words_of((text or "").replace("\\;", " "))
            runs.update((tuple(said[i:i + RUN]), os.path.basename(path)) for i in range(len(said) - RUN + 1))
        connection.close()
    if not runs:
        raise Fault(f"no public descriptions in {folder}")
    for name, summary in summaries.items():
        said = words_of(summary)
        for i in range(len(said) - RUN + 1):
            if tuple(said[i:i + RUN]) in runs:
                yield name, " ".join(said[i:i + RUN]), runs[tuple(said[i:i + RUN])]
