// SPDX-License-Identifier: GPL-2.0
/*
 * The NVM as a directory of items. Types are those of the kernel's bnxt_nvm_defs.h. (assumed): the layout of an
 * entry, which no public source has.
 */
#include <linux/string.h>

#include "model.h"

struct entry {
	__le16 type, ordinal, ext, attr;
	__le32 item_length, data_length;
} __packed;

#define TYPE_PKG_LOG 1
#define TYPE_BOOTCODE 4
#define TYPE_VPD 5
#define TYPE_SHARED_CFG 40
#define TYPE_PORT_CFG 41
#define TYPE_FUNC_CFG 42

static const struct entry entries[] = {
	{ cpu_to_le16(TYPE_PKG_LOG), 0, 0, 0, cpu_to_le32(4096), cpu_to_le32(300) },
	{ cpu_to_le16(TYPE_BOOTCODE), 0, 0, 0, cpu_to_le32(65536), cpu_to_le32(50000) },
	{ cpu_to_le16(TYPE_VPD), 0, 0, 0, cpu_to_le32(1024), cpu_to_le32(256) },
	{ cpu_to_le16(TYPE_SHARED_CFG), 0, 0, 0, cpu_to_le32(4096), cpu_to_le32(2048) },
	{ cpu_to_le16(TYPE_PORT_CFG), 0, 0, 0, cpu_to_le32(1024), cpu_to_le32(512) },
	{ cpu_to_le16(TYPE_PORT_CFG), cpu_to_le16(1), 0, 0, cpu_to_le32(1024), cpu_to_le32(512) },
	{ cpu_to_le16(TYPE_FUNC_CFG), 0, 0, 0, cpu_to_le32(1024), cpu_to_le32(512) },
	{ cpu_to_le16(TYPE_FUNC_CFG), cpu_to_le16(1), 0, 0, cpu_to_le32(1024), cpu_to_le32(512) },
};

u16 nvm_get_dev_info(struct lab_dev *dev, struct lab_cmd *cmd)
{
	struct hwrm_nvm_get_dev_info_output *out = cmd->out;

	out->manufacturer_id = cpu_to_le16(0x20);
	out->device_id = cpu_to_le16(0xba18);
	out->sector_size = cpu_to_le32(4096);
	out->nvram_size = cpu_to_le32(16 << 20);
	out->reserved_size = cpu_to_le32(1 << 20);
	out->available_size = cpu_to_le32(7 << 20);
	out->nvm_cfg_ver_maj = lab_options[7].factory[2];
	out->nvm_cfg_ver_min = lab_options[7].factory[1];
	out->nvm_cfg_ver_upd = lab_options[7].factory[0];
	out->flags = NVM_GET_DEV_INFO_RESP_FLAGS_FW_VER_VALID;
	strscpy_pad(out->pkg_name, "231.1.162.1");
	out->hwrm_fw_major = cpu_to_le16(231);
	out->hwrm_fw_minor = cpu_to_le16(1);
	out->hwrm_fw_build = cpu_to_le16(162);
	out->hwrm_fw_patch = cpu_to_le16(1);
	return HWRM_ERR_CODE_SUCCESS;
}

u16 nvm_get_dir_info(struct lab_dev *dev, struct lab_cmd *cmd)
{
	struct hwrm_nvm_get_dir_info_output *out = cmd->out;

	out->entries = cpu_to_le32(ARRAY_SIZE(entries));
	out->entry_length = cpu_to_le32(sizeof(entries[0]));
	return HWRM_ERR_CODE_SUCCESS;
}

/* The driver's buffer is 64 KiB, whoever asks; the rest of it is left as it was. */
u16 nvm_get_dir_entries(struct lab_dev *dev, struct lab_cmd *cmd)
{
	const struct hwrm_nvm_get_dir_entries_input *in = cmd->in;

	memcpy(lab_dma(dev, in->host_dest_addr), entries, sizeof(entries));
	return HWRM_ERR_CODE_SUCCESS;
}

/* Byte i of item n is (17 n + 3 i + i / 256) mod 256. */
u16 nvm_read(struct lab_dev *dev, struct lab_cmd *cmd)
{
	const struct hwrm_nvm_read_input *in = cmd->in;
	u32 offset = le32_to_cpu(in->offset), length = le32_to_cpu(in->len), index = le16_to_cpu(in->dir_idx);
	u8 *data;

	if (index >= ARRAY_SIZE(entries))
		return HWRM_ERR_CODE_ENTITY_NOT_PRESENT;
	if (offset > le32_to_cpu(entries[index].data_length) ||
	    length > le32_to_cpu(entries[index].data_length) - offset)
		return HWRM_ERR_CODE_INVALID_PARAMS;
	data = lab_dma(dev, in->host_dest_addr);
	for (u32 i = offset; i < offset + length; i++)
		data[i - offset] = 17 * index + 3 * i + i / 256;
	return HWRM_ERR_CODE_SUCCESS;
}
