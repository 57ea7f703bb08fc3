// SPDX-License-Identifier: GPL-2.0
/*
 * The mailbox commands that the lab answers itself: logs (0400h..0405h) and Features (0500h..0502h), after CXL 3.2
 * section 8.2.10.5 and 8.2.10.6. All others go to cxl_test's own code. As on a real device, what the firmware refuses
 * is a return code, not an errno.
 */
#include <linux/delay.h>
#include <linux/slab.h>
#include "lab.h"

static const uuid_t cel_uuid = DEFINE_CXL_CEL_UUID;
static const uuid_t debug_log_uuid = DEFINE_CXL_VENDOR_DEBUG_UUID;

/* --- logs -------------------------------------------------------------------------------------------------------- */

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

static u16 get_supported_logs(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
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
static u16 get_log_sublist(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
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

static u16 get_log(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
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

static u16 get_log_caps(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
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

static u16 clear_log(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
{
	if (cmd->size_in != sizeof(uuid_t))
		return CXL_MBOX_CMD_RC_PAYLOADLEN;
	if (named_log(lab, cmd) != 1)
		return named_log(lab, cmd) == 0 ? CXL_MBOX_CMD_RC_INPUT : CXL_MBOX_CMD_RC_LOG;
	lab->debug_log_size = 0;
	return CXL_MBOX_CMD_RC_SUCCESS;
}

/* --- Features ---------------------------------------------------------------------------------------------------- */

static u16 get_supported_features(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
{
	struct cxl_mbox_get_sup_feats_in *in = cmd->payload_in;
	struct cxl_mbox_get_sup_feats_out *out = cmd->payload_out;
	u32 bytes;
	u16 start, count;

	if (cmd->size_in != sizeof(*in) || cmd->size_out < sizeof(*out))
		return CXL_MBOX_CMD_RC_PAYLOADLEN;
	start = le16_to_cpu(in->start_idx);
	bytes = min_t(u32, le32_to_cpu(in->count), cmd->size_out);
	if (start >= lab->count || bytes < sizeof(*out))
		return CXL_MBOX_CMD_RC_INPUT;
	count = min_t(u32, (bytes - sizeof(*out)) / sizeof(out->ents[0]), lab->count - start);

	memset(out, 0, sizeof(*out));
	out->num_entries = cpu_to_le16(count);
	out->supported_feats = cpu_to_le16(lab->count);
	for (int i = 0; i < count; i++) {
		const struct lab_feature *feature = &lab->features[start + i];
		struct cxl_feat_entry entry = {
			.uuid = feature->uuid,
			.id = cpu_to_le16(start + i),
			.get_feat_size = cpu_to_le16(feature->get_size),
			.set_feat_size = cpu_to_le16(feature->set_size),
			.flags = cpu_to_le32(feature->flags),
			.get_feat_ver = feature->get_version,
			.set_feat_ver = feature->set_version,
			.effects = cpu_to_le16(feature->effects),
		};

		memset(entry.reserved, feature->reserved, sizeof(entry.reserved));
		memcpy((u8 *)cmd->payload_out + sizeof(*out) + i * sizeof(entry), &entry, sizeof(entry));
	}
	cmd->size_out = sizeof(*out) + count * sizeof(struct cxl_feat_entry);
	return CXL_MBOX_CMD_RC_SUCCESS;
}

static int find_feature(struct lab_device *lab, const uuid_t *uuid)
{
	for (int i = 0; i < lab->count; i++)
		if (uuid_equal(uuid, &lab->features[i].uuid))
			return i;
	return -1;
}

static u16 get_feature(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
{
	struct cxl_mbox_get_feat_in *in = cmd->payload_in;
	const struct lab_feature *feature;
	size_t offset, count;
	const u8 *from;
	int index;

	if (cmd->size_in != sizeof(*in))
		return CXL_MBOX_CMD_RC_PAYLOADLEN;
	index = find_feature(lab, &in->uuid);
	if (index < 0)
		return CXL_MBOX_CMD_RC_UNSUPPORTED;
	feature = &lab->features[index];
	switch (in->selection) {
	case CXL_GET_FEAT_SEL_CURRENT_VALUE:
		from = lab->values[index].current_value;
		break;
	case CXL_GET_FEAT_SEL_DEFAULT_VALUE:
		if (!(feature->flags & CXL_FEATURE_F_DEFAULT_SEL))
			return CXL_MBOX_CMD_RC_FEATURESELVALUE;
		from = lab->values[index].default_value;
		break;
	case CXL_GET_FEAT_SEL_SAVED_VALUE:
		if (!(feature->flags & CXL_FEATURE_F_SAVED_SEL))
			return CXL_MBOX_CMD_RC_FEATURESELVALUE;
		from = lab->values[index].saved_value;
		break;
	default:
		return CXL_MBOX_CMD_RC_FEATURESELVALUE;
	}
	offset = le16_to_cpu(in->offset);
	count = le16_to_cpu(in->count);
	if (offset > feature->get_size)
		return CXL_MBOX_CMD_RC_INPUT;
	if (count > feature->get_size - offset) {
		if (!(feature->quirks & LAB_SHORT_READ))
			return CXL_MBOX_CMD_RC_INPUT;
		count = feature->get_size - offset;
	}
	if (count > cmd->size_out)
		return CXL_MBOX_CMD_RC_PAYLOADLEN;
	count -= min_t(size_t, count, lab->short_by);
	memcpy(cmd->payload_out, from + offset, count);
	cmd->size_out = count;
	return CXL_MBOX_CMD_RC_SUCCESS;
}

static void commit(struct lab_device *lab, int index, const u8 *data, size_t offset, size_t length, bool save)
{
	struct lab_value *value = &lab->values[index];

	if (!(lab->features[index].quirks & LAB_AFTER_RESET))
		memcpy(value->current_value + offset, data, length);
	if (save)
		memcpy(value->saved_value + offset, data, length);
}

static u16 set_feature(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
{
	struct cxl_mbox_set_feat_in *in = cmd->payload_in;
	const struct lab_feature *feature;
	size_t offset, length;
	u32 flags;
	bool save;
	int index;

	if (cmd->size_in < sizeof(in->hdr))
		return CXL_MBOX_CMD_RC_PAYLOADLEN;
	index = find_feature(lab, &in->uuid);
	if (index < 0)
		return CXL_MBOX_CMD_RC_UNSUPPORTED;
	feature = &lab->features[index];
	offset = le16_to_cpu(in->offset);
	length = cmd->size_in - sizeof(in->hdr);
	flags = le32_to_cpu(in->flags);
	save = flags & CXL_SET_FEAT_FLAG_DATA_SAVED_ACROSS_RESET;

	if (!(feature->quirks & LAB_ANY_VERSION) && in->version != feature->set_version)
		return CXL_MBOX_CMD_RC_FEATUREVERSION;
	if (offset > feature->set_size || length > feature->set_size - offset)
		return CXL_MBOX_CMD_RC_PAYLOADLEN;

	switch (FIELD_GET(CXL_SET_FEAT_FLAG_DATA_TRANSFER_MASK, flags)) {
	case CXL_SET_FEAT_FLAG_FULL_DATA_TRANSFER:
		if (lab->transfer >= 0)
			return CXL_MBOX_CMD_RC_FEATURETRANSFERIP;
		if (offset && feature->quirks & LAB_STRICT_OFFSET)
			return CXL_MBOX_CMD_RC_INPUT;
		commit(lab, index, in->feat_data, offset, length, save);
		return CXL_MBOX_CMD_RC_SUCCESS;
	case CXL_SET_FEAT_FLAG_INITIATE_DATA_TRANSFER:
		if (lab->transfer >= 0)
			return CXL_MBOX_CMD_RC_FEATURETRANSFERIP;
		memcpy(lab->transfer_data, lab->values[index].current_value, lab->values[index].size);
		lab->transfer = index;
		break;
	case CXL_SET_FEAT_FLAG_CONTINUE_DATA_TRANSFER:
	case CXL_SET_FEAT_FLAG_FINISH_DATA_TRANSFER:
		if (lab->transfer != index || lab->transfer_next != offset) {
			lab->transfer = -1;
			return CXL_MBOX_CMD_RC_FEATURETRANSFEROOO;
		}
		break;
	case CXL_SET_FEAT_FLAG_ABORT_DATA_TRANSFER:
		lab->transfer = -1;
		return CXL_MBOX_CMD_RC_SUCCESS;
	default:
		return CXL_MBOX_CMD_RC_INPUT;
	}
	memcpy(lab->transfer_data + offset, in->feat_data, length);
	lab->transfer_next = offset + length;
	if (FIELD_GET(CXL_SET_FEAT_FLAG_DATA_TRANSFER_MASK, flags) == CXL_SET_FEAT_FLAG_FINISH_DATA_TRANSFER) {
		commit(lab, index, lab->transfer_data, 0, feature->set_size, save);
		lab->transfer = -1;
	}
	return CXL_MBOX_CMD_RC_SUCCESS;
}

/*
 * A reset of that depth (1 CXL, 2 hot, 3 warm, 4 cold): a Feature that persists over it goes on with its saved value,
 * any other with its default one.
 */
void lab_reset(struct lab_device *lab, unsigned int depth)
{
	guard(mutex)(&lab->lock);
	for (int i = 0; i < lab->count; i++) {
		struct lab_value *value = &lab->values[i];

		if (FIELD_GET(GENMASK(3, 1), lab->features[i].flags) < depth)
			memcpy(value->saved_value, value->default_value, value->size);
		memcpy(value->current_value, value->saved_value, value->size);
	}
	lab->transfer = -1;
	lab->debug_log_size = lab->debug_log_full;
}

/* --- dispatch ---------------------------------------------------------------------------------------------------- */

/* Returns true, with the return code set, where an order given through debugfs makes this command fail. */
static bool ordered_to_fail(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
{
	if (!lab->fault_times || (lab->fault_opcode && lab->fault_opcode != cmd->opcode))
		return false;
	lab->fault_times--;
	cmd->return_code = lab->fault_return_code;
	cmd->size_out = 0;
	return true;
}

static void feature_command(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
{
	atomic_inc(&lab->in_flight);
	if (lab->delay_ms)
		msleep(lab->delay_ms);
	/* Not for ever: the kernel would wait as long, with whoever unbinds the device. */
	wait_event_timeout(lab->released, !READ_ONCE(lab->hold), 60 * HZ);
	scoped_guard(mutex, &lab->lock) {
		lab->last_opcode = cmd->opcode;
		lab->last_request.size = cmd->size_in;
		memcpy(lab->last_request.data, cmd->payload_in, cmd->size_in);
		if (!ordered_to_fail(lab, cmd))
			cmd->return_code = cmd->opcode == CXL_MBOX_OP_GET_FEATURE ? get_feature(lab, cmd) :
										     set_feature(lab, cmd);
	}
	atomic_dec(&lab->in_flight);
}

/* Answers a command, or returns false to leave it to cxl_test. */
bool lab_mbox_send(struct lab_device *lab, struct cxl_mbox_cmd *cmd, int *rc)
{
	*rc = 0;
	atomic_inc(&lab->seen);
	if (cmd->opcode >> 8 == CXL_MBOX_OP_GET_SUPPORTED_LOGS >> 8)
		atomic_inc(&lab->seen_log);
	switch (cmd->opcode) {
	case CXL_MBOX_OP_GET_SUPPORTED_LOGS:
		cmd->return_code = get_supported_logs(lab, cmd);
		return true;
	case CXL_MBOX_OP_GET_LOG:
		cmd->return_code = get_log(lab, cmd);
		return true;
	case CXL_MBOX_OP_GET_LOG_CAPS:
		cmd->return_code = get_log_caps(lab, cmd);
		return true;
	case CXL_MBOX_OP_CLEAR_LOG:
		cmd->return_code = clear_log(lab, cmd);
		return true;
	case CXL_MBOX_OP_GET_SUP_LOG_SUBLIST:
		cmd->return_code = get_log_sublist(lab, cmd);
		return true;
	case CXL_MBOX_OP_GET_SUPPORTED_FEATURES:
		atomic_inc(&lab->seen_list);
		cmd->return_code = get_supported_features(lab, cmd);
		return true;
	case CXL_MBOX_OP_GET_FEATURE:
		atomic_inc(&lab->seen_get);
		feature_command(lab, cmd);
		return true;
	case CXL_MBOX_OP_SET_FEATURE:
		atomic_inc(&lab->seen_set);
		feature_command(lab, cmd);
		return true;
	default:
		return false;
	}
}

/* Log commands that cxl_test's own log does not list, and two of a vendor, for the device with a debug log */
static const struct cxl_cel_entry more_cel[] = {
	{ cpu_to_le16(CXL_MBOX_OP_GET_LOG), 0 },
	{ cpu_to_le16(CXL_MBOX_OP_GET_LOG_CAPS), 0 },
	{ cpu_to_le16(CXL_MBOX_OP_CLEAR_LOG), cpu_to_le16(CXL_CMD_LOG_CHANGE_IMMEDIATE) },
	{ cpu_to_le16(CXL_MBOX_OP_GET_SUP_LOG_SUBLIST), 0 },
	{ cpu_to_le16(0xc001), cpu_to_le16(CXL_CMD_EFFECTS_VALID | CXL_CMD_CONFIG_CHANGE_CXL_RESET |
					   CXL_CMD_CONFIG_CHANGE_CONV_RESET | CXL_CMD_CONFIG_CHANGE_COLD_RESET) },
	{ cpu_to_le16(0xc0ff), cpu_to_le16(CXL_CMD_BACKGROUND | CXL_CMD_BGCMD_ABORT_SUPPORTED |
					   CXL_CMD_SECURITY_STATE_CHANGE | CXL_CMD_DATA_CHANGE_IMMEDIATE) },
};

struct lab_device *lab_create(struct device *dev, int id, const struct cxl_cel_entry *cel, size_t cel_entries)
{
	struct lab_device *lab = devm_kzalloc(dev, sizeof(*lab), GFP_KERNEL);
	size_t more = id == 5 ? ARRAY_SIZE(more_cel) : 0;
	int rc;

	if (!lab)
		return ERR_PTR(-ENOMEM);
	lab->dev = dev;
	lab->payload_size = id == 9 ? SZ_1K : SZ_4K;
	lab->transfer = -1;
	mutex_init(&lab->lock);
	init_waitqueue_head(&lab->released);

	lab->cel = devm_kcalloc(dev, cel_entries + more, sizeof(*cel), GFP_KERNEL);
	lab->transfer_data = devm_kzalloc(dev, SZ_64K, GFP_KERNEL);
	lab->last_request.data = devm_kzalloc(dev, SZ_4K, GFP_KERNEL);
	if (!lab->cel || !lab->transfer_data || !lab->last_request.data)
		return ERR_PTR(-ENOMEM);
	for (size_t i = 0; i < cel_entries + more; i++) {
		const struct cxl_cel_entry *entry = i < cel_entries ? &cel[i] : &more_cel[i - cel_entries];

		if (id == 2 && le16_to_cpu(entry->opcode) == CXL_MBOX_OP_SET_FEATURE)
			continue;
		lab->cel[lab->cel_size++] = *entry;
	}
	lab->cel_size *= sizeof(*cel);
	lab->debug_log_full = id == 5 ? 10000 : 0;
	lab->debug_log_size = lab->debug_log_full;

	rc = lab_features(lab, id);
	return rc ? ERR_PTR(rc) : lab;
}
