// SPDX-License-Identifier: Apache-2.0

/**
 * The model of settings, and what a vendor's module says of them: definitions ({@link
 * dev.fwctl.settings.model.Setting}), the {@linkplain dev.fwctl.settings.model.Unit units} that hardware reads and
 * writes as a whole, and the {@linkplain dev.fwctl.settings.model.Place places} of settings in them. A vendor
 * implements {@link dev.fwctl.settings.model.SettingsModule}; the engine in {@code dev.fwctl.settings} does the rest.
 */
@NullMarked
package dev.fwctl.settings.model;

import org.jspecify.annotations.NullMarked;
