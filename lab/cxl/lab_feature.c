// SPDX-License-Identifier: GPL-2.0
/* The Feature commands (0500h..0502h), after CXL 3.2 section 8.2.10.6. */
#include "lab.h"

u16 lab_get_supported_features(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
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

u16 lab_get_feature(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
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

static struct lab_set_byte set_byte(const struct lab_feature *feature, size_t at)
{
	return feature->set_layout ? feature->set_layout[at] : (struct lab_set_byte){ .get_at = at, .mask = 0xff };
}

static void write_value(const struct lab_feature *feature, u8 *value, const u8 *data, size_t offset, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		struct lab_set_byte to = set_byte(feature, offset + i);

		value[to.get_at] = (value[to.get_at] & ~to.mask) | (data[i] & to.mask);
	}
}

/* The Set data that would leave the Feature as it is. */
static void current_as_set(struct lab_device *lab, int index, u8 *set)
{
	for (size_t i = 0; i < lab->features[index].set_size; i++) {
		struct lab_set_byte from = set_byte(&lab->features[index], i);

		set[i] = lab->values[index].current_value[from.get_at] & from.mask;
	}
}

static u16 commit(struct lab_device *lab, int index, const u8 *data, size_t offset, size_t length, bool save)
{
	const struct lab_feature *feature = &lab->features[index];
	struct lab_value *value = &lab->values[index];

	if (feature->acceptable) {
		u8 whole[LAB_CHECKED_SET] = {};

		current_as_set(lab, index, whole);
		memcpy(whole + offset, data, length);
		if (!feature->acceptable(whole, value->current_value))
			return CXL_MBOX_CMD_RC_INPUT;
	}
	if (!(feature->quirks & LAB_AFTER_RESET))
		write_value(feature, value->current_value, data, offset, length);
	if (save)
		write_value(feature, value->saved_value, data, offset, length);
	return CXL_MBOX_CMD_RC_SUCCESS;
}

static u16 set_whole(struct lab_device *lab, int index, const u8 *data, size_t offset, size_t length, bool save)
{
	if (lab->transfer >= 0)
		return CXL_MBOX_CMD_RC_FEATURETRANSFERIP;
	if (offset && lab->features[index].quirks & LAB_STRICT_OFFSET)
		return CXL_MBOX_CMD_RC_INPUT;
	return commit(lab, index, data, lab->ignore_offset ? 0 : offset, length, save);
}

static u16 end_transfer(struct lab_device *lab, u16 return_code)
{
	lab->transfer = -1;
	return return_code;
}

static u16 set_part(struct lab_device *lab, int index, const u8 *data, size_t offset, size_t length, u32 flags)
{
	u32 action = FIELD_GET(CXL_SET_FEAT_FLAG_DATA_TRANSFER_MASK, flags);

	if (action == CXL_SET_FEAT_FLAG_INITIATE_DATA_TRANSFER) {
		if (lab->transfer >= 0)
			return CXL_MBOX_CMD_RC_FEATURETRANSFERIP;
		current_as_set(lab, index, lab->transfer_data);
		lab->transfer = index;
		lab->transfer_parts = 0;
	} else if (lab->transfer != index || lab->transfer_next != offset) {
		return end_transfer(lab, CXL_MBOX_CMD_RC_FEATURETRANSFEROOO);
	}
	if (lab->break_transfer_at && lab->transfer_parts == lab->break_transfer_at)
		return CXL_MBOX_CMD_RC_INTERNAL;	/* and the transfer stays open, since nobody aborts it */
	memcpy(lab->transfer_data + offset, data, length);
	lab->transfer_next = offset + length;
	lab->transfer_parts++;
	if (action == CXL_SET_FEAT_FLAG_FINISH_DATA_TRANSFER)
		return end_transfer(lab, commit(lab, index, lab->transfer_data, 0, lab->features[index].set_size,
						flags & CXL_SET_FEAT_FLAG_DATA_SAVED_ACROSS_RESET));
	return CXL_MBOX_CMD_RC_SUCCESS;
}

u16 lab_set_feature(struct lab_device *lab, struct cxl_mbox_cmd *cmd)
{
	struct cxl_mbox_set_feat_in *in = cmd->payload_in;
	const struct lab_feature *feature;
	size_t offset, length;
	u32 flags;
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

	if (!(feature->quirks & LAB_ANY_VERSION) && in->version != feature->set_version)
		return CXL_MBOX_CMD_RC_FEATUREVERSION;
	if (offset > feature->set_size || length > feature->set_size - offset)
		return CXL_MBOX_CMD_RC_PAYLOADLEN;

	switch (FIELD_GET(CXL_SET_FEAT_FLAG_DATA_TRANSFER_MASK, flags)) {
	case CXL_SET_FEAT_FLAG_FULL_DATA_TRANSFER:
		return set_whole(lab, index, in->feat_data, offset, length,
				 flags & CXL_SET_FEAT_FLAG_DATA_SAVED_ACROSS_RESET);
	case CXL_SET_FEAT_FLAG_INITIATE_DATA_TRANSFER:
	case CXL_SET_FEAT_FLAG_CONTINUE_DATA_TRANSFER:
	case CXL_SET_FEAT_FLAG_FINISH_DATA_TRANSFER:
		return set_part(lab, index, in->feat_data, offset, length, flags);
	case CXL_SET_FEAT_FLAG_ABORT_DATA_TRANSFER:
		return end_transfer(lab, CXL_MBOX_CMD_RC_SUCCESS);
	default:
		return CXL_MBOX_CMD_RC_INPUT;
	}
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
