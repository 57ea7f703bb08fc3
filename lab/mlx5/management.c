// SPDX-License-Identifier: GPL-2.0
/*
 * Who the device is, which registers it has, how warm it is, how long its firmware may take, how much memory its
 * functions use.
 */
#include <linux/timekeeping.h>

#include "bits.h"
#include "model.h"

#define MCAM_BASE 0x9000
#define REGISTERS_PER_GROUP 128

static u8 bad_index(struct lab_access *reg)
{
	reg->syndrome = SYNDROME_BAD_INDEX;
	return MLX5_CMD_STAT_BAD_PARAM_ERR;
}

static u8 mgir_read(struct lab_dev *dev, struct lab_access *reg)
{
	u8 *hw = reg->data, *fw = hw + 0x20, *sw = hw + 0x60;

	memset(hw, 0, reg->length);
	put(hw, 0x0, 0, 16, 0x1021);			/* device_id: ConnectX-7 */
	put(hw, 0x4, 16, 12, LAB_PORTS);
	put(hw, 0x8, 0, 16, 0x218);			/* hw_dev_id: ConnectX-7 */
	put(hw, 0x10, 0, 16, 0x0255);			/* base MAC 02:55:4c:41:42:x0, locally administered */
	put(hw, 0x14, 0, 32, 0x4c414200 | dev->number << 4);
	put(hw, 0x1c, 0, 32, div_u64(ktime_get_boottime_ns() - dev->booted, NSEC_PER_SEC));

	put(fw, 0x0, 0, 8, 1000 & 0xff);		/* the old fields hold one byte each */
	put(fw, 0x0, 8, 8, 43);
	put(fw, 0x0, 16, 8, 28);
	put(fw, 0x0, 24, 1, 1);				/* secured */
	put(fw, 0x0, 25, 1, 1);				/* signed */
	put(fw, 0x4, 0, 32, 0x1ab);			/* build_id */
	put(fw, 0x8, 0, 16, 0x2026);			/* year, day, month, hour in BCD */
	put(fw, 0x8, 16, 8, 0x22);
	put(fw, 0x8, 24, 8, 0x11);
	put(fw, 0xc, 0, 16, 0x2015);
	put_text(fw, 0x10, 16, "LAB0000000001");	/* PSID */
	put(fw, 0x20, 0, 32, 7);			/* ini_file_version */
	put(fw, 0x24, 0, 32, 28);			/* 28.43.1000 */
	put(fw, 0x28, 0, 32, 43);
	put(fw, 0x2c, 0, 32, 1000);
	put(fw, 0x34, 0, 2, 2);				/* life_cycle: GA secured */

	put(sw, 0x0, 0, 8, 2);
	put(sw, 0x0, 8, 8, 1);
	put(sw, 0x4, 24, 4, 1);				/* rom0: FlexBoot, x86 */
	put(sw, 0x4, 28, 4, 1);
	put(sw, 0x8, 24, 8, 3);				/* 3.7.400 */
	put(sw, 0x8, 16, 8, 7);
	put(sw, 0x8, 0, 16, 400);
	put_text(hw, 0x80, 28, "fwctl-lab");		/* dev_branch_tag */
	return MLX5_CMD_STAT_OK;
}

/* Bit n of the mask stands for register base + n; the dword with the lowest bits comes last. */
static u8 mcam_read(struct lab_dev *dev, struct lab_access *reg)
{
	u32 group = get(reg->data, 0, 0, 8), feature_group = get(reg->data, 0, 16, 8);

	if (group > 3 || feature_group)
		return bad_index(reg);
	memset(reg->data + 4, 0, reg->length - 4);
	for (u32 n = 0; n < REGISTERS_PER_GROUP; n++)
		if (register_known(MCAM_BASE + group * 0x80 + n))
			put(reg->data, 0x8 + 4 * (3 - n / 32), n % 32, 1, 1);
	MLX5_SET(mcam_reg, reg->data, mng_feature_cap_mask.enhanced_features.mcia_32dwords, 1);
	MLX5_SET(mcam_reg, reg->data, mng_feature_cap_mask.enhanced_features.reset_state, 1);
	MLX5_SET(mcam_reg, reg->data, mng_feature_cap_mask.enhanced_features.pci_status_and_power, 1);
	MLX5_SET(mcam_reg, reg->data, mng_feature_cap_mask.enhanced_features.pcie_performance_group, 1);
	return MLX5_CMD_STAT_OK;
}

/* Sensors: the chip, and one for each module. Temperatures in 1/8 degree, signed: a module may be in the cold. */
struct lab_sensor {
	u16 index;
	s16 temperature, highest;
	const char *name;
};

static const struct lab_sensor sensors[] = {
	{ 0, 8 * 57 + 3, 8 * 81, "asic" },
	{ 64, 8 * 44, 8 * 52, "module0" },
	{ 65, -8 * 5 - 4, 8 * 3, "module1" },
};

static u8 mtcap_read(struct lab_dev *dev, struct lab_access *reg)
{
	memset(reg->data, 0, reg->length);
	MLX5_SET(mtcap_reg, reg->data, sensor_count, 1);
	put(reg->data, 0x4, 0, 8, 1);			/* internal_sensor_count */
	MLX5_SET64(mtcap_reg, reg->data, sensor_map, 1);
	return MLX5_CMD_STAT_OK;
}

