# SPDX-License-Identifier: Apache-2.0
"""Registers from mstflint's register_access_table.adb (XML): layouts of nodes in big-endian dword notation."""

import re
import xml.etree.ElementTree as ElementTree

from catalog import field

ROOT = "access_reg_summary"
ACCESS = {"RW": None, "RO": "RO", "WO": "WO", "INDEX": "INDEX", "OP": "OP"}

# The database gives every field as a number. These are known from the tools' and the kernel's use of them to be text
# or plain bytes, by node and field (after the joining of halves).
TEXT = {
    ("mcqi_dpa_metadata", "dpa_app_description_string"), ("mcqi_version", "version_string"),
    ("mgir_dev_info", "dev_branch_tag"), ("mgir_fw_info", "psid"), ("midfv_reg", "dev_branch_tag"),
    ("midv_reg", "version"), ("misoc_reg", "version"), ("mqis_reg", "info_string"), ("msgi", "part_number"),
    ("msgi", "product_name"), ("msgi", "serial_number"), ("mtcq_reg", "psid"), ("mtmp", "sensor_name"),
    ("nic_dpa_eug_reg", "eug_name"), ("pddr_module_info", "vendor_name"), ("pddr_module_info", "vendor_pn"),
    ("pddr_module_info", "vendor_sn"), ("pddr_cpo_module_page", "oe_sn"),
    ("pddr_cpo_module_page", "laser_source_sn"), ("pddr_troubleshooting_page", "status_message"),
    ("pemi_cpo_module_info_samples", "oe_sn"), ("pemi_cpo_module_info_samples", "laser_source_sn"),
    ("ppcc_reg", "text"), ("set_node_in", "node_description"),
}
BYTES = {
    ("credential_obj", "credential"), ("crypto_login_obj", "credential"), ("crypto_operational", "credential"),
    ("crypto_operational", "kek"), ("import_kek_object", "key"), ("mcda_reg", "data"), ("mcia", "dword"),
    ("mcqi_dpa_metadata", "dpa_app_uuid"), ("mfba_reg", "data"), ("mgnle_reg", "log_data"),
    ("mjtag", "jtag_transaction_set"), ("mnvda_reg", "configuration_item_data"),
    ("mnvgn_reg", "configuration_item_data"), ("mqdik_reg", "public_key"), ("mrpr_reg", "data"),
    ("mtcq_reg", "challenge"), ("mtcq_reg", "keypair_uuid"), ("mtcq_reg", "source_address"),
    ("mtrc_stdb_reg", "string_db_data"), ("resource_dump", "inline_data"),
}
SENSITIVE = {
    ("credential_obj", "credential"), ("crypto_login_obj", "credential"), ("crypto_operational", "credential"),
    ("crypto_operational", "kek"), ("import_kek_object", "key"), ("mgnle_reg", "log_data"),
    ("mnvda_reg", "configuration_item_data"), ("mnvgn_reg", "configuration_item_data"),
}

# Unions whose selector the database leaves to its prose: the selecting field, and the values for each variant.
SELECTORS = {
    ("config_item", "type"): (
        "type.configuration_item_type_class_global.type_class",
        {"global": [0], "physical_port": [1], "per_host_pf": [3], "log": [5], "file": [6], "host": [7], "module": [9],
         "multi_instance": [10]},
    ),
    ("mdps_reg", "stressors_params"): ("stressor_type", {"under_voltage": [0], "over_voltage": [1]}),
    ("nic_cap_ext_reg", "cap_data"): ("cap_group", {"dpa_cap": [1]}),
    ("slred_reg", "page_data"): ("page_data_sel", {"info_page": [0], "page_data": [1, 2, 3, 4, 5, 6, 7]}),
}
# What the prose adds to the conditions that the database gives.
MORE = {"sltp_7nm_ext": ("conf_mod", "tx_linear"), "sltp_lut_7nm_ext": ("conf_mod", "tx_lut")}
# A value whose name the conditions spell in another way than the field does.
SPELT = {"prod_3nm_serdes_gen_7.5": "prod_3nm_serdes_gen_7p5"}

# The two halves of a wide number: the suffix of the high one, that of the low one.
HALVES = [("_high", "_low"), ("_hi", "_lo"), ("_h", "_l"), ("_msb", "_lsb"), (r"_\d+_32", "_31_0")]


def bits(text):
    """'0x8.31' is bit 31 of byte 8, '0x4.0' four bytes, '0x10' sixteen: bytes * 8 and the rest."""
    whole, _, rest = text.partition(".")
    return int(whole, 16) * 8, int(rest or 0)


def enum(text):
    return {name: int(value, 0) for name, value in (entry.split("=") for entry in text.split(","))} if text else {}


def bare(name):
    return name[:-4] if name.endswith("_ext") else name


