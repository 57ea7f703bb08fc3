# SPDX-License-Identifier: Apache-2.0
"""What Linux says of mlx5 commands and capabilities: opcodes, the fwctl driver's whitelist, pages, structures."""

import os
import re

import ifc
from catalog import source

IFC = ["include/linux/mlx5/mlx5_ifc.h", "include/linux/mlx5/mlx5_ifc_fpga.h", "include/linux/mlx5/mlx5_ifc_vdpa.h",
       "drivers/net/ethernet/mellanox/mlx5/core/sf/mlx5_ifc_vhca_event.h"]
DEVICE = "include/linux/mlx5/device.h"
FWCTL = "drivers/fwctl/mlx5/main.c"
STEERING = "drivers/net/ethernet/mellanox/mlx5/core/steering/hws/prm.h"

SCOPES = {"FWCTL_RPC_CONFIGURATION": 0, "FWCTL_RPC_DEBUG_READ_ONLY": 1, "FWCTL_RPC_DEBUG_WRITE": 2,
          "FWCTL_RPC_DEBUG_WRITE_FULL": 3}

# Commands whose structures are not named after them.
STRUCTURES = {
    "ACCESS_REG": ("access_register_in", "access_register_out"),
    "QUERY_GENERAL_OBJECT": ("general_obj_in_cmd_hdr", "general_obj_out_cmd_hdr"),
    "QUERY_FLOW_TABLE_ENTRY": ("query_fte_in", "query_fte_out"),
    "QUERY_SF_PARTITION": ("query_sf_partitions_in", "query_sf_partitions_out"),
}


class Kernel:
    def __init__(self, tree):
        self.tree = tree
        makefile = self.read("Makefile")
        self.version = ".".join(re.search(rf"^{part} = (\d+)", makefile, flags=re.M)[1]
                                for part in ("VERSION", "PATCHLEVEL", "SUBLEVEL"))

    def read(self, path):
        with open(os.path.join(self.tree, path), encoding="utf-8") as stream:
            return stream.read()

    def sources(self, paths):
        return [source(f"linux {self.version} {path}", os.path.join(self.tree, path)) for path in paths]

    def structures(self):
        return ifc.Structures([os.path.join(self.tree, path) for path in IFC])

    def opcodes(self):
        values = ifc.enumerators(self.read(IFC[0])) | ifc.enumerators(self.read(FWCTL))
        return {re.sub("MLX5_CMD_OP(CODE)?_", "", name): value for name, value in values.items()
                if name.startswith("MLX5_CMD_OP")}

    def whitelist(self):
        """(name, scope of op_mod 0, scope of any other op_mod) of each opcode the driver lets through."""
        text = ifc.without_comments(self.read(FWCTL))
        body = re.search(r"mlx5ctl_validate_rpc\(.*?\n\}", text, flags=re.S)[0]
        allowed, names, write, only_write = [], [], None, False
        for label, condition, verdict in re.findall(
            r"case MLX5_CMD_OP(?:CODE)?_(\w+):|(if \(op_mod == 0\))|return ([^;]*);", body
        ):
            if label:
                names.append(label)
            elif condition:
                only_write = True
            elif verdict != "false":
                least = 0 if verdict == "true" else SCOPES[re.fullmatch(r"scope >= (\w+)", verdict)[1]]
                if only_write:
                    write, only_write = least, False
                    continue
                allowed += [(name, least if write is None else write, least) for name in names]
                names, write = [], None
        return allowed

    def commands(self):
        """The whitelisted commands, by opcode, and the layouts of their requests and replies."""
        structures, opcodes = self.structures(), self.opcodes()
        commands = []
        for name, write, read in sorted(self.whitelist(), key=lambda one: opcodes[one[0]]):
            request, reply = STRUCTURES.get(name, (name.lower() + "_in", name.lower() + "_out"))
            made = {"name": name, "opcode": f"0x{opcodes[name]:04x}", "scope": read}
            if write != read:
                made["writeScope"] = write
            for key, structure in (("request", request), ("reply", reply)):
                if structure in structures:
                    made[key] = structures.layout(f"mlx5_ifc_{structure}_bits")
                    if structure in structures.tails:
                        made[key + "Tail"] = structures.tails[structure]
            commands.append(made)
        return commands, structures.layouts

    def pages(self):
        """By capability type: its name, and its structure."""
        device = self.read(DEVICE)
        types = {name: value for name, value in ifc.enumerators(device).items() if name.startswith("MLX5_CAP_")}
        pages = {types[kind]: (kind.removeprefix("MLX5_CAP_"), structure) for structure, kind in re.findall(
            r"MLX5_(?:GET|GET64|ADDR_OF)\(\s*(\w+),\s*\(?\w+\)?->caps\.hca\[(MLX5_CAP_\w+)\]",
            device.replace("\\\n", " "))}
        wqe = re.search(r"OP_MOD_WQE_BASED_FLOW_TABLE = (\w+) << 1", self.read(STEERING))
        pages[int(wqe[1], 0)] = ("WQE_BASED_FLOW_TABLE", "wqe_based_flow_table_cap")
        return pages

    def capabilities(self):
        """The capability pages whose structure the headers give, the layout's id being the capability type."""
        structures = self.structures()
        pages = self.pages()
        for kind in sorted(pages):
            name, structure = pages[kind]
            structures.layout(f"mlx5_ifc_{structure}_bits", name)
            layout = structures.layouts[name]
            structures.layouts[name] = {"id": f"0x{kind:02x}", **layout}
        return structures.layouts
