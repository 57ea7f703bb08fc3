// SPDX-License-Identifier: Apache-2.0

/**
 * The journal that is written before hardware is changed, so that a crash at any point leaves a way back.
 *
 * <p>A {@link dev.fwctl.settings.journal.Journal} is a folder with a file for each transaction. Whatever the engine is
 * about to write is in that file, and the file on the disk, before the first write. The files are only for their owner.
 */
@NullMarked
package dev.fwctl.settings.journal;

import org.jspecify.annotations.NullMarked;
