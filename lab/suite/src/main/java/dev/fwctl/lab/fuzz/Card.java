// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

/** The devices under test, one of each driver. */
enum Card {
    MLX5,
    CXL,
    BNXT,
    PDS
}
