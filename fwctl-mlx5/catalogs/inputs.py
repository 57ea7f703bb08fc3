# SPDX-License-Identifier: Apache-2.0
"""The inputs that the programs here are given."""

import argparse


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--adb", required=True, help="register_access_table.adb of mstflint, host (hca) layout")
    parser.add_argument("--db", required=True, help="mlxconfig_host.db of mstflint")
    parser.add_argument("--switch-db", required=True, help="mlxconfig_switch.db of mstflint")
    parser.add_argument("--linux", required=True, help="a Linux source tree")
    parser.add_argument("--out", required=True, help="the folder of the catalogs")
    return parser.parse_args()
