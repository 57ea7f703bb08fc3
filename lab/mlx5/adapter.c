// SPDX-License-Identifier: GPL-2.0
/*
 * User contexts, and the commands that tell who the device is.
 */
#include "bits.h"
#include "model.h"

u8 create_uctx(struct lab_dev *dev, struct lab_cmd *cmd)
{
	unsigned long uid = find_first_zero_bit(dev->uids, LAB_UIDS);

	if (uid >= LAB_UIDS)
		return MLX5_CMD_STAT_NO_RES_ERR;
	__set_bit(uid, dev->uids);
	dev->uid_caps[uid] = MLX5_GET(create_uctx_in, cmd->in, uctx.cap);
	MLX5_SET(create_uctx_out, cmd->out, uid, uid);
	cmd->reply_len = MLX5_ST_SZ_BYTES(create_uctx_out);
	return MLX5_CMD_STAT_OK;
}

u8 destroy_uctx(struct lab_dev *dev, struct lab_cmd *cmd)
{
	u16 uid = MLX5_GET(destroy_uctx_in, cmd->in, uid);

	if (!uid || uid >= LAB_UIDS || !test_bit(uid, dev->uids)) {
		cmd->syndrome = SYNDROME_UNKNOWN_UID;
		return MLX5_CMD_STAT_BAD_RES_ERR;
	}
	__clear_bit(uid, dev->uids);
	cmd->reply_len = MLX5_ST_SZ_BYTES(destroy_uctx_out);
	return MLX5_CMD_STAT_OK;
}

u8 query_adapter(struct lab_dev *dev, struct lab_cmd *cmd)
{
	u8 *block = MLX5_ADDR_OF(query_adapter_out, cmd->out, query_adapter_struct);

	MLX5_SET(query_adapter_param_block, block, ieee_vendor_id, 0x0002c9);
	MLX5_SET(query_adapter_param_block, block, vsd_vendor_id, 0x15b3);
	put_text(MLX5_ADDR_OF(query_adapter_param_block, block, vsd), 0, 208, "fwctl lab vital product data");
	put_text(MLX5_ADDR_OF(query_adapter_param_block, block, vsd_contd_psid), 0, 16, "LAB0000000001");
	cmd->reply_len = MLX5_ST_SZ_BYTES(query_adapter_out);
	return MLX5_CMD_STAT_OK;
}

u8 query_issi(struct lab_dev *dev, struct lab_cmd *cmd)
{
	MLX5_SET(query_issi_out, cmd->out, current_issi, 1);
	MLX5_SET(query_issi_out, cmd->out, supported_issi_dw0, BIT(0) | BIT(1));
	cmd->reply_len = MLX5_ST_SZ_BYTES(query_issi_out);
	return MLX5_CMD_STAT_OK;
}

/* The physical function's VUID, and on request those of its virtual functions. */
u8 query_vuid(struct lab_dev *dev, struct lab_cmd *cmd)
{
	bool with_vfs = MLX5_GET(query_vuid_in, cmd->in, query_vfs_vuid);
	u16 vhca_id = MLX5_GET(query_vuid_in, cmd->in, vhca_id);
	int entries = with_vfs ? 1 + LAB_FUNCTIONS : 1;

	if (vhca_id > LAB_FUNCTIONS) {
		cmd->syndrome = SYNDROME_UNKNOWN_FUNCTION;
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	}
	if (cmd->out_len < 64 + entries * 128) {
		cmd->syndrome = SYNDROME_SHORT_OUTPUT;
		return MLX5_CMD_STAT_BAD_OUTP_LEN_ERR;
	}
	MLX5_SET(query_vuid_out, cmd->out, num_of_entries, entries);
	for (int i = 0; i < entries; i++) {
		char text[128];

		snprintf(text, sizeof(text), "MT2342LAB%05dMLNXS0D0F%dVF%d", dev->number, dev->number, vhca_id + i);
		put_text(cmd->out, 64 + i * 128, 128, text);
	}
	cmd->reply_len = 64 + entries * 128;
	return MLX5_CMD_STAT_OK;
}

u8 query_esw_functions(struct lab_dev *dev, struct lab_cmd *cmd)
{
	u8 *context = cmd->out + 16;

	if (cmd->out_len < 16 + MLX5_ST_SZ_BYTES(host_params_context)) {
		cmd->syndrome = SYNDROME_SHORT_OUTPUT;
		return MLX5_CMD_STAT_BAD_OUTP_LEN_ERR;
	}
	MLX5_SET(host_params_context, context, host_number, 0);
	MLX5_SET(host_params_context, context, host_num_of_vfs, LAB_FUNCTIONS);
	MLX5_SET(host_params_context, context, host_total_vfs, 16);
	MLX5_SET(host_params_context, context, host_pci_bus, dev->pdev->bus->number);
	MLX5_SET(host_params_context, context, host_pci_device, PCI_SLOT(dev->pdev->devfn));
	MLX5_SET(host_params_context, context, host_pci_function, PCI_FUNC(dev->pdev->devfn));
	cmd->reply_len = 16 + MLX5_ST_SZ_BYTES(host_params_context);
	return MLX5_CMD_STAT_OK;
}
