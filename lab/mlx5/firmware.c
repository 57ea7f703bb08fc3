// SPDX-License-Identifier: GPL-2.0
/*
 * The firmware's components, its reset, and the texts it carries.
 */
#include <linux/timekeeping.h>

#include "bits.h"
#include "model.h"

#define RESET_TYPES (MLX5_MFRL_REG_RESET_TYPE_FULL_CHIP | MLX5_MFRL_REG_RESET_TYPE_NET_PORT_ALIVE)
#define RESET_LEVEL1 BIT(1)	/* immediate */
#define RESET_LEVELS (MLX5_MFRL_REG_RESET_LEVEL0 | RESET_LEVEL1 | MLX5_MFRL_REG_RESET_LEVEL3 | \
		      MLX5_MFRL_REG_RESET_LEVEL6)

enum { REASON_COLD, REASON_WARM };

static u8 bad(struct lab_access *reg, u32 syndrome)
{
	reg->syndrome = syndrome;
	return MLX5_CMD_STAT_BAD_PARAM_ERR;
}

static bool nv_waits_for_reset(struct lab_dev *dev)
{
	for (u32 i = 0; i < dev->nv_count; i++)
		if (memcmp(dev->nv[i].value[NV_NEXT], dev->nv[i].value[NV_CURRENT], dev->nv[i].tlv->size))
			return true;
	return false;
}

/* Which reset would make the stored configuration live; none if nothing waits. */
static u8 mfrl_read(struct lab_dev *dev, struct lab_access *reg)
{
	memset(reg->data, 0, reg->length);
	MLX5_SET(mfrl_reg, reg->data, reset_level,
		 nv_waits_for_reset(dev) ? MLX5_MFRL_REG_RESET_LEVEL3 | MLX5_MFRL_REG_RESET_LEVEL6 : 0);
	MLX5_SET(mfrl_reg, reg->data, reset_type, RESET_TYPES);
	MLX5_SET(mfrl_reg, reg->data, rst_type_sel, dev->reset_type);
	MLX5_SET(mfrl_reg, reg->data, reset_state, MLX5_MFRL_REG_RESET_STATE_IDLE);
	put(reg->data, 0x4, 31, 1, nv_waits_for_reset(dev));	/* pci_rescan_required */
	return MLX5_CMD_STAT_OK;
}

static u8 mfrl_write(struct lab_dev *dev, struct lab_access *reg)
{
	u8 level = MLX5_GET(mfrl_reg, reg->data, reset_level);
	u8 type = MLX5_GET(mfrl_reg, reg->data, rst_type_sel);

	if (level & ~RESET_LEVELS || type > 1 || MLX5_GET(mfrl_reg, reg->data, pci_reset_req_method) > 1)
		return bad(reg, SYNDROME_BAD_VALUE);
	dev->reset_level = level;
	dev->reset_type = type;
	/*
	 * Level 1 (at once) and 3 (PCI link toggle, which nobody here has to wait for) reset the firmware. Level 0 is
	 * a live patch and leaves the configuration alone; level 6 only arms the reset for the machine's next reboot.
	 */
	if (level & (RESET_LEVEL1 | MLX5_MFRL_REG_RESET_LEVEL3)) {
		nv_make_live(dev);
		ports_create(dev);
		dev->booted = ktime_get_boottime_ns();
		dev->reset_reason = REASON_WARM;
	}
	return MLX5_CMD_STAT_OK;
}

static u8 mroq_read(struct lab_dev *dev, struct lab_access *reg)
{
	u8 type = get(reg->data, 0, 8, 8);

	memset(reg->data, 0, reg->length);
	put(reg->data, 0, 8, 8, type);
	put(reg->data, 0, 0, 8, RESET_LEVEL1 | MLX5_MFRL_REG_RESET_LEVEL3);
	put(reg->data, 0, 16, 1, 1);			/* query_is_valid */
	put(reg->data, 0, 17, 4, 0x3);			/* legacy flow, synced driver flow */
	put(reg->data, 0, 24, 8, 0x3);			/* link disable, hot reset */
	return MLX5_CMD_STAT_OK;
}

static u8 mrsi_read(struct lab_dev *dev, struct lab_access *reg)
{
	u32 device = get(reg->data, 0, 0, 4);

	if (device > 1)
		return bad(reg, SYNDROME_BAD_INDEX);
	memset(reg->data + 4, 0, reg->length - 4);
	put(reg->data, 0x4, 0, 4, dev->reset_reason);
	put(reg->data, 0x8, 0, 32, dev->booted >> 32);
	put(reg->data, 0xc, 0, 32, dev->booted);
	return MLX5_CMD_STAT_OK;
}

struct component {
	u16 identifier;		/* as MCQS names it */
	u8 status;		/* 0 not present, 1 present, 2 in use */
	u32 size, max_size;
	bool readable;
	u32 version;
	const char *version_text;
};

static const struct component components[] = {
	{ 0x1, 2, 0x800000, 0x1000000, true, 0x1c2b03e8, "28.43.1000" },	/* BOOT_IMG */
	{ 0x4, 2, 0x4000, 0x4000, false, 0, "" },				/* OEM_NVCONFIG */
	{ 0x5, 1, 0x4000, 0x4000, false, 0, "" },				/* MLNX_NVCONFIG */
	{ 0x7, 0, 0, 0x1000, false, 0, "" },					/* DBG_TOKEN */
};

static const struct component *component_of(u32 index)
{
	return index < ARRAY_SIZE(components) ? &components[index] : NULL;
}

