// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcScope;

/** What a policy is asked about. */
record Question(FwctlNode node, Command<?, ?> command, Effects effects, RpcScope scope) {}
