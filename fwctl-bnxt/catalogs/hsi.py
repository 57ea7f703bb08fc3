# SPDX-License-Identifier: Apache-2.0
"""Layouts from the kernel's bnxt/hsi.h: structures of little-endian numbers, and #defines behind the field they are of."""

import re

from catalog import field

WIDTHS = {"u8": 8, "char": 8, "__le16": 16, "__le32": 32, "__le64": 64, "__be16": 16}
MEMBER = re.compile(r"(u8|char|__le16|__le32|__le64|__be16)\s+(\w+)((?:\[\d+\])*);$")
DEFINE = re.compile(r"#define\s+(\w+)\s+(.+)$")
SHIFTED = re.compile(r"\(?\s*(0x[0-9a-fA-F]+|\d+)(?:UL|U|L)?\s*(?:<<\s*(\d+)\s*)?\)?$")
SKIPPED = re.compile(r"(unused|reserved|rsvd)_?\w*$")


def number(text):
    match = SHIFTED.match(text.strip())
    if not match:
        return None
    return int(match[1], 0) << int(match[2] or 0)


class Structures:
    def __init__(self, path):
        with open(path, encoding="utf-8") as stream:
            text = re.sub(r"/\*.*?\*/", " ", stream.read(), flags=re.S)
        self.bodies = {match[1]: match[2] for match in re.finditer(r"^struct (\w+) \{(.*?)^\};", text, flags=re.S | re.M)}
        self.layouts = {}

    def __contains__(self, name):
        return name in self.bodies

    def layout(self, structure):
        """Adds the layout of a structure; its name, which is the structure's without hwrm_."""
        name = structure.removeprefix("hwrm_")
        if name not in self.layouts:
            self.layouts[name] = None
            self.layouts[name] = self.build(name, self.bodies[structure])
        return name

    def offset(self, structure, member):
        """In bytes."""
        found = [one for one in self.members(structure.removeprefix("hwrm_"), self.bodies[structure]) if one[0] == member]
        return found[0][1] // 8

    def size(self, structure):
        """In bytes."""
        return self.layouts[self.layout(structure)]["size"]

    def members(self, structure, body):
        """(name, offset in bits, width of an element, C type, dimensions, defines) of each member."""
        at, found, lines = 0, [], iter(body.splitlines())
        for line in lines:
            line = line.strip()
            if not line:
                continue
            if line.startswith("#define"):
                found[-1][5].append(DEFINE.match(line).groups())
                continue
            if line == "struct {":
                at = self.inner(structure, lines, at, found)
                continue
            match = MEMBER.match(line)
            if not match:
                raise ValueError(f"{structure}: cannot read '{line}'")
            dimensions = [int(one) for one in re.findall(r"\[(\d+)\]", match[3])]
            width = WIDTHS[match[1]]
            found.append((match[2], at, width, match[1], dimensions, []))
            for dimension in dimensions:
                width *= dimension
            at += width
        self.end = at
        return found

    def inner(self, structure, lines, at, found):
        """An array of anonymous structures, which becomes a layout of its own."""
        body = []
        for line in lines:
            match = re.match(r"\}\s*(?:__packed)?\s*(\w+)\[(\d+)\];", line.strip())
            if match:
                break
            body.append(line)
        name = f"{structure}_{match[1]}"
        self.layouts[name] = self.build(name, "\n".join(body))
        width = self.layouts[name]["size"] * 8
        found.append((match[1], at, width, name, [int(match[2])], []))
        return at + width * int(match[2])

    def build(self, name, body):
        fields = []
        members = self.members(name, body)
        size = self.end
        for member in members:
            fields += self.fields(member)
        return {"size": size // 8, "fields": fields}

    def fields(self, member):
        name, at, width, kind, dimensions, defines = member
        if SKIPPED.match(name):
            return []
        if kind not in WIDTHS:
            return [field(name, at, layout=kind, count=dimensions[0])]
        if kind == "char":
            return [field(name, at, dimensions[-1] * 8, type="text", count=dimensions[0] if len(dimensions) > 1 else None)]
        if kind == "__be16":
            return [field(name, at, width, type="bytes")]
        if dimensions:
            if kind == "u8":
                return [field(name, at, dimensions[0] * 8, type="bytes")]
            return [field(name, at, width, count=dimensions[0])]
        return described(name, at, width, defines)


def described(name, at, width, defines):
    """One number, or the parts that the defines behind it name."""
    values = {}
    for key, text in defines:
        value = number(text)
        if value is not None:
            values[re.sub(r"^.*?_(?:REQ|RESP)_|^[A-Z0-9_]+?_CODE_(?=)", "", key) if "_REQ_" in key or "_RESP_" in key
                   else key] = value
    masks = {key[:-5]: value for key, value in values.items() if key.endswith("_MASK") and key[:-5] + "_SFT" in values}
    if masks:
        return parts(name, at, values, masks)
    last = [key for key, _ in defines if key.endswith("_LAST")]
    if last:
        return [field(name, at, width, enum=enumeration(name.upper() + "_", values))]
    bits = {key: value for key, value in values.items() if not key.endswith("_SFT")}
    if bits and all(value and value & (value - 1) == 0 for value in bits.values()) \
            and len(set(bits.values())) == len(bits):
        return [flag(name, at, key, value) for key, value in bits.items()]
    return [field(name, at, width)]


def flag(name, at, key, value):
    short = key.removeprefix(name.upper() + "_").lower()
    return field(f"{name}_{short}" if short != name else name, at + value.bit_length() - 1, 1, type="bool")


def parts(name, at, values, masks):
    """Runs of bits with a mask, and single bits beside them."""
    fields, taken = [], 0
    for key, mask in masks.items():
        shift = values[key + "_SFT"]
        taken |= mask
        inside = {one: value >> shift for one, value in values.items()
                  if owner(one, masks) == key and not auxiliary(one, values) and value & ~mask == 0}
        if SKIPPED.search(key.lower()):
            continue
        short = key.removeprefix(name.upper() + "_").lower()
        fields.append(field(short if short.startswith(name) else f"{name}_{short}", at + shift,
                            (mask >> shift).bit_length(), enum=enumeration(key + "_", inside)))
    for key, value in values.items():
        single = value and value & (value - 1) == 0 and value & taken == 0
        if single and not auxiliary(key, values):
            fields.append(flag(name, at, key, value))
            taken |= value
    return sorted(fields, key=lambda one: one["offset"])


def enumeration(prefix, values):
    return {key.removeprefix(prefix): value for key, value in values.items() if not auxiliary(key, values)}


def auxiliary(key, values):
    """Whether a define says where bits lie, and not what they mean."""
    return key.endswith(("_LAST", "_SFT")) or key.endswith("_MASK") and key[:-5] + "_SFT" in values


def owner(key, masks):
    """The run of bits of which a define names a value: the longest name that begins it."""
    return max((one for one in masks if key.startswith(one + "_")), key=len, default=None)
