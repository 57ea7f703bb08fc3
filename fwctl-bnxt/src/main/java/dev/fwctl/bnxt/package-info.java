// SPDX-License-Identifier: Apache-2.0

/**
 * Broadcom NetXtreme-E devices (driver {@code bnxt_en}) over fwctl. {@link dev.fwctl.bnxt.BnxtDevice} is the way in; the
 * packages below hold the rooms that it leads to.
 */
@NullMarked
package dev.fwctl.bnxt;

import org.jspecify.annotations.NullMarked;
