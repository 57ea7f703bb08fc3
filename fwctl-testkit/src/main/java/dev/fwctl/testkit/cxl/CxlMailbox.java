// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.cxl;

/**
 * A CXL device's mailbox: what the driver sees of its firmware. {@link CxlFirmware} is one; write another to test against
 * firmware that behaves otherwise.
 *
 * <p>Called by one thread at a time.
 */
public interface CxlMailbox {
    /** Which Feature commands the device's Command Effects Log lists. */
    enum FeatureAccess {
        /** None. */
        NONE,
        /** Get Supported Features and Get Feature. */
        READ_ONLY,
        /** Those and Set Feature. */
        READ_WRITE
    }

    /**
     * What a mailbox command ended with.
     *
     * @param returnCode the return code, 0 for success
     * @param payload the output payload; the part beyond what the driver made room for is lost
     */
    record Completion(int returnCode, byte[] payload) {
        private static final byte[] EMPTY = {};

        /**
         * Success.
         *
         * @param payload the output payload
         * @return the completion
         */
        public static Completion success(byte[] payload) {
            return new Completion(CxlFirmwareStatus.SUCCESS, payload);
        }

        /**
         * Success without an output payload.
         *
         * @return the completion
         */
        public static Completion success() {
            return success(EMPTY);
        }

        /**
         * The device refuses.
         *
         * @param returnCode see {@link CxlFirmwareStatus}
         * @return the completion
         */
        public static Completion failure(int returnCode) {
            return new Completion(returnCode, EMPTY);
        }
    }

    /**
     * How many bytes of payload a command carries at most, in and out.
     *
     * @return a power of two, 256 bytes to 1 MiB
     */
    int payloadSize();

    /**
     * Which Feature commands there are.
     *
     * @return what the driver found in the Command Effects Log
     */
    FeatureAccess featureAccess();

    /**
     * Executes a command.
     *
     * @param opcode the opcode, 16 bits
     * @param payload the input payload
     * @param room how many bytes of output payload the driver takes
     * @return how it ended
     */
    Completion send(int opcode, byte[] payload, int room);
}
