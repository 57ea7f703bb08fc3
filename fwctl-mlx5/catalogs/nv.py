# SPDX-License-Identifier: Apache-2.0
"""NV configuration from mstflint's mlxconfig_host.db (SQLite): TLVs and the parameters in their data."""

import sqlite3

from adb import bits
from catalog import field

# A dependency that says only that it is not to be looked at.
IGNORED = "ignore_dependency"
WHOLE_BYTES = ("BYTES", "STRING")
SECRETS = {("nv_secure_host", "key"), ("nv_rom_iscsi_initiator_chap_pwd", "value"),
           ("nv_rom_iscsi_first_target_chap_pwd", "value"), ("nv_rom_iscsi_second_target_chap_pwd", "value")}


class Configuration:
    def __init__(self, path):
        connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        connection.row_factory = sqlite3.Row
        self.tlv_rows = {row["name"]: row for row in connection.execute("select * from tlvs order by class, id, name")}
        self.param_rows = list(connection.execute("select * from params"))
        connection.close()
        # The switches' database marks no TLV as a capability; their names do.
        self.marked = any(row["cap"] for row in self.tlv_rows.values())

    def capability(self, name):
        return bool(self.tlv_rows[name]["cap"]) if self.marked else name.endswith("_cap")

    def tlvs(self):
        made = {}
        for name, row in self.tlv_rows.items():
            params = [one for one in self.param_rows if one["tlv_name"] == name]
            params = sorted((self.parameter(one) for one in params), key=lambda one: (one["offset"], one["name"]))
            made[name] = self.tlv(name, row, params)
        return made

    def tlv(self, name, row, params):
        made = {"class": row["class"], "index": f"0x{row['id']:x}", "size": row["size"]}
        if row["target"] != "NIC":
            made["target"] = row["target"]
        if int(row["version"] or 0):
            made["version"] = int(row["version"])
        if self.capability(name):
            made["readOnly"] = True
        twin = next((one for one in (name.replace("_conf", "_cap"), name + "_cap")
                     if one != name and one in self.tlv_rows and self.capability(one)), None)
        if twin and not self.capability(name):
            made["twin"] = twin
        made["fields"] = params
        return made

    @staticmethod
    def parameter(row):
        place, lsb = bits(row["offset"])
        size, rest = bits(row["size"])
        width, count = size + rest, row["array_length"] or None
        kind = row["type"].lower()
        element = width // count if count else width
        if element * (count or 1) != width:
            raise ValueError(f"{row['name']}: {width} bits are not {count} elements")
        offset = place + (32 - lsb - element if element < 32 else lsb)
        if row["type"] in WHOLE_BYTES:
            element, count = width, None
            # Switches have a number of 11 bits that the database calls bytes.
            kind = kind if width % 8 == 0 and offset % 8 == 0 else "binary"
        return field(
            row["name"], offset, element,
            # One public name ends in a full stop by mistake (CORE_CLK_SPEED of switches).
            public=(row["mlxconfig_name"] or "").rstrip("."), type=kind, count=count,
            enum=textual(row["textual_values"]),
            dependency=(row["dependency"] or "").strip().replace(IGNORED, ""),
            validBit=row["valid_bit"], vars=row["temp_vars"], min=row["min_val"], max=row["max_val"], rule=row["rule"],
            since=row["supported_from_version"] or None,
            sensitive=(row["tlv_name"], row["name"]) in SECRETS or None,
        )


def textual(text):
    """Values are hexadecimal, with or without 0x."""
    pairs = (entry.split("=") for entry in text.split(",")) if text else ()
    return {name.strip(): int(value, 16) for name, value in pairs}
