# SPDX-License-Identifier: Apache-2.0
"""Layouts from the kernel's mlx5_ifc.h: structures whose members are arrays of one-bit "bytes", MSB first."""

import re

from catalog import field

TEXT = {("query_adapter_param_block", "vsd_contd_psid"), ("query_vuid_out", "vuid")}
MEMBER = re.compile(
    r"(?:(?P<tag>struct|union)\s+(?P<type>\w+)|(?P<byte>u8|__be32))\s+(?P<name>\w+)(?P<dims>(?:\s*\[[^\]]*\])*)$"
)
FLEXIBLE = re.compile(r"DECLARE_FLEX_ARRAY\(\s*(?:struct|union)\s+(\w+)\s*,\s*(\w+)\s*\)$")


def without_comments(text):
    return re.sub(r"//[^\n]*", "", re.sub(r"/\*.*?\*/", " ", text, flags=re.S))


def close(text, at):
    """The place behind the brace that closes the one at 'at'."""
    depth = 0
    for place in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place + 1
    raise ValueError("unbalanced braces")


def members(body):
    """The declarations of a body, an inner anonymous structure as one, with its braces."""
    at, start = 0, 0
    while at < len(body):
        if body[at] == "{":
            at = close(body, at)
        elif body[at] == ";":
            yield body[start:at].strip()
            at = start = at + 1
        else:
            at += 1


class Structures:
    def __init__(self, paths):
        self.bodies = {}
        self.layouts = {}
        self.tails = {}
        self.sizes = {}
        for path in paths:
            with open(path, encoding="utf-8") as stream:
                text = without_comments(stream.read())
            for match in re.finditer(r"^(struct|union)\s+(mlx5_ifc_\w+)\s*\{", text, flags=re.M):
                end = close(text, match.end() - 1)
                self.bodies[match[2]] = (match[1], text[match.end():end - 1])

    @staticmethod
    def name(structure):
        return re.sub(r"_bits(\d*)$", r"\1", structure.removeprefix("mlx5_ifc_"))

    def __contains__(self, name):
        return f"mlx5_ifc_{name}_bits" in self.bodies

    def layout(self, structure, name=None):
        """Adds the layout of a structure, and of those in it; its name. A parent comes before its children."""
        name = name or self.name(structure)
        if name not in self.layouts:
            tag, body = self.bodies[structure]
            self.add(name, tag, body)
        return name

    def add(self, name, tag, body):
        layout = {"size": 0, "fields": []}
        if tag == "union":
            layout["union"] = True
            layout["fields"] = layout.pop("fields")
        self.layouts[name] = layout
        size, layout["fields"] = self.fields(name, tag, body, 0)
        if size % 8:
            raise ValueError(f"{name} is {size} bits long, not whole bytes")
        layout["size"] = size // 8

    def fields(self, owner, tag, body, start):
        at, longest, fields = start, start, []
        for text in members(body):
            place = start if tag == "union" else at
            width, made = self.member(owner, text, place)
            fields += made
            at = place + width
            longest = max(longest, at)
        return (longest if tag == "union" else at) - start, fields

    def member(self, owner, text, at):
        inner = re.match(r"(struct|union)\s*\{", text)
        if inner:
            end = close(text, inner.end() - 1)
            return self.anonymous(owner, inner[1], text[inner.end():end - 1], text[end:].strip(), at)
        flexible = FLEXIBLE.match(text)
        if flexible:
            self.tail(owner, flexible[2], at, structure=flexible[1])
            return 0, []
        match = MEMBER.match(re.sub(r"\s+", " ", text))
        if not match:
            raise ValueError(f"{owner}: cannot read '{text}'")
        numbers = [int(one, 0) if one else 0 for one in re.findall(r"\[\s*(\w*)\s*\]", match["dims"])]
        if match["byte"]:
            return self.number(owner, match["name"], numbers, at)
        return self.nested(owner, match["type"], match["name"], numbers, at)

    def anonymous(self, owner, tag, body, name, at):
        if not name:
            return self.fields(owner, tag, body, at)
        made = f"{owner}_{name}"
        self.add(made, tag, body)
        return self.layouts[made]["size"] * 8, [field(name, at, layout=made)]

    def number(self, owner, name, numbers, at):
        count, width = (numbers[0], numbers[1]) if len(numbers) == 2 else (None, numbers[0])
        if count == 0:
            self.tail(owner, name, at, width=width)
            return 0, []
        total = width * (count or 1)
        if name.startswith("reserved") or total == 0:
            return total, []
        whole_bytes = at % 8 == 0 and total % 8 == 0
        if whole_bytes and (width > 64 or (count and width == 8)):
            kind = "text" if (owner, name) in TEXT else "bytes"
            return total, [field(name, at, total, type=kind)]
        return total, [field(name, at, width, type="bool" if width == 1 else None, count=count)]

    def nested(self, owner, structure, name, numbers, at):
        if numbers and numbers[0] == 0:
            self.tail(owner, name, at, structure=structure)
            return 0, []
        width, count = self.size(structure), numbers[0] if numbers else None
        if width == 0:
            # Nothing but an array of open length, which becomes the owner's.
            self.fields(owner, *self.bodies[structure], at)
            return 0, []
        if width % 8 or at % 8:
            # A layout is whole bytes; a few bits of a structure are the owner's own fields.
            _, inner = self.fields(owner, *self.bodies[structure], at)
            if count:
                raise ValueError(f"{owner}.{name}: an array of {width} bits")
            return width, [{**one, "name": name + "_" + one["name"]} for one in inner]
        made = [] if name.startswith("reserved") else [field(name, at, layout=self.layout(structure), count=count)]
        return width * (count or 1), made

    def size(self, structure):
        if structure not in self.sizes:
            scratch = Structures([])
            scratch.bodies, scratch.sizes = self.bodies, self.sizes
            tag, body = self.bodies[structure]
            self.sizes[structure] = scratch.fields("size", tag, body, 0)[0]
        return self.sizes[structure]

    def tail(self, owner, name, at, structure=None, width=None):
        """Remembers an array of open length: it is no field, but what it repeats is worth a layout."""
        element = {"layout": self.layout(structure)} if structure else {"width": width}
        self.tails[owner] = {"name": name, "offset": at, **element}


def enumerators(text):
    """All enumerators with a number, and those that follow one without."""
    values = {}
    for body in re.findall(r"\benum\b[^{;]*\{(.*?)\}", without_comments(text), flags=re.S):
        following = 0
        for entry in body.split(","):
            name, _, value = (part.strip() for part in entry.partition("="))
            if not name:
                continue
            try:
                following = int(value, 0) if value else following
            except ValueError:
                following = None
            if following is not None:
                values[name] = following
                following += 1
    return values