static u8 mcqs_read(struct lab_dev *dev, struct lab_access *reg)
{
	u32 index = MLX5_GET(mcqs_reg, reg->data, component_index);
	const struct component *component = component_of(index);

	if (!component)
		return bad(reg, SYNDROME_BAD_INDEX);
	memset(reg->data, 0, reg->length);
	MLX5_SET(mcqs_reg, reg->data, component_index, index);
	MLX5_SET(mcqs_reg, reg->data, last_index_flag, index == ARRAY_SIZE(components) - 1);
	MLX5_SET(mcqs_reg, reg->data, identifier, component->identifier);
	MLX5_SET(mcqs_reg, reg->data, component_status, component->status);
	MLX5_SET(mcqs_reg, reg->data, component_update_state, component->status == 2 ? 3 : 0);
	return MLX5_CMD_STAT_OK;
}

static u32 component_info(const struct component *component, u32 type, u8 *info)
{
	switch (type) {
	case 0:
		MLX5_SET(mcqi_cap, info, supported_info_bitmask, BIT(0) | BIT(1) | BIT(5));
		MLX5_SET(mcqi_cap, info, component_size, component->size);
		MLX5_SET(mcqi_cap, info, max_component_size, component->max_size);
		MLX5_SET(mcqi_cap, info, log_mcda_word_size, 2);
		MLX5_SET(mcqi_cap, info, mcda_max_write_size, 128);
		MLX5_SET(mcqi_cap, info, rd_en, component->readable);
		MLX5_SET(mcqi_cap, info, match_psid, 1);
		return 0x14;
	case 1:
		MLX5_SET(mcqi_version, info, version, component->version);
		MLX5_SET(mcqi_version, info, build_time_valid, 1);
		MLX5_SET64(mcqi_version, info, build_time, 0x0015200020261122);
		MLX5_SET(mcqi_version, info, version_string_length, strlen(component->version_text));
		put_text(MLX5_ADDR_OF(mcqi_version, info, version_string), 0, 92, component->version_text);
		return 0x20 + ALIGN(strlen(component->version_text), 4);
	case 5:
		MLX5_SET(mcqi_activation_method, info, pending_fw_reset, 1);
		MLX5_SET(mcqi_activation_method, info, pending_server_reboot, 1);
		MLX5_SET(mcqi_activation_method, info, all_hosts_sync, 1);
		return 0x4;
	default:
		return 0;
	}
}

static u8 mcqi_read(struct lab_dev *dev, struct lab_access *reg)
{
	const struct component *component = component_of(MLX5_GET(mcqi_reg, reg->data, component_index));
	u32 offset = MLX5_GET(mcqi_reg, reg->data, offset), size = MLX5_GET(mcqi_reg, reg->data, data_size);
	u8 info[0x7c] = {};
	u32 info_size;

	if (!component)
		return bad(reg, SYNDROME_BAD_INDEX);
	info_size = component_info(component, MLX5_GET(mcqi_reg, reg->data, info_type), info);
	if (!info_size || offset % 4 || size % 4 || size > sizeof(info) || offset > sizeof(info) - size)
		return bad(reg, SYNDROME_BAD_VALUE);
	MLX5_SET(mcqi_reg, reg->data, info_size, info_size);
	memset(reg->data + 0x18, 0, sizeof(info));
	memcpy(reg->data + 0x18, info + offset, size);
	return MLX5_CMD_STAT_OK;
}

/* Texts: model name, description, image VSD, device VSD, ROM info; read in pieces of at most 128 bytes. */
static u8 mqis_read(struct lab_dev *dev, struct lab_access *reg)
{
	static const char *const texts[] = {
		[1] = "LAB-CX7-2P",
		[2] = "fwctl lab model of a ConnectX-7, 400GbE, two ports",
		[3] = "image vital product data",
		[4] = "device vital product data",
		[5] = "type=PXE version=3.7.400 cpu=AMD64",
	};
	u32 type = get(reg->data, 0x0, 0, 8);
	u32 wanted = get(reg->data, 0x8, 0, 16), offset = get(reg->data, 0x8, 16, 16);
	u32 length, available;

	if (type >= ARRAY_SIZE(texts) || !texts[type])
		return bad(reg, SYNDROME_BAD_INDEX);
	length = strlen(texts[type]);
	if (offset > length || wanted > 128)
		return bad(reg, SYNDROME_BAD_VALUE);
	available = min(wanted, length - offset);
	put(reg->data, 0x4, 0, 16, length);
	put(reg->data, 0x8, 0, 16, available);
	memset(reg->data + 0x10, 0, max(wanted, 8u));
	memcpy(reg->data + 0x10, texts[type] + offset, available);
	reg->length = 0x10 + max(wanted, 8u);
	return MLX5_CMD_STAT_OK;
}

const struct lab_register firmware_registers[] = {
	{ "MFRL", MLX5_REG_MFRL, 0x8, 0x8, mfrl_read, mfrl_write },
	{ "MROQ", 0x902f, 0x20, 0x4, mroq_read, NULL },
	{ "MCQS", MLX5_REG_MCQS, 0x10, 0x4, mcqs_read, NULL },
	{ "MCQI", MLX5_REG_MCQI, 0x94, 0x18, mcqi_read, NULL },
	{ "MQIS", 0x9064, 0x18, 0x10, mqis_read, NULL },
	{ "MRSI", 0x912a, 0x40, 0x4, mrsi_read, NULL },
	{}
};
