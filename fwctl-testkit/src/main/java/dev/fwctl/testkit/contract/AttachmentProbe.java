// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.Attachment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The trials of a sample's memory, at which its request points. */
final class AttachmentProbe {
    private AttachmentProbe() {}

    static <Q> List<Attachment> attachments(Sample<Q, ?> sample) {
        String what = "attachments(" + sample.request() + ")";
        List<Attachment> attachments = ModuleProbe.given(
                sample.command().name(), what, sample.command().attachments(sample.request()));
        attachments.forEach(
                attachment -> ModuleProbe.given(sample.command().name(), "an element of " + what, attachment));
        return attachments;
    }

    /** Fails unless each address has a place of its own in the request, with nothing in it, and a name of its own. */
    static void requirePlaces(Sample<?, ?> sample, byte[] request) {
        Set<String> names = new HashSet<>();
        for (Attachment attachment : attachments(sample)) {
            if (attachment.offset() + Attachment.ADDRESS_BYTES > request.length) {
                throw new AssertionError(
                        sample + " is " + request.length + " bytes, and has no place for the address of " + attachment);
            }
            if (!names.add(attachment.name())) {
                throw new AssertionError(sample + " has two attachments of the name " + attachment.name());
            }
            if (ByteBuffer.wrap(request).order(ByteOrder.nativeOrder()).getLong(attachment.offset()) != 0) {
                throw new AssertionError(sample + " writes something into the place of the address of " + attachment
                        + ", which is the SDK's to write");
            }
        }
    }

    /** The content of each attachment to the device, in order, encoded into exactly the room that was asked for. */
    static <Q> List<byte[]> encodeInside(Sample<Q, ?> sample) {
        List<byte[]> contents = new ArrayList<>();
        for (Attachment attachment : attachments(sample)) {
            if (attachment.toDevice()) {
                contents.add(ModuleProbe.inside(
                        attachment.length(),
                        sample + ": " + attachment.name(),
                        into -> encode(sample, attachment, into)));
            }
        }
        return contents;
    }

    private static <Q> void encode(Sample<Q, ?> sample, Attachment attachment, ByteBuffer into) {
        if (attachment.length() > 0) {
            sample.command().encodeAttachment(sample.request(), attachment, into);
        }
    }
}
