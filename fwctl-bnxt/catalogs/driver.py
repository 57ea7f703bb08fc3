# SPDX-License-Identifier: Apache-2.0
"""What Linux's bnxt_fwctl driver lets through: commands, scopes, memory by address, time limits."""

import re

SCOPES = {"FWCTL_RPC_CONFIGURATION": 0, "FWCTL_RPC_DEBUG_READ_ONLY": 1, "FWCTL_RPC_DEBUG_WRITE": 2,
          "FWCTL_RPC_DEBUG_WRITE_FULL": 3}
DIRECTIONS = {"DMA_TO_DEVICE": "TO_DEVICE", "DMA_FROM_DEVICE": "FROM_DEVICE"}


def close(text, at):
    """The place behind the parenthesis that closes the one at 'at'."""
    depth = 0
    for place in range(at, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place + 1
    raise ValueError("unbalanced parentheses")


def arguments(text):
    """What stands between commas outside of inner parentheses."""
    found, depth, start = [], 0, 0
    for place, letter in enumerate(text):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            found.append(text[start:place].strip())
            start = place + 1
    found.append(text[start:].strip())
    return [re.sub(r"\s+", " ", one) for one in found]


def calls(text, names):
    """(macro, arguments) of each use of the macros."""
    for match in re.finditer(r"\b(" + "|".join(names) + r")\(", text):
        end = close(text, match.end() - 1)
        yield match[1], arguments(text[match.end():end - 1])


class Driver:
    def __init__(self, main, uapi):
        with open(main, encoding="utf-8") as stream:
            self.text = re.sub(r"/\*.*?\*/", " ", stream.read(), flags=re.S)
        with open(uapi, encoding="utf-8") as stream:
            self.dma_max = int(re.search(r"#define\s+FWCTL_BNXT_MAX_DMABUF\s+(\w+)", stream.read())[1], 0)

    def body(self, name):
        start = self.text.index(name + "(")
        return self.text[start:self.text.index("\n}\n", start)]

    def inline(self):
        """(name, least scope) of each command without memory of its own."""
        names = []
        for label, scope in re.findall(r"case (HWRM_\w+):|return scope >= (\w+);", self.body("bool bnxtctl_validate_rpc")):
            if label:
                names.append(label)
            else:
                yield from ((name, SCOPES[scope]) for name in names)
                names = []

    def dma(self):
        """(name, least scope, structure of the request, memory by address) of each command that has such memory."""
        table = self.text[self.text.index("bnxtctl_dma_cmds[] ="):self.text.index("#undef CMD_DATA_UNIT")]
        for macro, given in calls(table, ("CMD_DMA_LEN", "CMD_DMAS")):
            if macro == "CMD_DMA_LEN":
                name, scope, direction, structure, data, length = given
                memory = [{"field": data, "direction": DIRECTIONS[direction], "length": length, "unit": 1}]
            else:
                name, scope, structure = given[:3]
                memory = [self.memory(*one) for one in calls(",".join(given[4:]), (
                    "CMD_DATA_SIMPLE", "CMD_DATA_UNIT", "CMD_DATA_FIXED"))]
            yield name, SCOPES[scope], structure.removeprefix("struct "), memory

    def memory(self, macro, given):
        made = {"field": given[2], "direction": DIRECTIONS[given[1]]}
        if macro == "CMD_DATA_FIXED":
            return {**made, "bytes": given[3]}
        return {**made, "length": given[3], "unit": int(given[4]) if macro == "CMD_DATA_UNIT" else 1}

    def limits(self):
        """How long the driver waits, in milliseconds, by command, and for all others."""
        text = self.text[self.text.index("#define BNXTCTL_HWRM_CMD_TIMEOUT_DFLT"):]
        times = {name: int(value) for name, value in re.findall(r"#define (BNXTCTL_HWRM_CMD_TIMEOUT_\w+)\s+(\d+)", text)}
        names, made = [], {}
        for label, limit in re.findall(r"case (HWRM_\w+):|return (BNXTCTL_\w+);", self.body("bnxtctl_get_timeout")):
            if label:
                names.append(label)
            else:
                made.update((name, times[limit]) for name in names)
                names = []
        return made, times["BNXTCTL_HWRM_CMD_TIMEOUT_DFLT"]
