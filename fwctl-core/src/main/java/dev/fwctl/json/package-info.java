// SPDX-License-Identifier: Apache-2.0

/**
 * JSON documents, read token by token and strictly: catalogs of layouts, settings and commands, policies. Whatever is wrong
 * is known by line and column.
 */
@NullMarked
package dev.fwctl.json;

import org.jspecify.annotations.NullMarked;