static u8 mtmp_read(struct lab_dev *dev, struct lab_access *reg)
{
	u32 index = MLX5_GET(mtmp_reg, reg->data, sensor_index);

	for (size_t i = 0; i < ARRAY_SIZE(sensors); i++) {
		if (sensors[i].index != index)
			continue;
		memset(reg->data + 4, 0, reg->length - 4);
		MLX5_SET(mtmp_reg, reg->data, temperature, (u16)sensors[i].temperature);
		MLX5_SET(mtmp_reg, reg->data, max_temperature, (u16)sensors[i].highest);
		MLX5_SET(mtmp_reg, reg->data, temp_threshold_hi, 8 * 105);
		MLX5_SET(mtmp_reg, reg->data, temp_threshold_lo, 8 * 95);
		MLX5_SET(mtmp_reg, reg->data, mte, 1);
		put_text(reg->data, 0x18, 8, sensors[i].name);
		return MLX5_CMD_STAT_OK;
	}
	return bad_index(reg);
}

/* Default time-outs: value in bits 19..0, multiplier in 31..29 (0 ms, 1 s, 2 min, 3 h). */
static u8 dtor_read(struct lab_dev *dev, struct lab_access *reg)
{
	static const struct { u8 byte, multiplier; u16 value; } timeouts[] = {
		{ 0x04, 0, 2000 }, { 0x14, 1, 2 }, { 0x18, 1, 60 }, { 0x1c, 1, 5 }, { 0x20, 0, 30000 },
		{ 0x24, 1, 7 }, { 0x28, 1, 30 }, { 0x2c, 0, 5000 }, { 0x30, 1, 5 }, { 0x34, 2, 1 }, { 0x38, 1, 300 },
		{ 0x3c, 2, 3 },
	};

	memset(reg->data, 0, reg->length);
	for (size_t i = 0; i < ARRAY_SIZE(timeouts); i++) {
		put(reg->data, timeouts[i].byte, 0, 20, timeouts[i].value);
		put(reg->data, timeouts[i].byte, 29, 3, timeouts[i].multiplier);
	}
	return MLX5_CMD_STAT_OK;
}

static u8 nic_cap_read(struct lab_dev *dev, struct lab_access *reg)
{
	memset(reg->data, 0, reg->length);
	MLX5_SET(nic_cap_reg, reg->data, vhca_icm_ctrl, 1);
	put(reg->data, 0xc, 0, 32, 0x40000);		/* total_icm, 4 KiB units */
	return MLX5_CMD_STAT_OK;
}

/* vhca_id counts only if vhca_id_valid is set; otherwise the function that asks, 0. */
static int icm_function(struct lab_access *reg)
{
	u32 vhca_id = MLX5_GET(vhca_icm_ctrl_reg, reg->data, vhca_id);

	if (!MLX5_GET(vhca_icm_ctrl_reg, reg->data, vhca_id_valid))
		return 0;
	return vhca_id <= LAB_FUNCTIONS ? vhca_id : -1;
}

static u32 icm_allocated(int function)
{
	return 0x800 + 0x100 * function;
}

static u8 vhca_icm_ctrl_read(struct lab_dev *dev, struct lab_access *reg)
{
	int function = icm_function(reg);

	if (function < 0)
		return bad_index(reg);
	memset(reg->data + 4, 0, reg->length - 4);
	put(reg->data, 0x10, 0, 32, dev->icm_threshold[function] ?: U32_MAX);
	put(reg->data, 0x18, 0, 32, icm_allocated(function));
	put(reg->data, 0x20, 0, 32, dev->icm_reached[function] ?: icm_allocated(function) + 0x40);
	return MLX5_CMD_STAT_OK;
}

static u8 vhca_icm_ctrl_write(struct lab_dev *dev, struct lab_access *reg)
{
	int function = icm_function(reg);

	if (function < 0)
		return bad_index(reg);
	if (get(reg->data, 0x4, 31, 1))			/* max_alloc_icm_th_mask */
		dev->icm_threshold[function] = get(reg->data, 0x10, 0, 32);
	if (get(reg->data, 0x4, 29, 1))			/* rst_max_reached_alloc_icm */
		dev->icm_reached[function] = icm_allocated(function);
	return MLX5_CMD_STAT_OK;
}

const struct lab_register management_registers[] = {
	{ "MTCAP", MLX5_REG_MTCAP, 0x10, 0x4, mtcap_read, NULL },
	{ "MTMP", MLX5_REG_MTMP, 0x20, 0x4, mtmp_read, NULL },
	{ "MGIR", 0x9020, 0xa0, 0, mgir_read, NULL },
	{ "MCAM", MLX5_REG_MCAM, 0x48, 0x4, mcam_read, NULL },
	{ "NIC_CAP", MLX5_REG_NIC_CAP, 0x80, 0, nic_cap_read, NULL },
	{ "DTOR", MLX5_REG_DTOR, 0x40, 0, dtor_read, NULL },
	{ "VHCA_ICM_CTRL", MLX5_REG_VHCA_ICM_CTRL, 0x40, 0x8, vhca_icm_ctrl_read, vhca_icm_ctrl_write },
	{}
};
