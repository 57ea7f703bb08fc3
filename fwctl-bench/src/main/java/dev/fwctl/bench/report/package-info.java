// SPDX-License-Identifier: Apache-2.0

/** Results to be read: a table, plots, a page. */
@NullMarked
package dev.fwctl.bench.report;

import org.jspecify.annotations.NullMarked;
