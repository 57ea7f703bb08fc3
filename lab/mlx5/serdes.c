// SPDX-License-Identifier: GPL-2.0
/*
 * The lanes below the ports: SLTP, SLRG, PPLM. A 7 nm chip, as ConnectX-7 is.
 */
#include "bits.h"
#include "model.h"

#define PRODUCT_7NM 4
#define LANES 4
#define RS_FEC BIT(2)
#define RS_FEC_544 0x80

/* Checks local_port and, if wanted, lane. */
static bool exists(struct lab_access *reg, bool with_lane)
{
	u32 port = get(reg->data, 0, 16, 8);

	if (port >= 1 && port <= LAB_PORTS && (!with_lane || get(reg->data, 0, 8, 4) < LANES))
		return true;
	reg->syndrome = SYNDROME_BAD_INDEX;
	return false;
}

static u8 sltp_read(struct lab_dev *dev, struct lab_access *reg)
{
	if (!exists(reg, true))
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	memset(reg->data + 4, 0, reg->length - 4);
	put(reg->data, 0, 24, 4, PRODUCT_7NM);
	put(reg->data, 0, 28, 1, 1);			/* status: valid */
	return MLX5_CMD_STAT_OK;
}

static u8 slrg_read(struct lab_dev *dev, struct lab_access *reg)
{
	u32 lane = get(reg->data, 0, 8, 4);

	if (!exists(reg, true))
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	memset(reg->data + 4, 0, reg->length - 4);
	put(reg->data, 0, 24, 4, PRODUCT_7NM);
	put(reg->data, 0, 28, 4, 1);
	put(reg->data, 0x8, 0, 8, 90 + lane);		/* initial_fom */
	put(reg->data, 0xc, 0, 8, 80 + lane);		/* lower, mid and upper eye, last_fom */
	put(reg->data, 0xc, 8, 8, 82 + lane);
	put(reg->data, 0xc, 16, 8, 84 + lane);
	put(reg->data, 0xc, 24, 8, 88 + lane);
	return MLX5_CMD_STAT_OK;
}

static u8 pplm_read(struct lab_dev *dev, struct lab_access *reg)
{
	if (!exists(reg, false))
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	memset(reg->data + 4, 0, reg->length - 4);
	put(reg->data, 0xc, 0, 24, get(reg->data, 0, 16, 8) == 1 ? RS_FEC_544 : 0);	/* fec_mode_active */
	put(reg->data, 0x10, 4, 4, 0x7);		/* 25G, 50G: none, Firecode, RS */
	put(reg->data, 0x10, 8, 4, 0x7);
	put(reg->data, 0x10, 12, 4, RS_FEC | 1);	/* 100G */
	put(reg->data, 0x18, 0, 16, RS_FEC_544);	/* 200G_4x, 400G_8x, 50G_1x, 100G_2x */
	put(reg->data, 0x18, 16, 16, RS_FEC_544);
	put(reg->data, 0x1c, 0, 16, RS_FEC_544);
	put(reg->data, 0x1c, 16, 16, RS_FEC_544);
	return MLX5_CMD_STAT_OK;
}

const struct lab_register serdes_registers[] = {
	{ "PPLM", MLX5_REG_PPLM, 0x80, 0x4, pplm_read, NULL },
	{ "SLTP", 0x5027, 0x4c, 0x4, sltp_read, NULL },
	{ "SLRG", 0x5028, 0x28, 0x4, slrg_read, NULL },
	{}
};
