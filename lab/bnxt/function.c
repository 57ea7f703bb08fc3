// SPDX-License-Identifier: GPL-2.0
/* Who the device is, and what its PCI functions may have and have. */
#include "model.h"

#define OWN_FID 0xffff

u16 lab_chip(void)
{
	return 0x1760;
}

u8 lab_function_of(struct lab_dev *dev)
{
	return PCI_FUNC(dev->pdev->devfn);
}

/* The function that a fid means, or -1. */
static int function_of_fid(struct lab_dev *dev, __le16 fid)
{
	int number = le16_to_cpu(fid);

	if (number == OWN_FID)
		return lab_function_of(dev);
	number -= LAB_FIRST_FID;
	return number >= 0 && number < LAB_FUNCTIONS ? number : -1;
}

static void put_mac(u8 *mac, int function)
{
	static const u8 first[6] = { 0x02, 0x10, 0x18, 0xfa, 0xb0, 0x00 };	/* locally administered */

	memcpy(mac, first, sizeof(first));
	mac[5] += function;
}

u16 ver_get(struct lab_dev *dev, struct lab_cmd *cmd)
{
	struct hwrm_ver_get_output *out = cmd->out;

	out->hwrm_intf_maj_8b = 1;
	out->hwrm_intf_min_8b = 10;
	out->hwrm_intf_upd_8b = 3;
	out->hwrm_fw_maj_8b = 231;
	out->hwrm_fw_min_8b = 1;
	out->hwrm_fw_bld_8b = 162;
	out->mgmt_fw_maj_8b = 231;
	out->mgmt_fw_min_8b = 1;
	out->mgmt_fw_bld_8b = 162;
	out->roce_fw_maj_8b = 231;
	out->roce_fw_min_8b = 1;
	out->roce_fw_bld_8b = 162;
	out->dev_caps_cfg = cpu_to_le32(VER_GET_RESP_DEV_CAPS_CFG_SHORT_CMD_SUPPORTED |
					VER_GET_RESP_DEV_CAPS_CFG_SECURE_BOOT_CAPABLE);
	strscpy_pad(out->hwrm_fw_name, "LAB-HWRM");
	strscpy_pad(out->mgmt_fw_name, "LAB-MGMT");
	strscpy_pad(out->active_pkg_name, "231.1.162.1");
	strscpy_pad(out->roce_fw_name, "LAB-ROCE");
	out->chip_num = cpu_to_le16(lab_chip());
	out->chip_rev = 1;
	out->chip_metal = 2;
	out->chip_bond_id = 3;
	out->chip_platform_type = VER_GET_RESP_CHIP_PLATFORM_TYPE_ASIC;
	out->max_req_win_len = cpu_to_le16(128);
	out->max_resp_len = cpu_to_le16(LAB_REPLY_MAX);
	out->def_req_timeout = cpu_to_le16(500);
	out->flags = VER_GET_RESP_FLAGS_EXT_VER_AVAIL;
	out->always_1 = 1;
	out->hwrm_intf_major = cpu_to_le16(1);
	out->hwrm_intf_minor = cpu_to_le16(10);
	out->hwrm_intf_build = cpu_to_le16(3);
	out->hwrm_intf_patch = cpu_to_le16(133);
	out->hwrm_fw_major = cpu_to_le16(231);
	out->hwrm_fw_minor = cpu_to_le16(1);
	out->hwrm_fw_build = cpu_to_le16(162);
	out->hwrm_fw_patch = cpu_to_le16(1);
	out->mgmt_fw_major = cpu_to_le16(231);
	out->mgmt_fw_minor = cpu_to_le16(1);
	out->mgmt_fw_build = cpu_to_le16(162);
	out->mgmt_fw_patch = cpu_to_le16(0);
	out->roce_fw_major = cpu_to_le16(231);
	out->roce_fw_minor = cpu_to_le16(1);
	out->roce_fw_build = cpu_to_le16(162);
	out->max_ext_req_len = cpu_to_le16(128);
	out->max_req_timeout = cpu_to_le16(60);
	return HWRM_ERR_CODE_SUCCESS;
}

