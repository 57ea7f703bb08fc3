// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import dev.fwctl.RpcScope;
import dev.fwctl.cxl.CxlDevice;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Options for writing a Feature with {@link CxlDevice}, where the usual way will not do. Immutable.
 *
 * @param offset where in the Feature's data the first byte goes, 0 to 65535
 * @param version the version of the data; empty for the one that the device takes
 * @param scope the scope to declare; empty for the least that will do
 * @param savedAcrossReset whether to ask the device to keep the value over a reset. The kernel always asks for it
 * @param transfer which part of the data the request says that it carries. The kernel decides that itself
 */
public record SetOptions(
        int offset, OptionalInt version, Optional<RpcScope> scope, boolean savedAcrossReset, DataTransfer transfer) {
    private static final SetOptions USUAL =
            new SetOptions(0, OptionalInt.empty(), Optional.empty(), true, DataTransfer.FULL);

    /**
     * The usual way: from offset 0, in the version that the device takes, at the least scope, saved across resets.
     *
     * @return the options
     */
    public static SetOptions usual() {
        return USUAL;
    }

    /**
     * These options with another offset.
     *
     * @param newOffset where in the Feature's data the first byte goes, 0 to 65535
     * @return new options
     */
    public SetOptions withOffset(int newOffset) {
        return new SetOptions(newOffset, version, scope, savedAcrossReset, transfer);
    }

    /**
     * These options with another version of the data.
     *
     * @param newVersion the version, 0 to 255
     * @return new options
     */
    public SetOptions withVersion(int newVersion) {
        return new SetOptions(offset, OptionalInt.of(newVersion), scope, savedAcrossReset, transfer);
    }

    /**
     * These options with another scope.
     *
     * @param newScope the scope to declare
     * @return new options
     */
    public SetOptions withScope(RpcScope newScope) {
        return new SetOptions(offset, version, Optional.of(newScope), savedAcrossReset, transfer);
    }

    /**
     * These options with other flags.
     *
     * @param newTransfer which part of the data the request says that it carries
     * @param saved whether to ask the device to keep the value over a reset
     * @return new options
     */
    public SetOptions withFlags(DataTransfer newTransfer, boolean saved) {
        return new SetOptions(offset, version, scope, saved, newTransfer);
    }

    public SetFeature request(Feature feature, byte[] data) {
        return new SetFeature(
                feature,
                SetFeature.flags(transfer, savedAcrossReset),
                offset,
                version.orElse(feature.setVersion()),
                data);
    }
}
