// SPDX-License-Identifier: Apache-2.0

/**
 * The knowledge of a setting beyond its definition, in words: what it does, when a change counts, what it can cost, how
 * to get out, where each of that was learnt, and the kernel's own interface for the same thing. A vendor's module
 * brings a {@link dev.fwctl.settings.knobs.KnobCatalog}, a JSON file whose form is {@code
 * dev-fwctl-core/knobs.schema.json}; the words are explained in {@code dev-fwctl-core/knob-words.json}. Both lie in
 * this jar.
 */
@NullMarked
package dev.fwctl.settings.knobs;

import org.jspecify.annotations.NullMarked;
