// SPDX-License-Identifier: Apache-2.0

/**
 * The typed API: nodes, devices, scopes, commands, policy and errors of Linux's fwctl subsystem.
 *
 * <ol>
 *   <li>{@link dev.fwctl.Fwctl} lists the {@linkplain dev.fwctl.FwctlNode nodes} of a system, without opening them, and
 *       opens one as a {@link dev.fwctl.FwctlDevice}.
 *   <li>A device sends {@linkplain dev.fwctl.Command commands}, which vendor modules bring. A command knows its
 *       {@linkplain dev.fwctl.Effects effects}, the least {@linkplain dev.fwctl.RpcScope scope} that the kernel accepts for
 *       a request, and the public {@linkplain dev.fwctl.SpecReference document} that describes it. Bytes of one's own go
 *       through {@link dev.fwctl.FwctlDevice#rpc}.
 *   <li>An {@link dev.fwctl.AccessPolicy} decides before the kernel is asked; by default, nothing that changes anything is
 *       sent. {@linkplain dev.fwctl.RpcObserver Observers} see every RPC, the refused ones included.
 *   <li>A {@link dev.fwctl.FwctlException} means that the firmware was not reached; a {@link dev.fwctl.FirmwareException}
 *       that it was, and refused. The subtypes of both say what to do about it.
 * </ol>
 */
@NullMarked
package dev.fwctl;

import org.jspecify.annotations.NullMarked;
