// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.nvm;

import dev.fwctl.Reply;
import dev.fwctl.bnxt.internal.Catalogs;
import dev.fwctl.bnxt.internal.Empty;
import dev.fwctl.bnxt.internal.HwrmCommand;
import dev.fwctl.bnxt.internal.Structure;
import java.nio.ByteBuffer;

/**
 * The answer to NVM_GET_DIR_INFO about the NVM's directory.
 *
 * <p>Source: {@code struct hwrm_nvm_get_dir_info_output} of Linux 7.3.
 *
 * @param entries how many items it has, 32 bits unsigned
 * @param entryLength bytes of an entry, 32 bits unsigned
 */
record NvmDirectoryInfo(long entries, long entryLength) {

    static final class Query extends HwrmCommand<Empty, NvmDirectoryInfo> {
        Query() {
            super(Catalogs.commands().command("NVM_GET_DIR_INFO"));
        }

        @Override
        protected NvmDirectoryInfo readReply(Empty request, Reply reply, ByteBuffer bytes) {
            Structure out = Structure.of("nvm_get_dir_info_output", bytes);
            return new NvmDirectoryInfo(out.wide("entries"), out.wide("entry_length"));
        }
    }
}