class Registers:
    def __init__(self, path):
        root = ElementTree.parse(path).getroot()
        self.version = root.find("info").get("source_doc_version")
        self.nodes = {node.get("name"): node for node in root.iter("node")}
        self.register_of = {}
        self.layouts = {}
        self.unselected = []

    def build(self):
        ids = enum(self.nodes[ROOT + "_ctrl_ext"].find("field").get("enum"))
        registers = [(ids[one.get("selected_by")], one) for one in self.nodes[ROOT + "_ext"]]
        if len(registers) != len(ids):
            raise ValueError("registers and register ids are not one to one")
        for _, one in registers:
            self.register_of[one.get("subnode")] = one.get("selected_by")
        for number, one in sorted(registers, key=lambda pair: pair[0]):
            size, rest = bits(one.get("size"))
            self.layout(one.get("subnode"), {"id": f"0x{number:04x}", "size": (size + rest) // 8})
        return self.layouts

    def name(self, node):
        return self.register_of.get(node, bare(node))

    def layout(self, node_name, head=None):
        """Adds the layout of a node, then those nested in it; a parent comes before its children."""
        name = self.name(node_name)
        if name in self.layouts:
            return name
        node = self.nodes[node_name]
        size, rest = bits(node.get("size"))
        layout = dict(head or {"size": (size + rest) // 8})
        if node.get("attr_is_union") == "1":
            layout["union"] = True
        self.layouts[name] = layout
        layout["fields"] = self.joined(node, [self.field(node, one) for one in node])
        return name

    def field(self, node, one):
        # A variant is named after its node; in any other name "_ext" means something.
        name = bare(one.get("name")) if one.get("subnode") else one.get("name")
        access = ACCESS[one.get("access") or "RW"]
        place, lsb = bits(one.get("offset"))
        size, rest = bits(one.get("size"))
        total, more = size + rest, {}
        width = total
        if one.get("high_bound"):
            element = self.element(one)
            high = one.get("high_bound")
            # A variable tail has as many elements as the documented size holds.
            count = total // element if high == "VARIABLE" else int(high) - int(one.get("low_bound")) + 1
            width = total // count
            more["count"] = count
        offset = place + 32 - lsb - width if width < 32 else place + lsb
        key = (bare(node.get("name")), name)
        values = enum(one.get("enum"))
        subnode = one.get("subnode")
        if subnode == "uint64":
            return field(name, offset, 64, access=access, **more)
        if subnode and subnode in self.nodes:
            return self.nested(node, one, name, offset, width, more)
        if key in TEXT or key in BYTES:
            return self.octets(key, name, offset, total, access)
        signed = "signed" if re.search("2.?s complement", one.get("descr") or "") else None
        return field(name, offset, width, type=signed, access=access, enum=values, **more)

    def octets(self, key, name, offset, total, access):
        kind = "text" if key in TEXT else "bytes"
        return field(name, offset, total, type=kind, access=access, sensitive=key in SENSITIVE or None)

    def element(self, one):
        subnode = self.nodes.get(one.get("subnode") or "")
        return sum(bits(subnode.get("size"))) if subnode is not None else 32

    def nested(self, node, one, name, offset, width, more):
        child = self.nodes[one.get("subnode")]
        selector, chosen = self.selector(node, one, child)
        made = field(name, offset, width, layout=self.layout(child.get("name")), selector=selector, **more)
        if chosen:
            layout = self.layouts[self.name(child.get("name"))]
            for variant, values in zip(layout["fields"], chosen):
                if values:
                    variant["when"] = values
        return made

    def selector(self, node, one, child):
        """What selects a union's variant, one path or several, and the values for each; none if it has but one."""
        if child.get("attr_is_union") != "1":
            return None, None
        if (bare(node.get("name")), one.get("name")) in SELECTORS:
            path, values = SELECTORS[bare(node.get("name")), one.get("name")]
            return path, [next((values[part] for part in values if part in v.get("name")), []) for v in child]
        paths, wanted = self.by_name(one, child) or self.by_condition(child)
        values = [self.values_of(node, path) for path in paths]
        chosen = [[sorted(known[name] for name in names if name in known) for names, known in zip(variant, values)]
                  for variant in wanted]
        if any(map(any, chosen)):
            return (paths, chosen) if len(paths) > 1 else (paths[0], [variant[0] for variant in chosen])
        if len(child) > 1:
            self.unselected.append(node.get("name") + "." + one.get("name"))
        return None, None

    def by_name(self, one, child):
        if one.get("union_selector"):
            return [one.get("union_selector").replace("$(parent).", "")], [[[v.get("selected_by")]] for v in child]
        return None

    def by_condition(self, child):
        """Each condition is a conjunction; each of its terms names the values that one field may have."""
        paths, wanted = [], []
        for variant in child:
            names = {}
            for path, value in re.findall(r"\$\(parent\)\.(\w+) ?== ?([\w.]+)", variant.get("condition") or ""):
                names.setdefault(path, []).append(SPELT.get(value, value))
            if variant.get("name") in MORE:
                path, value = MORE[variant.get("name")]
                names[path] = [value]
            paths += [path for path in names if path not in paths]
            wanted.append(names)
        return paths, [[names.get(path, []) for path in paths] for names in wanted]

    def values_of(self, node, path):
        for step in path.split(".")[:-1]:
            node = self.nodes[next(one for one in node if one.get("name") == step).get("subnode")]
        return enum(next(one for one in node if one.get("name") == path.split(".")[-1]).get("enum"))

    def joined(self, node, fields):
        """Puts the two halves of each wide number together: the high one directly before a low dword."""
        by_name = {one["name"]: one for one in fields}
        for one in list(fields):
            for high, low in HALVES:
                match = re.fullmatch(r"(\w+?)" + high, one["name"])
                other = by_name.get(match[1] + low) if match else None
                if other and self.halves(one, other) and match[1] not in by_name:
                    key = (bare(node.get("name")), match[1])
                    whole = field(match[1], one["offset"], one["width"] + 32, access=one.get("access"))
                    if key in TEXT:
                        whole = self.octets(key, match[1], one["offset"], one["width"] + 32, one.get("access"))
                    fields[fields.index(one)] = whole
                    fields.remove(other)
                    break
        return fields

    @staticmethod
    def halves(high, low):
        plain = all(not set(half) & {"count", "layout", "enum", "type"} for half in (high, low))
        return (
            plain
            and low["width"] == 32
            and low["offset"] % 32 == 0
            and high["offset"] + high["width"] == low["offset"]
            and high.get("access") == low.get("access")
        )
