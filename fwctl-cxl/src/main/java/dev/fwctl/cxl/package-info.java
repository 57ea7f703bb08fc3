// SPDX-License-Identifier: Apache-2.0

/**
 * CXL memory devices: their Features through fwctl, their logs through the memory device beside it.
 *
 * <pre>{@code
 * try (FwctlDevice device = Fwctl.system().withPolicy(AccessPolicy.configure()).open("mem0")) {
 *     CxlDevice cxl = CxlDevice.of(device);
 *     Feature feature = cxl.feature("96dad7d6-fde8-482b-a733-75774e06db8a").orElseThrow();
 *     byte[] value = cxl.read(feature);
 *     List<Obstacle> obstacles = cxl.preflight(feature, value, SetOptions.usual());   // why it would be refused
 *     if (obstacles.isEmpty()) {
 *         cxl.write(feature, value);                                                  // at the least scope
 *     }
 * }
 * try (CxlMemdev memdev = CxlMemdev.open(Fwctl.system(), "mem0")) {
 *     CommandEffectsLog effects = memdev.commandEffects();
 * }
 * }</pre>
 *
 * <p>{@link dev.fwctl.cxl.feature.FeatureCodec} is for a vendor's own Features.
 */
@NullMarked
package dev.fwctl.cxl;

import org.jspecify.annotations.NullMarked;
