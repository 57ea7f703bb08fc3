// SPDX-License-Identifier: GPL-2.0
/*
 * The mailbox commands that the lab answers itself: logs (lab_log.c) and Features (lab_feature.c). All others go to
 * cxl_test's own code. As on a real device, what the firmware refuses is a return code, not an errno.
 */
#include <linux/delay.h>
#include <linux/slab.h>
#include "lab.h"

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
			cmd->return_code = cmd->opcode == CXL_MBOX_OP_GET_FEATURE ? lab_get_feature(lab, cmd) :
										     lab_set_feature(lab, cmd);
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
		cmd->return_code = lab_get_supported_logs(lab, cmd);
		return true;
	case CXL_MBOX_OP_GET_LOG:
		cmd->return_code = lab_get_log(lab, cmd);
		return true;
	case CXL_MBOX_OP_GET_LOG_CAPS:
		cmd->return_code = lab_get_log_caps(lab, cmd);
		return true;
	case CXL_MBOX_OP_CLEAR_LOG:
		cmd->return_code = lab_clear_log(lab, cmd);
		return true;
	case CXL_MBOX_OP_GET_SUP_LOG_SUBLIST:
		cmd->return_code = lab_get_log_sublist(lab, cmd);
		return true;
	case CXL_MBOX_OP_GET_SUPPORTED_FEATURES:
		atomic_inc(&lab->seen_list);
		cmd->return_code = lab_get_supported_features(lab, cmd);
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
