# SPDX-License-Identifier: Apache-2.0
"""Writes catalogs: compact JSON, one field or parameter to a line, always the same bytes for the same input."""

import hashlib
import json


def compact(value):
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def source(label, path):
    """What a catalog says of an input: its public name and the digest of the very file that was read."""
    with open(path, "rb") as stream:
        return f"{label} sha256:{hashlib.sha256(stream.read()).hexdigest()}"


def field(name, offset, width=None, **more):
    """One field; a key whose value is None or empty is left out, so that defaults cost nothing."""
    made = {"name": name, "offset": offset}
    if width is not None:
        made["width"] = width
    made.update((key, value) for key, value in more.items() if value not in (None, "", [], {}))
    return made


def layout_lines(layouts):
    lines = []
    for name, layout in layouts.items():
        names = [one["name"] for one in layout["fields"]]
        if len(names) != len(set(names)):
            raise ValueError(name + " has two fields of one name")
        head = {key: value for key, value in layout.items() if key != "fields"}
        fields = layout["fields"]
        opening = compact(name) + ":" + compact(head)[:-1] + ',"fields":['
        if fields:
            body = ",\n".join(compact(one) for one in fields)
            lines.append(opening + "\n" + body + "]}")
        else:
            lines.append(opening + "]}")
    return ",\n".join(lines)


def write_layouts(path, name, sources, layouts, byte_order="BIG_ENDIAN"):
    head = compact(
        {"schema": "layout-catalog-1", "name": name, "byteOrder": byte_order, "sources": sources}
    )
    write(path, head[:-1] + ',\n"layouts":{\n' + layout_lines(layouts) + "\n}}\n")


def write(path, text):
    with open(path, "w", encoding="ascii", newline="\n") as stream:
        stream.write(text)
    # What was written has to be JSON without a key given twice.
    json.loads(text, object_pairs_hook=without_duplicates)


def without_duplicates(pairs):
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError("keys given twice: " + ", ".join(sorted({k for k in keys if keys.count(k) > 1})))
    return dict(pairs)
