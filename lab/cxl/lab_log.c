// SPDX-License-Identifier: GPL-2.0
/* The log commands (0400h..0405h), after CXL 3.2 section 8.2.10.5. */
#include "lab.h"

static const uuid_t cel_uuid = DEFINE_CXL_CEL_UUID;
static const uuid_t debug_log_uuid = DEFINE_CXL_VENDOR_DEBUG_UUID;

static u8 debug_log_byte(size_t offset)
{
	return offset * 13 + (offset >> 8);
}

static int supported_logs(struct lab_device *lab, struct cxl_gsl_entry entries[2])
{
	entries[0] = (struct cxl_gsl_entry){ .uuid = cel_uuid, .size = cpu_to_le32(lab->cel_size) };
	entries[1] = (struct cxl_gsl_entry){ .uuid = debug_log_uuid, .size = cpu_to_le32(lab->debug_log_size) };
	return lab->debug_log_full ? 2 : 1;
}

u16 lab_get_supported_logs(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
{
	struct cxl_mbox_get_supported_logs *out = cmd->payload_out;
	struct cxl_gsl_entry entries[2];
	int count = supported_logs(lab, entries);

	if (cmd->size_out < struct_size(out, entry, count))
		return CXL_MBOX_CMD_RC_PAYLOADLEN;
	memset(out, 0, sizeof(*out));
	out->entries = cpu_to_le16(count);
	memcpy(out->entry, entries, count * sizeof(entries[0]));
	cmd->size_out = struct_size(out, entry, count);
	return CXL_MBOX_CMD_RC_SUCCESS;
}

/* CXL 3.2 8.2.10.5.6: {u8 max entries, u8 start} -> {u8 entries, rsvd, le16 total, u8 start, u8 rsvd[3], entries} */
u16 lab_get_log_sublist(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
{
	struct cxl_gsl_entry entries[2];
	int total = supported_logs(lab, entries);
	u8 *in = cmd->payload_in, *out = cmd->payload_out;
	int count;

	if (cmd->size_in != 2 || cmd->size_out < 8)
		return CXL_MBOX_CMD_RC_PAYLOADLEN;
	if (in[1] >= total)
		return CXL_MBOX_CMD_RC_INPUT;
	count = min_t(int, in[0], total - in[1]);
	count = min_t(int, count, (cmd->size_out - 8) / sizeof(entries[0]));
	memset(out, 0, 8);
	out[0] = count;
	out[2] = total;
	out[4] = in[1];
	memcpy(out + 8, &entries[in[1]], count * sizeof(entries[0]));
	cmd->size_out = 8 + count * sizeof(entries[0]);
	return CXL_MBOX_CMD_RC_SUCCESS;
}

u16 lab_get_log(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
{
	struct cxl_mbox_get_log *in = cmd->payload_in;
	u8 *out = cmd->payload_out;
	u32 offset, length;
	bool cel;
	size_t size;

	if (cmd->size_in != sizeof(*in))
		return CXL_MBOX_CMD_RC_PAYLOADLEN;
	cel = uuid_equal(&in->uuid, &cel_uuid);
	if (!cel && !(lab->debug_log_full && uuid_equal(&in->uuid, &debug_log_uuid)))
		return CXL_MBOX_CMD_RC_LOG;
	size = cel ? lab->cel_size : lab->debug_log_size;
	offset = le32_to_cpu(in->offset);
	length = le32_to_cpu(in->length);
	if (length > cmd->size_out || length > lab->payload_size)
		return CXL_MBOX_CMD_RC_INPUT;
	if (offset > size || length > size - offset)
		return CXL_MBOX_CMD_RC_INPUT;
	for (u32 i = 0; i < length; i++)
		out[i] = cel ? ((u8 *)lab->cel)[offset + i] : debug_log_byte(offset + i);
	cmd->size_out = length;
	return CXL_MBOX_CMD_RC_SUCCESS;
}

/* Which log of the two a 16-byte payload names: 0 CEL, 1 vendor debug log, -1 none that the device has */
static int named_log(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
{
	if (uuid_equal(cmd->payload_in, &cel_uuid))
		return 0;
	return lab->debug_log_full && uuid_equal(cmd->payload_in, &debug_log_uuid) ? 1 : -1;
}

u16 lab_get_log_caps(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
{
	__le32 caps;

	if (cmd->size_in != sizeof(uuid_t) || cmd->size_out < sizeof(caps))
		return CXL_MBOX_CMD_RC_PAYLOADLEN;
	if (named_log(lab, cmd) < 0)
		return CXL_MBOX_CMD_RC_LOG;
	/* bit 0: Clear Log supported, bit 3: persistent across cold reset */
	caps = cpu_to_le32(named_log(lab, cmd) == 1 ? 0x9 : 0);
	memcpy(cmd->payload_out, &caps, sizeof(caps));
	cmd->size_out = sizeof(caps);
	return CXL_MBOX_CMD_RC_SUCCESS;
}

u16 lab_clear_log(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
{
	if (cmd->size_in != sizeof(uuid_t))
		return CXL_MBOX_CMD_RC_PAYLOADLEN;
	if (named_log(lab, cmd) != 1)
		return named_log(lab, cmd) == 0 ? CXL_MBOX_CMD_RC_INPUT : CXL_MBOX_CMD_RC_LOG;
	lab->debug_log_size = 0;
	return CXL_MBOX_CMD_RC_SUCCESS;
}
