// SPDX-License-Identifier: GPL-2.0
/*
 * The command interface: lengths, user contexts, faults on demand, dispatch, and what is left in the mailbox.
 */
#include <linux/delay.h>
#include <linux/slab.h>

#include "model.h"

/* ACCESS_REGISTER_USER: the number is the driver's; that it shares ACCESS_REG's layout is our reading. */
#define OP_ACCESS_REGISTER_USER 0xb0c
#define OP_QUERY_DIAGNOSTIC_PARAMS 0x819
#define OP_SET_DIAGNOSTIC_PARAMS 0x820
#define OP_QUERY_DIAGNOSTIC_COUNTERS 0x821
#define OP_QUERY_VUID 0xb22

#define TOOLS_RESOURCES 0x4

static u8 no_operation(struct lab_dev *dev, struct lab_cmd *cmd)
{
	cmd->reply_len = MLX5_ST_SZ_BYTES(nop_out);
	return MLX5_CMD_STAT_OK;
}

static const struct lab_command commands[] = {
	{ MLX5_CMD_OP_QUERY_HCA_CAP, MLX5_ST_SZ_BYTES(query_hca_cap_in), 16 + LAB_CAP_BYTES, query_hca_cap },
	{ MLX5_CMD_OP_SET_HCA_CAP, MLX5_ST_SZ_BYTES(set_hca_cap_in), 16, set_hca_cap },
	{ MLX5_CMD_OP_QUERY_ADAPTER, 16, MLX5_ST_SZ_BYTES(query_adapter_out), query_adapter },
	{ MLX5_CMD_OP_QUERY_ISSI, 16, MLX5_ST_SZ_BYTES(query_issi_out), query_issi },
	{ OP_QUERY_VUID, 16, 64, query_vuid },
	{ MLX5_CMD_OP_QUERY_ESW_FUNCTIONS, 16, 16, query_esw_functions },
	{ MLX5_CMD_OP_QUERY_CONG_STATUS, 16, 16, query_cong_status },
	{ MLX5_CMD_OP_MODIFY_CONG_STATUS, 16, 16, modify_cong_status },
	{ MLX5_CMD_OP_QUERY_CONG_PARAMS, 16, MLX5_ST_SZ_BYTES(query_cong_params_out), query_cong_params },
	{ MLX5_CMD_OP_QUERY_CONG_STATISTICS, 16, MLX5_ST_SZ_BYTES(query_cong_statistics_out),
	  query_cong_statistics },
	{ OP_QUERY_DIAGNOSTIC_PARAMS, 16, 32, query_diagnostic_params },
	{ OP_SET_DIAGNOSTIC_PARAMS, 32, 16, set_diagnostic_params },
	{ OP_QUERY_DIAGNOSTIC_COUNTERS, 16, 16, query_diagnostic_counters },
	{ MLX5_CMD_OP_NOP, 16, 16, no_operation },
	{ MLX5_CMD_OP_CREATE_UCTX, MLX5_ST_SZ_BYTES(create_uctx_in), 16, create_uctx },
	{ MLX5_CMD_OP_DESTROY_UCTX, MLX5_ST_SZ_BYTES(destroy_uctx_in), 16, destroy_uctx },
	{ MLX5_CMD_OP_ACCESS_REG, 16, 16, access_register },
	{ OP_ACCESS_REGISTER_USER, 16, 16, access_register },
};

static const struct lab_command *find_command(u16 opcode)
{
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
		if (commands[i].opcode == opcode)
			return &commands[i];
	return NULL;
}

static u8 refuse(struct lab_cmd *cmd, u8 status, u32 syndrome)
{
	cmd->syndrome = syndrome;
	return status;
}

static u8 run(struct lab_dev *dev, struct lab_cmd *cmd)
{
	const struct lab_command *command = find_command(cmd->opcode);

	if (!command)
		return refuse(cmd, MLX5_CMD_STAT_BAD_OP_ERR, SYNDROME_UNKNOWN_OPCODE);
	if (cmd->uid >= LAB_UIDS || !test_bit(cmd->uid, dev->uids))
		return refuse(cmd, MLX5_CMD_STAT_BAD_RES_ERR, SYNDROME_UNKNOWN_UID);
	/* Without the tools label a user context has no business with registers or other functions. */
	if (cmd->uid && !(dev->uid_caps[cmd->uid] & TOOLS_RESOURCES) &&
	    (command->run == access_register || command->run == set_hca_cap))
		return refuse(cmd, MLX5_CMD_STAT_BAD_OP_ERR, SYNDROME_LABEL);
	if (cmd->in_len < command->in_min)
		return refuse(cmd, MLX5_CMD_STAT_BAD_INP_LEN_ERR, SYNDROME_SHORT_INPUT);
	if (cmd->out_len < command->out_min)
		return refuse(cmd, MLX5_CMD_STAT_BAD_OUTP_LEN_ERR, SYNDROME_SHORT_OUTPUT);
	return command->run(dev, cmd);
}

/*
 * The reply overwrites the start of the output mailbox; whatever past replies left behind it goes to the caller
 * too, as on real hardware, so nobody may read more than the firmware says.
 */
static void deliver(struct lab_dev *dev, struct lab_cmd *cmd, u8 status, void *out, u32 out_size)
{
	if (status != MLX5_CMD_STAT_OK) {
		memset(dev->scratch, 0, 16);
		cmd->reply_len = 16;
	}
	MLX5_SET(mbox_out, dev->scratch, status, status);
	MLX5_SET(mbox_out, dev->scratch, syndrome, cmd->syndrome);
	memcpy(dev->mailbox, dev->scratch, min_t(u32, cmd->reply_len, LAB_REPLY_MAX));
	memcpy(out, dev->mailbox, min_t(u32, out_size, LAB_REPLY_MAX));
}

int lab_execute(struct lab_dev *dev, const void *in, int in_size, void *out, int out_size)
{
	struct lab_cmd cmd = { .in_len = in_size, .out = dev->scratch, .out_len = out_size };
	struct lab_fault fault;
	u8 *copy, status;
	u32 delay;

	if (in_size < 16 || out_size < 16)
		return -EINVAL;
	/* The reply may go to the memory that the request stands in. */
	copy = kvmemdup(in, in_size, GFP_KERNEL);
	if (!copy)
		return -ENOMEM;
	cmd.in = copy;
	cmd.opcode = MLX5_GET(mbox_in, copy, opcode);
	cmd.uid = MLX5_GET(mbox_in, copy, uid);
	cmd.op_mod = MLX5_GET(mbox_in, copy, op_mod);

	atomic_inc(&dev->in_flight);
	delay = READ_ONCE(dev->delay_ms);
	if (delay && cmd.uid)
		msleep(delay);		/* as uninterruptible as the wait for real firmware */

	fault = fault_of(dev, copy, in_size);
	if (fault.fires && fault.error) {
		atomic_dec(&dev->in_flight);
		kvfree(copy);
		return fault.error;
	}
	scoped_guard(mutex, &dev->lock) {
		memset(dev->scratch, 0, LAB_REPLY_MAX);
		if (fault.fires && fault.status) {
			cmd.syndrome = fault.syndrome;
			status = fault.status;
		} else {
			status = run(dev, &cmd);
		}
		if (fault.fires && fault.patch_len)
			memcpy(dev->scratch + fault.patch_at, fault.patch, fault.patch_len);
		deliver(dev, &cmd, status, out, out_size);
	}
	atomic_dec(&dev->in_flight);
	kvfree(copy);
	return MLX5_GET(mbox_out, out, status) == MLX5_CMD_STAT_OK ? 0 : -EREMOTEIO;
}
