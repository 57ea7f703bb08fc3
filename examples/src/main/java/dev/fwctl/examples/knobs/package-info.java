// SPDX-License-Identifier: Apache-2.0

/** The list of all settings as a document for programs, a page for people, and a registry for tools that speak Redfish. */
@NullMarked
package dev.fwctl.examples.knobs;

import org.jspecify.annotations.NullMarked;
