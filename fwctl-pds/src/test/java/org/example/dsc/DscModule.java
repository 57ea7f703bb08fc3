// SPDX-License-Identifier: Apache-2.0
package org.example.dsc;

import dev.fwctl.Attachment;
import dev.fwctl.Command;
import dev.fwctl.Errno;
import dev.fwctl.Reach;
import dev.fwctl.VendorModule;
import dev.fwctl.pds.PdsModule;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/** A product's operations, on the transport that pds is: what only the transport knows it asks of that module. */
final class DscModule implements VendorModule {
    private final PdsModule transport = new PdsModule();

    @Override
    public int spi() {
        return SPI;
    }

    @Override
    public String name() {
        return "dsc";
    }

    @Override
    public Set<String> drivers() {
        return transport.drivers();
    }

    @Override
    public List<Command<?, ?>> commands() {
        return List.of(ReadSlot.COMMAND);
    }

    @Override
    public List<Attachment> attachments(ByteBuffer request) {
        return transport.attachments(request);
    }

    @Override
    public Reach reach(Errno errno) {
        return transport.reach(errno);
    }
}
