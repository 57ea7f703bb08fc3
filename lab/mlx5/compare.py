# SPDX-License-Identifier: Apache-2.0
"""In the guest: compares mstflint and this library on the same firmware model. Started by lab/compare-mstflint."""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

MODEL = "/sys/kernel/debug/fwctl_lab_mlx5/0/"
DEVICE = "fwctl0"
TAINT_FWCTL = 1 << 19
MODES = {"pending": "next_value", "current": "current_value", "default": "default_value"}

mstflint, checkout, part = sys.argv[1:]
differences = []


def say(text=""):
    print(text, flush=True)


def difference(text):
    differences.append(text)
    say("DIFFERENT  " + text)


def knob(name, value):
    with open(MODEL + name, "w") as file:
        file.write(str(value))


def tainted():
    with open("/proc/sys/kernel/tainted") as file:
        return bool(int(file.read()) & TAINT_FWCTL)


# --- the two clients ----------------------------------------------------------------------------------------------
def run(command, cwd=None, environment=None, statuses=(0,)):
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, env={**os.environ, **(environment or {})})
    if done.returncode not in statuses:
        raise RuntimeError(f"{' '.join(command)}: exit status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


REGISTERS_OF_NV = {"0x9024": "MNVDA", "0x9025": "MNVDI", "0x9030": "MNVQC", "0x9035": "MNVGN"}


def counted(work):
    """Runs work and returns its result, the number of RPCs it sent, the highest scope and the number by register."""
    knob("rpcs", 0)
    result = work()
    with open(MODEL + "rpcs") as file:
        lines = file.read().splitlines()
    total, scope = re.fullmatch(r"total=(\d+) highest_scope=(-?\d+)", lines[-1]).groups()
    by_register = {}
    for line in lines[:-1]:
        words = dict(word.split("=") for word in line.split())
        of = words.get("register")
        name = REGISTERS_OF_NV.get(of, of) if of else words["opcode"]
        by_register[name] = by_register.get(name, 0) + sum(int(words[key]) for key in ("ok", "failed", "refused"))
    return result, int(total), int(scope), by_register


def mst(*command, environment=None):
    return run(["chroot", mstflint, *command], environment=environment)


PYTHON_TOOLS = "/usr/lib/x86_64-linux-gnu/mstflint/python_tools"


def mst_dump(resource, *options):
    """The segments that mstresourcedump gets, as (type, bytes)."""
    text = mst("/usr/bin/python3", PYTHON_TOOLS + "/resourcetools/mstresourcedump.py", "dump", "-d", DEVICE,
               "--segment", resource, *options, environment={"PYTHONPATH": PYTHON_TOOLS})
    return [(int(kind, 16), int(size))
            for kind, size in re.findall(r"Segment Type: (0x[0-9a-f]+)\nSegment Size: (\d+) Bytes", text)]


def mst_query(*names, modes=True):
    """What mstconfig shows, with the current and default values or (as it does by default) the next ones only."""
    mst("mstconfig", "-d", DEVICE, *(["-e"] if modes else []), "-j", "/tmp/query.json", "q", *names)
    with open("/tmp/query.json") as file:
        return json.load(file)["Device #1"]["tlv_configuration"]


def mst_set(*assignments):
    mst("mstconfig", "-y", "-d", DEVICE, "s", *assignments)


def ours(example, *arguments, statuses=(0,)):
    command = ["./quickstart", example, *arguments, "--device", DEVICE, "--json"]
    return json.loads(run(command, cwd=checkout, statuses=statuses))


def our_settings(*names):
    return ours("Settings", "read", *names)["devices"][0]["settings"]


def apply(values):
    document = ours("Settings", "apply", *assignments(values))
    if not document["done"]:
        difference(f"ours did not apply {values}: {document}")
    return document["devices"][0]["transaction"]


def rollback(transaction):
    end = ours("Settings", "rollback", transaction)["transactions"][0]["end"]
    if end != "ALL_BEFORE":
        difference(f"ours did not take back {transaction}: {end}")


def our_drift(values):
    """The state of each of these settings, and what comes next, beside what is desired."""
    device = ours("Settings", "drift", *assignments(values), statuses=(0, 2))["devices"][0]
    return {name: (one["state"], (one["pending"] or {}).get("raw")) for name, one in device["settings"].items()}


# --- NV configuration ---------------------------------------------------------------------------------------------
def number(value):
    """The number in what mstconfig prints: 20, "True(1)", "0x4C(76)"."""
    if isinstance(value, int):
        return value
    match = re.fullmatch(r".*\((\d+)\)|(\d+)", value)
    return int(match.group(1) or match.group(2)) if match else None


def elements(name, theirs):
    """What mstconfig abbreviates as Array[0..7] has to be asked for by its elements."""
    match = re.fullmatch(r"Array\[(\d+)\.\.(\d+)\]", str(theirs["next_value"]))
    return f"{name}[{match.group(1)}..{match.group(2)}]" if match else None


def everything_mst_shows():
    """All that mstconfig shows, arrays as such and by their elements."""
    shown = mst_query()
    arrays = [asked for name, value in shown.items() if (asked := elements(name, value))]
    return {**shown, **mst_query(*arrays)}


def our_value(parameters, name, mode):
    """Ours by name, as (number, text); an element of an array is a member of the array's list, or two hex digits."""
    if name in parameters:
        value = parameters[name][mode] or {"raw": None, "text": ""}
        return (value["raw"] if isinstance(value["raw"], int) else None), str(value["text"])
    match = re.fullmatch(r"(.*)\[(\d+)\]", name)
    if not match or match.group(1) not in parameters:
        return None
    raw, index = parameters[match.group(1)][mode]["raw"], int(match.group(2))
    return (int(raw[2 * index:2 * index + 2], 16) if isinstance(raw, str) else raw[index]), None


# Names that mstflint 4.33's database still has and the database of 4.36, which our catalog comes from, has no more.
NO_LONGER_NAMED = re.compile(r"DPA_APP_[0-7]_(UUID|EU_.*)(\[\d+\])?")
# Values that the newer database names otherwise.
RENAMED = {("ROCE_RTT_RESP_DSCP_MODE", 2)}


# mstconfig 4.33 shows element I of an array as element I modulo 32 (the two keys of 256 bytes are longer).
MST_ELEMENTS = 32


def compare_values(title, theirs, parameters):
    values, gone, wrapped, newly_named = 0, 0, 0, 0
    for name, their in sorted(theirs.items()):
        if NO_LONGER_NAMED.fullmatch(name):
            gone += 1
            continue
        element = re.search(r"\[(\d+)\]$", name)
        if element and int(element.group(1)) >= MST_ELEMENTS:
            wrapped += 1
            continue
        for mode, key in MODES.items():
            mine = our_value(parameters, name, mode)
            if mine is None:
                difference(f"{title}: {name}: mstconfig shows it, ours does not")
                break
            if elements(name, their):
                break  # each of them is compared by itself
            values += 1
            text, (raw, my_text) = str(their[key]), mine
            if text == my_text or my_text is None and number(their[key]) == raw:
                continue
            if number(their[key]) == raw is not None \
                    and (text.isdigit() or (re.sub(r"_P\d$", "", name), raw) in RENAMED):
                newly_named += 1
                continue
            difference(f"{title}: {name} {mode}: mstconfig {text}, ours {my_text} (raw {raw})")
    say(f"{title}: {len(theirs)} shown by mstconfig, {values} values compared, {len(parameters)} known to ours"
        + (f"; {newly_named} equal numbers that only the newer database names" if newly_named else "")
        + (f"; left out: {gone} that the newer database does not name" if gone else "")
        + (f", {wrapped} elements that mstconfig cannot address" if wrapped else ""))


TWO = ("SRIOV_EN", "NUM_OF_VFS")
WRITTEN_BY_US = {"SRIOV_EN": 1, "NUM_OF_VFS": 24, "LINK_TYPE_P1": "IB", "KEEP_ETH_LINK_UP_P2": 1,
                 "HOST_CHAINING_DESCRIPTORS[2]": 9, "PF_TOTAL_SF": 200, "CQE_COMPRESSION": "BALANCED"}
WRITTEN_BY_MST = {"SRIOV_EN": 0, "NUM_OF_VFS": 32, "LINK_TYPE_P1": "ETH", "LINK_TYPE_P2": "IB",
                  "HOST_CHAINING_DESCRIPTORS[5]": 11, "PF_TOTAL_SF": 100, "ADVANCED_PCI_SETTINGS": 1,
                  "MEMIC_SIZE_LIMIT": "_512KB"}


def assignments(values):
    return [f"{name}={value}" for name, value in values.items()]


def parameters():
    # Ours first, so that the taint bit, which mstconfig always sets, is seen clear.
    seeds = {"first values": 0, "pattern 1": 1, "pattern 2": 2}
    read = {}
    for title, seed in seeds.items():
        knob("nv_pattern", seed)
        read[title] = counted(our_settings)
    knob("nv_pattern", 0)
    two_read = counted(lambda: our_settings(*TWO))
    two_written = counted(lambda: apply(dict(list(WRITTEN_BY_US.items())[:2])))
    written = counted(lambda: apply(dict(list(WRITTEN_BY_US.items())[2:])))
    highest = max(scope for _, _, scope, _ in [*read.values(), two_read, two_written, written])
    say(f"ours: highest scope {highest}; the kernel is {'tainted' if tainted() else 'not tainted'}")
    if tainted() or highest > 1:
        difference("our reads or writes tainted the kernel or used a scope above DEBUG_READ_ONLY")

    # What we wrote, read by them.
    theirs = mst_query(*WRITTEN_BY_US)
    expected = our_settings(*WRITTEN_BY_US)
    compare_values("written by us, read by mstconfig", theirs, expected)
    for name, value in WRITTEN_BY_US.items():
        shown = str(theirs[name]["next_value"])
        if isinstance(value, int) and number(theirs[name]["next_value"]) != value \
                or isinstance(value, str) and not shown.startswith(value + "("):
            difference(f"written by us: {name} should be {value}, mstconfig reads {shown}")

    rollback(written[0])
    rollback(two_written[0])
    compare_values("taken back by us, read by mstconfig", mst_query(*WRITTEN_BY_US), read["first values"][0])

    # What they write, read by us.
    knob("nv_pattern", 0)
    mst_two_written = counted(lambda: mst_set(*assignments(dict(list(WRITTEN_BY_MST.items())[:2]))))
    mst_set(*assignments(dict(list(WRITTEN_BY_MST.items())[2:])))
    mine = our_settings(*WRITTEN_BY_MST)
    for name, value in WRITTEN_BY_MST.items():
        raw, text = our_value(mine, name, "pending")
        if isinstance(value, int) and raw != value or isinstance(value, str) and not text.startswith(value + "("):
            difference(f"written by mstconfig: {name} should be {value}, ours reads {raw} {text}")
    say(f"written by mstconfig, read by us: {len(WRITTEN_BY_MST)} parameters")
    drift = our_drift(WRITTEN_BY_US)
    for name, wanted in WRITTEN_BY_US.items():
        if name in WRITTEN_BY_MST and wanted != WRITTEN_BY_MST[name] and drift[name][0] != "differs":
            difference(f"drift: mstconfig set {name} to {WRITTEN_BY_MST[name]}, ours says {drift[name]}")
    say("drift from what we had applied, after mstconfig's set: "
        + ", ".join(f"{name} {state}" for name, (state, _) in drift.items()))

    # Everything they show.
    for title, seed in seeds.items():
        knob("nv_pattern", seed)
        compare_values(title, everything_mst_shows(), read[title][0])
    knob("nv_pattern", 0)
    next_only = counted(lambda: mst_query(modes=False))
    all_modes = counted(mst_query)
    mst_two_read = counted(lambda: mst_query(*TWO, modes=False))

    say()
    say(f"{'RPCs (highest scope)':44} {'mstconfig':>12} {'ours':>12}")
    for title, theirs, mine in (("all parameters, next values", next_only, None),
                                ("all parameters, next, current and default", all_modes, read["first values"]),
                                ("two parameters of one TLV, read", mst_two_read, two_read),
                                ("two parameters of one TLV, written", mst_two_written, two_written)):
        numbers = [f"{count[1]} ({count[2]})" if count else "-" for count in (theirs, mine)]
        say(f"{title:44} {numbers[0]:>12} {numbers[1]:>12}")
    # Ours reads three modes; even so it must need less than half of what mstconfig needs for one.
    if read["first values"][1] * 2 >= next_only[1]:
        difference(f"all parameters: ours needs {read['first values'][1]} RPCs, mstconfig {next_only[1]} for one mode")
    say("ours, two of one TLV, by register: read " + str(two_read[3]) + ", applied " + str(two_written[3]))
    if two_read[1] > 4:
        difference("two parameters of one TLV need more than 4 RPCs to read")
    # To plan them, and to apply the plan; reading back after the write (one), stored-ness (MNVGN) and what waits (MFRL),
    # before and after, come on top.
    if two_written[3].get("MNVDA", 0) > 6 + 1:
        difference("two parameters of one TLV need more than 6 reads and writes of it to change")

    # Firmware that answers for ports and modules that are not there.
    knob("nv_every_port", "Y")
    everything = counted(our_settings)
    theirs = counted(lambda: mst_query(modes=False))
    knob("nv_every_port", "N")
    say(f"firmware that answers for every port: mstconfig {theirs[1]} RPCs for {len(theirs[0])} shown, "
        f"ours {everything[1]} for {len(everything[0])}")
    if everything[1] * 2 >= theirs[1] or len(everything[0]) != len(read["first values"][0]):
        difference("firmware that answers for every port is believed")


# --- registers ----------------------------------------------------------------------------------------------------
PPCNT_INDEXES = {"port_type": 0, "lp_msb": 0, "pnat": 0, "swid": 0, "prio_tc": 0, "grp_profile": 0, "plane_ind": 0,
                 "lp_gl": 0}
PDDR_INDEXES = {"pnat": 0, "port_type": 0, "lp_msb": 0, "module_ind_type": 0, "plane_ind": 0}

# Name, indexes, and the fields that change from one read to the next.
REGISTERS = [
    ("MGIR", {}, {"uptime"}),
    ("MCAM", {"access_reg_group": 0, "feature_group": 0}, set()),
    ("MCAM", {"access_reg_group": 2, "feature_group": 0}, set()),
    ("PCAM", {"access_reg_group": 0, "feature_group": 0}, set()),
    ("MTCAP", {"slot_index": 0}, set()),
    ("MTMP", {"sensor_index": 0, "slot_index": 0, "ig": 0, "asic_index": 0, "i": 0}, set()),
    ("MTMP", {"sensor_index": 65, "slot_index": 0, "ig": 0, "asic_index": 0, "i": 0}, set()),
    ("PAOS", {"local_port": 1, "swid": 0, "lp_msb": 0, "plane_ind": 0}, set()),
    ("PAOS", {"local_port": 2, "swid": 0, "lp_msb": 0, "plane_ind": 0}, set()),
    ("PTYS", {"local_port": 1, "proto_mask": 4, "lp_msb": 0, "plane_ind": 0, "port_type": 0}, set()),
    ("PMLP", {"local_port": 2, "lp_msb": 0, "plane_ind": 0}, set()),
    ("MCIA", {"module": 0, "device_address": 148, "page_number": 0, "i2c_device_address": 80, "size": 48,
              "bank_number": 0, "slot_index": 0}, set()),
    ("MPEIN", {"node": 0, "pcie_index": 0, "depth": 0, "DPNv": 0}, set()),
    ("MPIR", {"node": 0, "pcie_index": 0, "depth": 0, "DPNv": 0}, set()),
    ("MFRL", {}, set()),
    ("MROQ", {"reset_type": 0}, set()),
    ("MRSI", {"device": 0}, set()),
    ("MCQS", {"component_index": 0, "device_index": 0, "device_type": 0}, set()),
    ("DTOR", {}, set()),
    ("VHCA_ICM_CTRL", {"vhca_id": 2, "vhca_id_valid": 1}, set()),
    ("NIC_CAP_REG", {}, set()),
    ("MNVGC", {}, set()),
    ("MNVQC", {"type": 0x80}, set()),
    ("MQIS", {"info_type": 1, "read_offset": 0}, set()),
    ("MPCNT", {"grp": 0, "node": 0, "pcie_index": 0, "depth": 0, "DPNv": 0}, set()),
    ("PPCNT", {"local_port": 1, "grp": 0, **PPCNT_INDEXES}, set()),
    ("PPCNT", {"local_port": 2, "grp": 2, **PPCNT_INDEXES}, set()),
    ("PPCNT", {"local_port": 2, "grp": 16, **PPCNT_INDEXES, "prio_tc": 3}, set()),
    ("PDDR", {"local_port": 1, "page_select": 0, **PDDR_INDEXES}, set()),
    ("PDDR", {"local_port": 2, "page_select": 1, **PDDR_INDEXES}, set()),
    ("PDDR", {"local_port": 1, "page_select": 3, **PDDR_INDEXES}, set()),
    ("SLRG", {"local_port": 1, "lane": 2, "pnat": 0, "port_type": 0, "lp_msb": 0, "all_lanes": 0}, set()),
]


def smaller_layouts(names):
    """mstreg needs most of a minute to read all layouts; a file with only those that are asked for takes a moment."""
    tree = ElementTree.parse(mstflint + "/usr/share/mstflint/prm_dbs/hca/ext/register_access_table.adb")
    root = tree.getroot()
    nodes = {node.get("name"): node for node in root.iter("node")}
    for node in nodes.values():
        for field in node.findall("field[@selected_by]"):
            if field.get("capability") == "0" and field.get("selected_by") not in names:
                node.remove(field)
    wanted, queue = set(), ["root"]
    while queue:
        name = queue.pop()
        if name in nodes and name not in wanted:
            wanted.add(name)
            queue += [field.get("subnode") for field in nodes[name].iter("field") if field.get("subnode")]
    for name, node in nodes.items():
        if name not in wanted:
            root.remove(node)
    tree.write("/tmp/registers.adb")
    return "/tmp/registers.adb"


def mst_register(layouts, name, indexes):
    command = ["mstreg", "-d", DEVICE, "-a", layouts, "--full_path", "--get", "--reg_name", name]
    if indexes:
        command += ["--indexes", ",".join(f"{index}=0x{value:x}" for index, value in indexes.items())]
    fields = {}
    for line in mst(*command).splitlines():
        match = re.fullmatch(r"(\S+)\s*\|\s*(0x[0-9a-f]+)\s*", line)
        if match:
            fields[match.group(1)] = int(match.group(2), 16)
    if not fields:
        raise RuntimeError(f"mstreg prints no field of {name}")
    return fields


class Layouts:
    """What mstreg's own file says of each field, by register and path: width in bits, and the names of its values."""

    def __init__(self, file):
        self.nodes = {node.get("name"): node for node in ElementTree.parse(file).getroot().iter("node")}
        self.fields = {}
        for node in self.nodes.values():
            for field in node.findall("field[@selected_by][@capability]"):
                self.walk((field.get("selected_by"),), field.get("subnode"))

    def walk(self, path, node):
        for field in self.nodes[node].findall("field"):
            inner = (*path, re.sub(r"_ext$", "", field.get("name")))
            whole_bytes, bits = (int(part, base) for part, base in zip((field.get("size") + ".0").split("."), (16, 10)))
            count = int(field.get("high_bound", 0)) + 1 if field.get("high_bound", "0").isdigit() else 1
            values = [pair.split("=") for pair in field.get("enum", "").split(",") if "=" in pair]
            self.fields[inner] = (whole_bytes * 8 + bits) // count, {int(value, 0): name for name, value in values}
            if field.get("subnode") in self.nodes:
                self.walk(inner, field.get("subnode"))

    def of(self, register, field):
        return self.fields.get((register, *re.sub(r"\[\d+\]", "", field).split(".")), (32, {}))


def plain(name):
    """A field's path without the element number that mstreg adds to names, and without _ext."""
    return re.sub(r"_ext\b", "", re.sub(r"(\[(\d+)\]\.[^.\[]*)_\2$", r"\1", name))


def flat(value, path=""):
    """The fields of our document by path."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from flat(member, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from flat(member, f"{path}[{index}]")
    else:
        yield path, value


def our_register(name, indexes):
    document = ours("Mlx5Register", name, *[f"{index}={value}" for index, value in indexes.items()])
    return {re.sub(r"_ext\b", "", field): value for field, value in flat(document["fields"])}


def piece(field):
    """What mstreg prints in pieces, ours holds whole: the whole's name, and how far up this piece stands in it."""
    for pattern, shift in ((r"(.*)\.[^.]*_hi", 32), (r"(.*)\.[^.]*_lo", 0), (r"(.*)_(?:high|hi)", 32),
                           (r"(.*)_(?:low|lo)", 0), (r"(.*)_47_32", 32), (r"(.*)_31_0", 0)):
        match = re.fullmatch(pattern, field)
        if match:
            return match.group(1), shift
    match = re.fullmatch(r"(.*)\[(\d+)\]", field)
    return (match.group(1), -int(match.group(2))) if match else (None, 0)


def same(mine, value, width, names):
    """Ours may be signed, or the name of the value; the newer layout has made some names longer."""
    if isinstance(mine, str):
        return value in names and re.sub(r"\W", "_", mine).startswith(re.sub(r"\W", "_", names[value]))
    return mine == value or mine < 0 and mine + (1 << width) == value


def joined_is_same(mine, pieces, width):
    """The pieces of one whole: a number by halves; text, or bytes in hexadecimal, by elements or halves."""
    if isinstance(mine, str):
        data = b"".join(value.to_bytes(width // 8, "big") for _, value in sorted(pieces, reverse=True))
        return data.hex() == mine or data.split(b"\0")[0].decode("latin-1").rstrip() == mine.rstrip()
    return sum(value << shift for shift, value in pieces) == mine


def compare_register(layouts, file, name, indexes, volatile):
    label = name + "".join(f" {index}={value}" for index, value in indexes.items() if value)
    theirs, their_rpcs, their_scope, _ = counted(lambda: mst_register(file, name, indexes))
    mine, my_rpcs, my_scope, _ = counted(lambda: our_register(name, indexes))
    agree, unknown, newly_named, wholes = 0, [], [], {}
    for field, value in theirs.items():
        field = plain(field)
        width, names = layouts.of(name, field)
        if field.split(".")[-1] in volatile:
            continue
        if field not in mine:
            # The newer layout may have put it one level down, into a union.
            deeper = [path for path in mine if path.endswith("." + field)]
            field = deeper[0] if len(deeper) == 1 else field
        if field in mine:
            if same(mine[field], value, width, names):
                agree += 1
            elif isinstance(mine[field], str) and value not in names:
                newly_named.append(f"{field} 0x{value:x} {mine[field]}")
            else:
                difference(f"{label}: {field}: mstreg 0x{value:x} {names.get(value, '')}, ours {mine[field]}")
            continue
        base, shift = piece(field)
        if base in mine:
            wholes.setdefault(base, (width, []))[1].append((shift, value))
        else:
            unknown.append(field)
    for base, (width, pieces) in wholes.items():
        if base.split(".")[-1] in volatile:
            continue
        if joined_is_same(mine[base], pieces, width):
            agree += len(pieces)
        else:
            difference(f"{label}: {base}: mstreg {[hex(value) for _, value in pieces]}, ours {mine[base]}")
    say(f"{label}: {agree} fields agree; mstreg {their_rpcs} RPCs at scope {their_scope}, ours {my_rpcs} at {my_scope}"
        + (f"; only the newer layout names: {', '.join(newly_named)}" if newly_named else "")
        + (f"; only in mstreg's layout: {', '.join(unknown)}" if unknown else ""))
    if my_scope > 1:
        difference(f"{label}: ours used scope {my_scope} to read")
    if len(unknown) > agree:
        difference(f"{label}: {len(unknown)} fields of mstreg's are not among ours")


def registers():
    file = smaller_layouts({name for name, _, _ in REGISTERS})
    layouts = Layouts(file)
    for name, indexes, volatile in REGISTERS:
        compare_register(layouts, file, name, indexes, volatile)


# Dumps and the segments they consist of: INFO, COMMAND, what was asked, TERMINATE. The third follows a REFERENCE.
DUMPS = [
    ("FULL_QPC", ["--index1", "5", "--num-of-obj1", "2"],
     [(0xfffe, 16), (0xfffa, 20), (0x1000, 528), (0x1000, 528), (0xfffb, 4)]),
    ("HCA_CAP", [], [(0xfffe, 16), (0xfffa, 20), (0x4100, 4112), (0xfffb, 4)]),
    ("LINKED_QPC", ["--depth", "2"],
     [(0xfffe, 16), (0xfffa, 20), (0xfffd, 20), (0xfffb, 4),
      (0xfffe, 16), (0xfffa, 20), (0x1000, 528), (0x1000, 528), (0xfffb, 4)]),
    ("SIXTEEN_LETTERS_", ["--index1", "3"],
     [(0xfffe, 16), (0xfffa, 20), (0xfff9, 48), (0xfffc, 48), (0xfffb, 4)]),
]


# --- the model alone ----------------------------------------------------------------------------------------------
def model():
    """The judge judges the model: what mstconfig writes it reads back, what it resets is the default again."""
    for seed in (0, 1, 2):
        knob("nv_pattern", seed)
        shown, total, scope, _ = counted(lambda: mst_query(modes=False))
        say(f"mstconfig, values {seed}: {len(shown)} parameters, {total} RPCs, highest scope {scope}")
    knob("nv_pattern", 0)
    mst_set(*assignments(WRITTEN_BY_MST))
    theirs = mst_query(*WRITTEN_BY_MST)
    for name, value in WRITTEN_BY_MST.items():
        shown = theirs[name]["next_value"]
        if (number(shown) if isinstance(value, int) else str(shown).split("(")[0]) != value:
            difference(f"mstconfig writes {name}={value} and reads {shown}")
    mst("mstconfig", "-y", "-d", DEVICE, "reset")
    for name, value in mst_query(*WRITTEN_BY_US).items():
        if value["next_value"] != value["default_value"]:
            difference(f"after mstconfig's reset {name} is {value['next_value']}, not {value['default_value']}")
    layouts = smaller_layouts({name for name, _, _ in REGISTERS})
    for name, indexes, _ in REGISTERS:
        fields = mst_register(layouts, name, indexes)
        for index, value in indexes.items():
            if fields.get(index, value) != value:
                difference(f"{name}: {index}={value} comes back as {fields[index]}")
        say(f"mstreg, {name}: {len(fields)} fields")
    for resource, options, segments in DUMPS:
        found = mst_dump(resource, *options)
        if found != segments:
            difference(f"mstresourcedump {resource}: {found}, not {segments}")
        say(f"mstresourcedump, {resource}: {len(found)} segments")
    link = json.loads(mst("mstlink", "-d", DEVICE, "-p", "1", "--json"))["result"]["output"]["Operational Info"]
    say(f"mstlink: {link['State']}, {link['Speed']}, {link['Width']}, {link['FEC']}")
    if (link["State"], link["Speed"], link["Width"]) != ("Active", "200G", "4x"):
        difference(f"mstlink: {link}")
    celsius = int(mst("mstmget_temp", "-d", DEVICE))
    if celsius != 57:
        difference(f"mstmget_temp: {celsius} and not 57 degrees")


# ------------------------------------------------------------------------------------------------------------------
for folder in ("dev", "proc", "sys", "tmp"):
    run(["mount", "--bind", "/" + folder, f"{mstflint}/{folder}"])
for name, compare in (("parameters", parameters), ("registers", registers), ("model", model)):
    if part in ("all", name):
        say(f"--- {name}")
        compare()
say()
say(f"{len(differences)} differences")
sys.exit(1 if differences else 0)
