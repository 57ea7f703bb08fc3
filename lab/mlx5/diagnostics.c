// SPDX-License-Identifier: GPL-2.0
/*
 * Congestion control, and the diagnostic counters. mlx5_ifc.h has no layout for the latter: context at byte 8
 * {num_of_counters 31..16, log_num_of_samples 7..0; single 31, repetitive 30, sync 29, clear 28, on_demand 27,
 * enable 26, log_sample_period 7..0}, counter ids (15..0 of a dword each) from byte 32.
 */
#include <linux/timekeeping.h>

#include "bits.h"
#include "model.h"

static u8 *cong_entry(struct lab_dev *dev, struct lab_cmd *cmd)
{
	u8 protocol = MLX5_GET(query_cong_status_in, cmd->in, cong_protocol);
	u8 priority = MLX5_GET(query_cong_status_in, cmd->in, priority);

	/* RoCE protocols are 1 (reaction point) and 2 (notification point). */
	if (protocol < 1 || protocol > 2 || priority > 7) {
		cmd->syndrome = SYNDROME_BAD_INDEX;
		return NULL;
	}
	return &dev->cong_enable[protocol - 1][priority];
}

u8 query_cong_status(struct lab_dev *dev, struct lab_cmd *cmd)
{
	u8 *entry = cong_entry(dev, cmd);

	if (!entry)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	MLX5_SET(query_cong_status_out, cmd->out, enable, *entry & 1);
	MLX5_SET(query_cong_status_out, cmd->out, tag_enable, *entry >> 1);
	cmd->reply_len = MLX5_ST_SZ_BYTES(query_cong_status_out);
	return MLX5_CMD_STAT_OK;
}

u8 modify_cong_status(struct lab_dev *dev, struct lab_cmd *cmd)
{
	u8 *entry = cong_entry(dev, cmd);

	if (!entry)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	*entry = MLX5_GET(modify_cong_status_in, cmd->in, enable) |
		 MLX5_GET(modify_cong_status_in, cmd->in, tag_enable) << 1;
	cmd->reply_len = MLX5_ST_SZ_BYTES(modify_cong_status_out);
	return MLX5_CMD_STAT_OK;
}

u8 query_cong_params(struct lab_dev *dev, struct lab_cmd *cmd)
{
	u8 *params = MLX5_ADDR_OF(query_cong_params_out, cmd->out, congestion_parameters);

	switch (MLX5_GET(query_cong_params_in, cmd->in, cong_protocol)) {
	case 1:
		MLX5_SET(cong_control_r_roce_ecn_rp, params, clamp_tgt_rate, 1);
		MLX5_SET(cong_control_r_roce_ecn_rp, params, rpg_time_reset, 300);
		MLX5_SET(cong_control_r_roce_ecn_rp, params, rpg_byte_reset, 32767);
		MLX5_SET(cong_control_r_roce_ecn_rp, params, rpg_threshold, 1);
		MLX5_SET(cong_control_r_roce_ecn_rp, params, rpg_ai_rate, 5);
		break;
	case 2:
		MLX5_SET(cong_control_r_roce_ecn_np, params, min_time_between_cnps, 4);
		MLX5_SET(cong_control_r_roce_ecn_np, params, cnp_dscp, 48);
		MLX5_SET(cong_control_r_roce_ecn_np, params, cnp_802p_prio, 6);
		break;
	default:
		cmd->syndrome = SYNDROME_BAD_INDEX;
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	}
	cmd->reply_len = MLX5_ST_SZ_BYTES(query_cong_params_out);
	return MLX5_CMD_STAT_OK;
}

u8 query_cong_statistics(struct lab_dev *dev, struct lab_cmd *cmd)
{
	u64 now = ktime_get_boottime_ns();

	MLX5_SET(query_cong_statistics_out, cmd->out, rp_cur_flows, 3);
	MLX5_SET(query_cong_statistics_out, cmd->out, sum_flows, 17);
	MLX5_SET(query_cong_statistics_out, cmd->out, rp_cnp_handled_high, 0x1);
	MLX5_SET(query_cong_statistics_out, cmd->out, rp_cnp_handled_low, 0xfffffff0);
	MLX5_SET(query_cong_statistics_out, cmd->out, time_stamp_high, now >> 32);
	MLX5_SET(query_cong_statistics_out, cmd->out, time_stamp_low, now);
	cmd->reply_len = MLX5_ST_SZ_BYTES(query_cong_statistics_out);
	return MLX5_CMD_STAT_OK;
}

