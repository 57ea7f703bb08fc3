// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.nvm;

import dev.fwctl.Attachment;
import dev.fwctl.Reply;
import dev.fwctl.bnxt.internal.Catalogs;
import dev.fwctl.bnxt.internal.HwrmCommand;
import dev.fwctl.bnxt.internal.MemoryField;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries of the NVM's directory. No public document says what is in one.
 *
 * <p>The driver copies 65536 bytes to the memory that the request points at, however many entries there are.
 *
 * <p>Source: {@code struct hwrm_nvm_get_dir_entries_input} and {@code bnxtctl_dma_cmds} of Linux 7.3.
 */
public final class NvmDirectory {
    private final List<byte[]> entries;

    NvmDirectory(List<byte[]> entries) {
        this.entries = entries.stream().map(byte[]::clone).toList();
    }

    /** In order, each as long as NVM_GET_DIR_INFO says. */
    public List<byte[]> entries() {
        return entries;
    }

    static final class Query extends HwrmCommand<NvmDirectoryInfo, NvmDirectory> {
        private final MemoryField memory = entry().memory().get(0);

        Query() {
            super(Catalogs.commands().command("NVM_GET_DIR_ENTRIES"));
        }

        @Override
        public List<Attachment> attachments(NvmDirectoryInfo request) {
            long length = request.entries() * request.entryLength();
            if (length > memory.bytes()) {
                throw new IllegalArgumentException(
                        "a directory of " + request.entries() + " entries of " + request.entryLength()
                                + " bytes is more than the " + memory.bytes() + " that the driver copies");
            }
            return List.of(Attachment.fromDevice(memory.field(), memory.offset(), (int) length)
                    .withRoom(memory.bytes()));
        }

        @Override
        protected NvmDirectory readReply(NvmDirectoryInfo request, Reply reply, ByteBuffer bytes) {
            ByteBuffer content = reply.attachment(memory.field());
            List<byte[]> entries = new ArrayList<>();
            for (int i = 0; i < request.entries(); i++) {
                byte[] one = new byte[(int) request.entryLength()];
                content.get(i * one.length, one);
                entries.add(one);
            }
            return new NvmDirectory(entries);
        }
    }
}
