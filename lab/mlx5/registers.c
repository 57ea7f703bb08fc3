// SPDX-License-Identifier: GPL-2.0
/*
 * ACCESS_REG: finds the register, checks lengths, hands the data to its handler.
 */
#include "bits.h"
#include "model.h"

static const struct lab_register *const tables[] = {
	nv_registers, management_registers, firmware_registers, port_registers, cable_registers, pcie_registers,
	serdes_registers, dump_registers,
};

static const struct lab_register *find_register(u16 id)
{
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++)
		for (const struct lab_register *reg = tables[i]; reg->name; reg++)
			if (reg->id == id)
				return reg;
	return NULL;
}

bool register_known(u16 id)
{
	return find_register(id);
}

u8 access_register(struct lab_dev *dev, struct lab_cmd *cmd)
{
	bool reading = MLX5_GET(access_register_in, cmd->in, op_mod) == MLX5_ACCESS_REGISTER_IN_OP_MOD_READ;
	const struct lab_register *reg = find_register(MLX5_GET(access_register_in, cmd->in, register_id));
	u8 (*handler)(struct lab_dev *dev, struct lab_access *access);
	struct lab_access access = {
		.data = cmd->out + 16,
		.given = cmd->in_len - 16,
		.room = cmd->out_len - 16,
	};
	u8 status;

	if (!reg) {
		cmd->syndrome = SYNDROME_UNKNOWN_REGISTER;
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	}
	handler = reading ? reg->read : reg->write;
	if (!handler) {
		cmd->syndrome = reading ? SYNDROME_NOT_READABLE : SYNDROME_NOT_WRITABLE;
		return MLX5_CMD_STAT_BAD_OP_ERR;
	}
	if (access.given < reg->in_min) {
		cmd->syndrome = SYNDROME_SHORT_INPUT;
		return MLX5_CMD_STAT_BAD_INP_LEN_ERR;
	}
	access.length = reg->size;
	/* The reply starts as an echo of the request, so that index fields come back as they were sent. */
	memcpy(access.data, cmd->in + 16, min_t(u32, access.given, reg->size));
	status = handler(dev, &access);
	if (status == MLX5_CMD_STAT_OK && access.room < access.length) {
		access.syndrome = SYNDROME_SHORT_OUTPUT;
		status = MLX5_CMD_STAT_BAD_OUTP_LEN_ERR;
	}
	cmd->syndrome = access.syndrome;
	cmd->reply_len = 16 + access.length;
	return status;
}