u8 query_diagnostic_params(struct lab_dev *dev, struct lab_cmd *cmd)
{
	u8 *context = cmd->out + 8;

	cmd->reply_len = 32 + 4 * dev->diag.num_of_counters;
	if (cmd->out_len < cmd->reply_len) {
		cmd->syndrome = SYNDROME_SHORT_OUTPUT;
		return MLX5_CMD_STAT_BAD_OUTP_LEN_ERR;
	}
	put(context, 0, 16, 16, dev->diag.num_of_counters);
	put(context, 0, 0, 8, dev->diag.log_num_of_samples);
	put(context, 4, 24, 8, dev->diag.flags);
	put(context, 4, 0, 8, dev->diag.log_sample_period);
	for (int i = 0; i < dev->diag.num_of_counters; i++)
		put(cmd->out, 32 + 4 * i, 0, 16, dev->diag.counter_id[i]);
	return MLX5_CMD_STAT_OK;
}

static bool counter_exists(u16 id)
{
	for (int i = 0; i < LAB_MAX_COUNTERS; i++)
		if (diagnostic_counter_ids[i] == id)
			return true;
	return false;
}

u8 set_diagnostic_params(struct lab_dev *dev, struct lab_cmd *cmd)
{
	const u8 *context = cmd->in + 8;
	struct lab_diagnostics diag = {
		.num_of_counters = get(context, 0, 16, 16),
		.log_num_of_samples = get(context, 0, 0, 8),
		.flags = get(context, 4, 24, 8) & 0xfc,
		.log_sample_period = get(context, 4, 0, 8),
	};

	if (diag.num_of_counters > LAB_MAX_COUNTERS || diag.log_num_of_samples > 10) {
		cmd->syndrome = SYNDROME_BAD_VALUE;
		return MLX5_CMD_STAT_LIM_ERR;
	}
	if (cmd->in_len < 32 + 4 * diag.num_of_counters) {
		cmd->syndrome = SYNDROME_SHORT_INPUT;
		return MLX5_CMD_STAT_BAD_INP_LEN_ERR;
	}
	for (int i = 0; i < diag.num_of_counters; i++) {
		diag.counter_id[i] = get(cmd->in, 32 + 4 * i, 0, 16);
		if (!counter_exists(diag.counter_id[i])) {
			cmd->syndrome = SYNDROME_BAD_INDEX;
			return MLX5_CMD_STAT_BAD_PARAM_ERR;
		}
	}
	dev->diag = diag;
	cmd->reply_len = 16;
	return MLX5_CMD_STAT_OK;
}

/* num_of_samples 31..16 and sample_index 15..0 at byte 8; records of 16 bytes from byte 16. */
u8 query_diagnostic_counters(struct lab_dev *dev, struct lab_cmd *cmd)
{
	u16 samples = get(cmd->in, 8, 16, 16), index = get(cmd->in, 8, 0, 16);
	u32 records = (u32)samples * dev->diag.num_of_counters;

	if (!(dev->diag.flags & BIT(2))) {		/* not enabled */
		cmd->syndrome = SYNDROME_BAD_VALUE;
		return MLX5_CMD_STAT_BAD_SYS_STATE_ERR;
	}
	if (16 + records * 16 > LAB_REPLY_MAX || index + samples > (1u << dev->diag.log_num_of_samples)) {
		cmd->syndrome = SYNDROME_BAD_INDEX;
		return MLX5_CMD_STAT_LIM_ERR;
	}
	if (cmd->out_len < 16 + records * 16) {
		cmd->syndrome = SYNDROME_SHORT_OUTPUT;
		return MLX5_CMD_STAT_BAD_OUTP_LEN_ERR;
	}
	for (u32 i = 0; i < records; i++) {
		u8 *record = cmd->out + 16 + 16 * i;
		u16 id = dev->diag.counter_id[i % dev->diag.num_of_counters];
		u16 sample = index + i / dev->diag.num_of_counters;
		u64 value = ((u64)id << 32) + sample * 1000;

		put(record, 0, 16, 16, id);
		put(record, 0, 0, 16, sample);
		put(record, 4, 0, 32, sample << dev->diag.log_sample_period);
		put(record, 8, 0, 32, value >> 32);
		put(record, 12, 0, 32, value);
	}
	cmd->reply_len = 16 + records * 16;
	return MLX5_CMD_STAT_OK;
}
