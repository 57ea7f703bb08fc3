// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.command;

import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.layout.BitField;

/** The payloads of the Feature commands, after {@code include/uapi/cxl/features.h} (Linux 7.3). */
final class FeatureWire {
    /** Get Supported Features: struct cxl_mbox_get_sup_feats_in and _out. */
    static final int LIST_IN = 8;

    static final BitField LIST_COUNT = BitField.le(0, 0, 32);
    static final BitField LIST_START = BitField.le(4, 0, 16);
    static final int LIST_OUT = 8;
    static final BitField LIST_ENTRIES = BitField.le(0, 0, 16);
    static final BitField LIST_TOTAL = BitField.le(2, 0, 16);

    /** struct cxl_feat_entry, which {@link dev.fwctl.cxl.feature.Feature} decodes. */
    static final int ENTRY = Feature.ENTRY_BYTES;

    /** Get Feature: struct cxl_mbox_get_feat_in, which begins with the UUID. */
    static final int GET_IN = 21;

    static final BitField GET_OFFSET = BitField.le(16, 0, 16);
    static final BitField GET_COUNT = BitField.le(18, 0, 16);
    static final BitField GET_SELECTION = BitField.le(20, 0, 8);

    /** Set Feature: struct cxl_mbox_set_feat_hdr, which begins with the UUID; the data follows. */
    static final int SET_IN = 32;

    static final BitField SET_FLAGS = BitField.le(16, 0, 32);
    static final BitField SET_OFFSET = BitField.le(20, 0, 16);
    static final BitField SET_VERSION = BitField.le(22, 0, 8);

    private FeatureWire() {}
}
