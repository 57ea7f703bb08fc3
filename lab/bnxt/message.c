// SPDX-License-Identifier: GPL-2.0
/*
 * The function that the real bnxt_fwctl driver takes from the real bnxt_en, and the dispatch behind it. As there: an
 * errno where nothing was sent or nobody answered; the firmware's own error code becomes an errno and stays in the
 * reply; the reply's "valid" byte reads 0.
 */
#include <linux/debugfs.h>
#include <linux/delay.h>
#include <linux/dma-direct.h>
#include <linux/export.h>

#include "model.h"

#define COMMAND(type, name) { type, sizeof(struct hwrm_##name##_input), sizeof(struct hwrm_##name##_output), name }

static const struct lab_command commands[] = {
	COMMAND(HWRM_VER_GET, ver_get),
	COMMAND(HWRM_FUNC_QCAPS, func_qcaps),
	COMMAND(HWRM_FUNC_QCFG, func_qcfg),
	COMMAND(HWRM_FUNC_RESET, func_reset),
	COMMAND(HWRM_PORT_PHY_QCFG, port_phy_qcfg),
	COMMAND(HWRM_PORT_PHY_QCAPS, port_phy_qcaps),
	COMMAND(HWRM_PORT_QSTATS, port_qstats),
	COMMAND(HWRM_PORT_CLR_STATS, port_clr_stats),
	COMMAND(HWRM_FW_QSTATUS, fw_qstatus),
	COMMAND(HWRM_FW_RESET, fw_reset),
	COMMAND(HWRM_TEMP_MONITOR_QUERY, temp_monitor_query),
	COMMAND(HWRM_NVM_GET_VARIABLE, nvm_get_variable),
	COMMAND(HWRM_NVM_SET_VARIABLE, nvm_set_variable),
	/* The kernel has no structure for this one: a header alone, and the usual empty reply (assumed). */
	{ HWRM_NVM_FACTORY_DEFAULTS, sizeof(struct input), 16, nvm_factory_defaults },
	COMMAND(HWRM_NVM_GET_DEV_INFO, nvm_get_dev_info),
	COMMAND(HWRM_NVM_GET_DIR_INFO, nvm_get_dir_info),
	COMMAND(HWRM_NVM_GET_DIR_ENTRIES, nvm_get_dir_entries),
	COMMAND(HWRM_NVM_READ, nvm_read),
};

enum { FAULT_ERRNO, FAULT_ERROR_CODE, FAULT_CMD_ERR, FAULT_LOST };

/*
 * errno: the command never reaches the firmware. error_code, cmd_err: it is refused. lost: it is executed and nobody
 * hears of it, which is the driver's timeout.
 */
const struct lab_rule_words lab_fault_words = {
	.match = { "req_type" },
	.act = { "errno", "error_code", "cmd_err", "lost" },
	.act_max = { MAX_ERRNO, U16_MAX, U8_MAX, 1 },
};

/* The memory behind a DMA address that the driver put into a request; the lab has no IOMMU. */
void *lab_dma(struct lab_dev *dev, __le64 address)
{
	return phys_to_virt(dma_to_phys(&dev->pdev->dev, le64_to_cpu(address)));
}

static int to_errno(u16 error_code)
{
	switch (error_code) {
	case HWRM_ERR_CODE_SUCCESS:
		return 0;
	case HWRM_ERR_CODE_RESOURCE_LOCKED:
		return -EROFS;
	case HWRM_ERR_CODE_RESOURCE_ACCESS_DENIED:
		return -EACCES;
	case HWRM_ERR_CODE_RESOURCE_ALLOC_ERROR:
		return -ENOSPC;
	case HWRM_ERR_CODE_INVALID_PARAMS:
	case HWRM_ERR_CODE_INVALID_FLAGS:
	case HWRM_ERR_CODE_INVALID_ENABLES:
	case HWRM_ERR_CODE_UNSUPPORTED_TLV:
	case HWRM_ERR_CODE_UNSUPPORTED_OPTION_ERR:
		return -EINVAL;
	case HWRM_ERR_CODE_NO_BUFFER:
		return -ENOMEM;
	case HWRM_ERR_CODE_HOT_RESET_PROGRESS:
	case HWRM_ERR_CODE_BUSY:
		return -EAGAIN;
	case HWRM_ERR_CODE_CMD_NOT_SUPPORTED:
		return -EOPNOTSUPP;
	case HWRM_ERR_CODE_PF_UNAVAILABLE:
		return -ENODEV;
	default:
		return -EIO;
	}
}