u16 func_qcaps(struct lab_dev *dev, struct lab_cmd *cmd)
{
	const struct hwrm_func_qcaps_input *in = cmd->in;
	struct hwrm_func_qcaps_output *out = cmd->out;
	int function = function_of_fid(dev, in->fid);

	if (function < 0)
		return HWRM_ERR_CODE_INVALID_PARAMS;
	out->fid = cpu_to_le16(LAB_FIRST_FID + function);
	out->port_id = cpu_to_le16(function);
	out->flags = cpu_to_le32(FUNC_QCAPS_RESP_FLAGS_ROCE_V2_SUPPORTED | FUNC_QCAPS_RESP_FLAGS_PCIE_STATS_SUPPORTED |
				 (function ? 0 : FUNC_QCAPS_RESP_FLAGS_ADMIN_PF_SUPPORTED) |
				 FUNC_QCAPS_RESP_FLAGS_HOT_RESET_CAPABLE | FUNC_QCAPS_RESP_FLAGS_EXT_STATS_SUPPORTED);
	put_mac(out->mac_address, function);
	out->max_rsscos_ctx = cpu_to_le16(256);
	out->max_cmpl_rings = cpu_to_le16(1024);
	out->max_tx_rings = cpu_to_le16(512);
	out->max_rx_rings = cpu_to_le16(512);
	out->max_l2_ctxs = cpu_to_le16(128);
	out->max_vnics = cpu_to_le16(256);
	out->first_vf_id = cpu_to_le16(64 + 128 * function);
	out->max_vfs = cpu_to_le16(128);
	out->max_stat_ctx = cpu_to_le16(1024);
	out->max_mcast_filters = cpu_to_le32(64);
	out->max_flow_id = cpu_to_le32(65536);
	out->max_hw_ring_grps = cpu_to_le32(512);
	out->max_sp_tx_rings = cpu_to_le16(16);
	out->max_msix_vfs = cpu_to_le16(1024);
	out->flags_ext = cpu_to_le32(FUNC_QCAPS_RESP_FLAGS_EXT_NVM_OPTION_ACTION_SUPPORTED |
				     FUNC_QCAPS_RESP_FLAGS_EXT_FAST_RESET_CAPABLE);
	out->max_schqs = 16;
	memcpy(out->device_serial_number, "\x01\x00\xb0\xfa\x18\x10\x00\x00", 8);
	return HWRM_ERR_CODE_SUCCESS;
}

u16 func_qcfg(struct lab_dev *dev, struct lab_cmd *cmd)
{
	const struct hwrm_func_qcfg_input *in = cmd->in;
	struct hwrm_func_qcfg_output *out = cmd->out;
	int function = function_of_fid(dev, in->fid);

	if (function < 0)
		return HWRM_ERR_CODE_INVALID_PARAMS;
	out->fid = cpu_to_le16(LAB_FIRST_FID + function);
	out->port_id = cpu_to_le16(function);
	out->vlan = cpu_to_le16(0);
	out->flags = cpu_to_le16(FUNC_QCFG_RESP_FLAGS_HOT_RESET_ALLOWED | FUNC_QCFG_RESP_FLAGS_FW_LLDP_AGENT_ENABLED);
	put_mac(out->mac_address, function);
	out->pci_id = cpu_to_le16(0x1760);
	out->alloc_rsscos_ctx = cpu_to_le16(16);
	out->alloc_cmpl_rings = cpu_to_le16(128);
	out->alloc_tx_rings = cpu_to_le16(64);
	out->alloc_rx_rings = cpu_to_le16(64);
	out->alloc_l2_ctx = cpu_to_le16(8);
	out->alloc_vnics = cpu_to_le16(16);
	out->admin_mtu = cpu_to_le16(9000);
	out->mru = cpu_to_le16(9600);
	out->port_partition_type = FUNC_QCFG_RESP_PORT_PARTITION_TYPE_SPF;
	out->port_pf_cnt = 1;
	out->max_mtu_configured = cpu_to_le16(9500);
	out->evb_mode = FUNC_QCFG_RESP_EVB_MODE_VEB;
	out->options = FUNC_QCFG_RESP_OPTIONS_CACHE_LINESIZE_SIZE_64 | FUNC_QCFG_RESP_OPTIONS_LINK_ADMIN_STATE_AUTO;
	out->alloc_vfs = cpu_to_le16(0);
	out->alloc_msix = cpu_to_le16(64);
	out->active_endpoints = 1;
	out->always_1 = 1;
	out->svif_info = cpu_to_le16(FUNC_QCFG_RESP_SVIF_INFO_SVIF_VALID | function);
	out->db_page_size = FUNC_QCFG_RESP_DB_PAGE_SIZE_4KB;
	out->host_mtu = cpu_to_le16(1500);
	out->max_link_width = FUNC_QCFG_RESP_MAX_LINK_WIDTH_X16;
	out->max_link_speed = FUNC_QCFG_RESP_MAX_LINK_SPEED_G5;
	out->negotiated_link_width = FUNC_QCFG_RESP_NEGOTIATED_LINK_WIDTH_X8;
	out->negotiated_link_speed = FUNC_QCFG_RESP_NEGOTIATED_LINK_SPEED_G4;
	return HWRM_ERR_CODE_SUCCESS;
}

/* Resets the function, not the firmware: what is stored in the NVM goes on waiting. */
u16 func_reset(struct lab_dev *dev, struct lab_cmd *cmd)
{
	const struct hwrm_func_reset_input *in = cmd->in;

	if (in->func_reset_level > FUNC_RESET_REQ_FUNC_RESET_LEVEL_LAST)
		return HWRM_ERR_CODE_INVALID_PARAMS;
	if (le32_to_cpu(in->enables) & ~FUNC_RESET_REQ_ENABLES_VF_ID_VALID)
		return HWRM_ERR_CODE_INVALID_ENABLES;
	dev->card->counters_cleared[lab_function_of(dev)] = ktime_get_boottime_ns();
	return HWRM_ERR_CODE_SUCCESS;
}
