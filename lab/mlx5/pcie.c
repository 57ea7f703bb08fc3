// SPDX-License-Identifier: GPL-2.0
/*
 * The PCIe side: one link, 16 lanes of generation 5, to one host.
 */
#include "bits.h"
#include "model.h"

#define GENERATION5 BIT(4)

static bool on_the_link(struct lab_access *reg)
{
	if (!get(reg->data, 0, 24, 6) && !get(reg->data, 0, 16, 8) && !get(reg->data, 0, 8, 8))
		return true;
	reg->syndrome = SYNDROME_BAD_INDEX;	/* depth, pcie_index, node: all 0 */
	return false;
}

static u8 mpein_read(struct lab_dev *dev, struct lab_access *reg)
{
	if (!on_the_link(reg))
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	memset(reg->data + 4, 0, reg->length - 4);
	MLX5_SET(mpein_reg, reg->data, link_width_enabled, 16);
	MLX5_SET(mpein_reg, reg->data, link_speed_enabled, GENERATION5 * 2 - 1);
	MLX5_SET(mpein_reg, reg->data, link_width_active, 16);
	MLX5_SET(mpein_reg, reg->data, link_speed_active, GENERATION5);
	MLX5_SET(mpein_reg, reg->data, num_of_pfs, 2);
	MLX5_SET(mpein_reg, reg->data, num_of_vfs, LAB_FUNCTIONS);
	MLX5_SET(mpein_reg, reg->data, bdf0, pci_dev_id(dev->pdev));
	MLX5_SET(mpein_reg, reg->data, max_read_request_size, 2);
	MLX5_SET(mpein_reg, reg->data, max_payload_size, 1);
	MLX5_SET(mpein_reg, reg->data, pwr_status, 1);
	MLX5_SET(mpein_reg, reg->data, pci_power, 75);
	MLX5_SET(mpein_reg, reg->data, device_status, 0x1);	/* a correctable error was seen */
	put(reg->data, 0x1c, 16, 16, GENERATION5);		/* link_peer_max_speed */
	return MLX5_CMD_STAT_OK;
}

static u8 mpcnt_read(struct lab_dev *dev, struct lab_access *reg)
{
	u32 group = MLX5_GET(mpcnt_reg, reg->data, grp);
	u8 *counters = reg->data + 8;

	if (!on_the_link(reg))
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	if (group != 0 && group != 2 && group != 3) {
		reg->syndrome = SYNDROME_BAD_INDEX;
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	}
	memset(counters, 0, reg->length - 8);
	switch (group) {
	case 0:		/* performance */
		for (u32 byte = 0x8; byte < 0x64; byte += 4)
			put(counters, byte, 0, 32, byte * 7);
		/* Two 64-bit counters; the kernel names their halves. */
		put_unaligned_be64(0x100000005ULL, counters + 0x28);
		put_unaligned_be64(0x200000006ULL, counters + 0x40);
		break;
	case 2:		/* performance, more of it */
		for (u32 byte = 0; byte < 0x5c; byte += 4)
			put(counters, byte, 0, 32, byte * 11 + 1);
		break;
	case 3:		/* physical layer */
		put(counters, 0, 0, 4, 0x5);
		break;
	}
	return MLX5_CMD_STAT_OK;
}

static u8 mpir_read(struct lab_dev *dev, struct lab_access *reg)
{
	if (!on_the_link(reg))
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	memset(reg->data + 4, 0, reg->length - 4);
	put(reg->data, 0x0, 0, 4, 1);				/* host_buses */
	put(reg->data, 0x8, 16, 8, dev->pdev->bus->number);
	put(reg->data, 0x8, 3, 5, PCI_SLOT(dev->pdev->devfn));
	put(reg->data, 0x8, 24, 8, 1);				/* local_port */
	return MLX5_CMD_STAT_OK;
}

const struct lab_register pcie_registers[] = {
	{ "MPEIN", MLX5_REG_MPEIN, 0x30, 0x4, mpein_read, NULL },
	{ "MPCNT", MLX5_REG_MPCNT, 0x100, 0x8, mpcnt_read, NULL },
	{ "MPIR", MLX5_REG_MPIR, 0x10, 0x4, mpir_read, NULL },
	{}
};