static u16 run(struct lab_dev *dev, u16 type, u32 in_len, struct lab_cmd *cmd, u16 *out_size)
{
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++) {
		if (commands[i].req_type != type)
			continue;
		if (in_len < commands[i].in_size)
			return HWRM_ERR_CODE_INVALID_PARAMS;	/* (assumed) */
		*out_size = commands[i].out_size;
		return commands[i].run(dev, cmd);
	}
	return HWRM_ERR_CODE_CMD_NOT_SUPPORTED;
}

/* Executes a command and leaves the whole reply in dev->scratch; returns the error code. */
static u16 execute(struct lab_dev *dev, const struct input *in, u32 in_len, const struct lab_hit *fault)
{
	struct lab_cmd cmd = { .in = in, .out = dev->scratch };
	struct output *out = cmd.out;
	u16 out_size = 0, error_code;

	memset(dev->scratch, 0, LAB_REPLY_MAX);
	if (fault->act[FAULT_ERROR_CODE]) {
		error_code = fault->act[FAULT_ERROR_CODE];
		cmd.cmd_err = fault->act[FAULT_CMD_ERR];
	} else {
		error_code = run(dev, le16_to_cpu(in->req_type), in_len, &cmd, &out_size);
	}
	if (error_code) {
		memset(dev->scratch, 0, LAB_REPLY_MAX);
		out_size = sizeof(struct hwrm_err_output);
		((struct hwrm_err_output *)out)->cmd_err = cmd.cmd_err;
	}
	out->error_code = cpu_to_le16(error_code);
	out->req_type = in->req_type;
	out->seq_id = cpu_to_le16(dev->sequence);
	out->resp_len = cpu_to_le16(out_size);
	if (fault->patch_len)
		memcpy(dev->scratch + fault->patch_at, fault->patch, fault->patch_len);
	return error_code;
}

static void remember(struct lab_dev *dev, const struct input *in, u32 in_len)
{
	atomic_inc(&dev->commands);
	dev->last_type = le16_to_cpu(in->req_type);
	dev->last_request.size = min_t(u32, in_len, LAB_REPLY_MAX);
	memcpy(dev->last_request.data, in, dev->last_request.size);
	dev->sequence++;
}

int bnxt_send_msg(struct bnxt_en_dev *edev, struct bnxt_fw_msg *message)
{
	struct lab_dev *dev = container_of(edev, struct lab_dev, edev);
	const struct input *in = message->msg;
	struct lab_hit fault;
	u16 error_code;

	if (READ_ONCE(dev->reset_in_progress))
		return -EBUSY;
	fault = lab_rules_hit(&dev->faults, (u32[]){ le16_to_cpu(in->req_type) });
	if (fault.act[FAULT_ERRNO])
		return -(int)fault.act[FAULT_ERRNO];

	atomic_inc(&dev->in_flight);
	if (READ_ONCE(dev->delay_ms))
		msleep(READ_ONCE(dev->delay_ms));	/* as uninterruptible as the wait for real firmware */
	scoped_guard(mutex, &dev->card->lock) {
		remember(dev, in, message->msg_len);
		error_code = execute(dev, in, message->msg_len, &fault);
		if (!fault.act[FAULT_LOST])
			memcpy(message->resp, dev->scratch,
			       min_t(u32, message->resp_max_len,
				     le16_to_cpu(((struct output *)dev->scratch)->resp_len)));
	}
	atomic_dec(&dev->in_flight);
	return fault.act[FAULT_LOST] ? -EBUSY : to_errno(error_code);
}
EXPORT_SYMBOL(bnxt_send_msg);
