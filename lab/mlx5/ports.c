// SPDX-License-Identifier: GPL-2.0
/*
 * Two Ethernet ports: 1 is up at 200 Gb/s, 2 has no cable.
 */
#include <linux/timekeeping.h>

#include "bits.h"
#include "model.h"

#define PCAM_BASE 0x5000
/* Speeds by bit, as the extended Ethernet fields of PTYS and PDDR number them. */
#define EXT_ETH_200G_4X BIT(12)
#define EXT_ETH_400G_4X BIT(16)
#define EXT_ETH_CAPABILITY (BIT(1) | GENMASK(13, 4) | EXT_ETH_400G_4X)	/* 1G, 10G to 200G_2X, 400G_4X */
#define EXT_ETH_CABLE (GENMASK(12, 4))					/* 10G to 200G_4X */
#define FEC_RS_544 7

enum { UP = 1, DOWN = 2 };

static bool has_cable(int port)
{
	return port == 1;
}

void ports_create(struct lab_dev *dev)
{
	for (int i = 0; i < LAB_PORTS; i++) {
		dev->port[i].admin_status = UP;
		dev->port[i].oper_status = has_cable(i + 1) ? UP : DOWN;
		dev->port[i].ext_eth_admin = EXT_ETH_CAPABILITY;
		dev->port[i].counters_cleared = ktime_get_boottime_ns();
	}
}

static u8 bad(struct lab_access *reg, u32 syndrome)
{
	reg->syndrome = syndrome;
	return MLX5_CMD_STAT_BAD_PARAM_ERR;
}

/* local_port stands at the same place in every port register; 0 if there is no such port. */
static int local_port(struct lab_access *reg)
{
	u32 port = get(reg->data, 0, 16, 8);

	if (port >= 1 && port <= LAB_PORTS)
		return port;
	reg->syndrome = SYNDROME_BAD_INDEX;
	return 0;
}

static u8 pcam_read(struct lab_dev *dev, struct lab_access *reg)
{
	if (MLX5_GET(pcam_reg, reg->data, access_reg_group) || MLX5_GET(pcam_reg, reg->data, feature_group))
		return bad(reg, SYNDROME_BAD_INDEX);
	memset(reg->data + 4, 0, reg->length - 4);
	for (u32 n = 0; n < 128; n++)
		if (register_known(PCAM_BASE + n))
			put(reg->data, 0x8 + 4 * (3 - n / 32), n % 32, 1, 1);
	MLX5_SET(pcam_reg, reg->data, feature_cap_mask.enhanced_features.ptys_extended_ethernet, 1);
	MLX5_SET(pcam_reg, reg->data, feature_cap_mask.enhanced_features.ptys_connector_type, 1);
	MLX5_SET(pcam_reg, reg->data, feature_cap_mask.enhanced_features.ppcnt_statistical_group, 1);
	MLX5_SET(pcam_reg, reg->data, feature_cap_mask.enhanced_features.ppcnt_discard_group, 1);
	return MLX5_CMD_STAT_OK;
}

static u8 paos_read(struct lab_dev *dev, struct lab_access *reg)
{
	int port = local_port(reg);
	struct lab_port *state;

	if (!port)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	state = &dev->port[port - 1];
	memset(reg->data + 4, 0, reg->length - 4);
	MLX5_SET(paos_reg, reg->data, admin_status, state->admin_status);
	MLX5_SET(paos_reg, reg->data, oper_status, state->oper_status);
	MLX5_SET(paos_reg, reg->data, e, 1);
	put(reg->data, 0x4, 4, 4, state->oper_status == UP ? 5 : 2);	/* physical state: LinkUp or Polling */
	put(reg->data, 0x4, 16, 3, state->oper_status == UP ? 4 : 1);	/* logical state: Active or Down */
	return MLX5_CMD_STAT_OK;
}

static u8 paos_write(struct lab_dev *dev, struct lab_access *reg)
{
	u8 admin = MLX5_GET(paos_reg, reg->data, admin_status);
	int port = local_port(reg);
	struct lab_port *state;

	if (!port)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	if (!MLX5_GET(paos_reg, reg->data, ase))	/* admin_status is not to be touched */
		return MLX5_CMD_STAT_OK;
	if (admin < UP || admin > 3)
		return bad(reg, SYNDROME_BAD_VALUE);
	state = &dev->port[port - 1];
	state->admin_status = admin;
	state->oper_status = admin != DOWN && has_cable(port) ? UP : DOWN;
	return MLX5_CMD_STAT_OK;
}

static u8 ptys_read(struct lab_dev *dev, struct lab_access *reg)
{
	u32 proto_mask = MLX5_GET(ptys_reg, reg->data, proto_mask);
	int port = local_port(reg);
	struct lab_port *state;

	if (!port)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	if (proto_mask != MLX5_PTYS_EN && proto_mask != MLX5_PTYS_IB)
		return bad(reg, SYNDROME_BAD_VALUE);
	memset(reg->data + 4, 0, reg->length - 4);
	state = &dev->port[port - 1];
	if (proto_mask == MLX5_PTYS_IB || nv_port_is_infiniband(dev, port))
		return MLX5_CMD_STAT_OK;
	MLX5_SET(ptys_reg, reg->data, an_disable_cap, 1);
	MLX5_SET(ptys_reg, reg->data, ext_eth_proto_capability, EXT_ETH_CAPABILITY);
	MLX5_SET(ptys_reg, reg->data, ext_eth_proto_admin, state->ext_eth_admin);
	MLX5_SET(ptys_reg, reg->data, connector_type, has_cable(port) ? MLX5_PTYS_CONNECTOR_TYPE_PORT_DA : 1);
	if (state->oper_status == UP) {
		MLX5_SET(ptys_reg, reg->data, ext_eth_proto_oper, EXT_ETH_200G_4X);
		MLX5_SET(ptys_reg, reg->data, an_status, 1);
		MLX5_SET(ptys_reg, reg->data, data_rate_oper, 2000);	/* 0.1 Gb/s */
		MLX5_SET(ptys_reg, reg->data, lane_rate_oper, 53125);
	}
	return MLX5_CMD_STAT_OK;
}

static u8 ptys_write(struct lab_dev *dev, struct lab_access *reg)
{
	u32 admin = MLX5_GET(ptys_reg, reg->data, ext_eth_proto_admin);
	int port = local_port(reg);

	if (!port)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	if (MLX5_GET(ptys_reg, reg->data, proto_mask) != MLX5_PTYS_EN || admin & ~EXT_ETH_CAPABILITY)
		return bad(reg, SYNDROME_BAD_VALUE);
	dev->port[port - 1].ext_eth_admin = admin ?: EXT_ETH_CAPABILITY;
	return MLX5_CMD_STAT_OK;
}

/* Groups that the model counts, and how many 64-bit counters each has. */
static int counters_in(u32 group)
{
	switch (group) {
	case MLX5_IEEE_802_3_COUNTERS_GROUP:			return 19;
	case MLX5_RFC_2863_COUNTERS_GROUP:			return 13;
	case MLX5_RFC_2819_COUNTERS_GROUP:			return 21;
	case MLX5_RFC_3635_COUNTERS_GROUP:			return 16;
	case MLX5_ETHERNET_EXTENDED_COUNTERS_GROUP:		return 8;
	case 0x6:	/* Ethernet discards */			return 17;
	case MLX5_PER_PRIORITY_COUNTERS_GROUP:			return 18;
	case MLX5_PER_TRAFFIC_CLASS_COUNTERS_GROUP:		return 2;
	case MLX5_PHYSICAL_LAYER_COUNTERS_GROUP:		return 30;
	case MLX5_PHYSICAL_LAYER_STATISTICAL_GROUP:		return 12;
	case MLX5_INFINIBAND_EXTENDED_PORT_COUNTERS_GROUP:	return 22;
	default:						return 0;
	}
}

static u8 ppcnt_read(struct lab_dev *dev, struct lab_access *reg)
{
	u32 group = MLX5_GET(ppcnt_reg, reg->data, grp), priority = MLX5_GET(ppcnt_reg, reg->data, prio_tc);
	bool clear = MLX5_GET(ppcnt_reg, reg->data, clr);
	int port = local_port(reg), count = counters_in(group);
	u64 since;

	if (!port)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	if (!count || priority > 7)
		return bad(reg, SYNDROME_BAD_INDEX);
	since = ktime_get_boottime_ns() - dev->port[port - 1].counters_cleared;
	memset(reg->data + 8, 0, reg->length - 8);
	/* Above 32 bits, and different in every port, group, priority and counter. */
	for (int i = 0; i < count; i++)
		put_unaligned_be64((u64)port << 40 | (u64)group << 32 | priority << 24 | (i + 1) * 1000,
				   reg->data + 8 + 8 * i);
	if (group == MLX5_PHYSICAL_LAYER_COUNTERS_GROUP || group == MLX5_PHYSICAL_LAYER_STATISTICAL_GROUP)
		put_unaligned_be64(div_u64(since, NSEC_PER_MSEC), reg->data + 8);	/* time_since_last_clear */
	if (clear)
		dev->port[port - 1].counters_cleared = ktime_get_boottime_ns();
	return MLX5_CMD_STAT_OK;
}

static u8 ppcnt_write(struct lab_dev *dev, struct lab_access *reg)
{
	int port = local_port(reg);

	if (!port)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	if (MLX5_GET(ppcnt_reg, reg->data, clr))
		dev->port[port - 1].counters_cleared = ktime_get_boottime_ns();
	return MLX5_CMD_STAT_OK;
}

static void pddr_operational(struct lab_port *state, u8 *page)
{
	bool up = state->oper_status == UP;

	put(page, 0x0, 20, 4, up ? 4 : 0);		/* proto_active: Ethernet */
	put(page, 0x0, 16, 4, up ? 2 : 0);		/* neg_mode_active: clause 73 */
	put(page, 0x4, 24, 8, up ? 3 : 2);		/* phy_mngr_fsm_state: Active or Polling */
	put(page, 0x4, 16, 8, up ? 6 : 1);		/* eth_an_fsm_state */
	put(page, 0x8, 0, 32, EXT_ETH_CAPABILITY);
	put(page, 0xc, 0, 32, EXT_ETH_CAPABILITY);
	put(page, 0x10, 0, 32, up ? EXT_ETH_CABLE : 0);
	put(page, 0x14, 0, 32, up ? EXT_ETH_200G_4X : 0);
	put(page, 0x1c, 16, 16, up ? FEC_RS_544 : 0);
}

static void pddr_troubleshooting(int port, u8 *page)
{
	bool cable = has_cable(port);

	MLX5_SET(pddr_troubleshooting_page, page, group_opcode, MLX5_PDDR_REG_TRBLSH_GROUP_OPCODE_MONITOR);
	MLX5_SET(pddr_troubleshooting_page, page, status_opcode.pddr_monitor_opcode.monitor_opcode, cable ? 0 : 1024);
	put_text(page, 0xc, 236, cable ? "No issue was observed" : "Cable is unplugged");
}

static void pddr_module(int port, u8 *page)
{
	if (!has_cable(port)) {
		put(page, 0x4, 8, 8, 0);
		return;
	}
	put(page, 0x0, 24, 8, 0xa);			/* cable_technology: copper, unequalised */
	put(page, 0x4, 0, 8, 1);			/* cable_power_class */
	put(page, 0x4, 8, 8, 0x18);			/* cable_identifier: QSFP-DD */
	put(page, 0x4, 16, 8, 20);			/* cable_length: 2.0 m */
	put(page, 0x4, 24, 4, 2);			/* cable_vendor */
	put(page, 0x4, 28, 4, 3);			/* cable_type: passive copper */
	put_text(page, 0x14, 16, "FWCTL LAB");
	put_text(page, 0x24, 16, "LAB-DAC-200G-2M");
	put_text(page, 0x34, 4, "A1");
	put_text(page, 0x3c, 16, "LAB0000042");
	put(page, 0x4c, 0, 16, 33000);			/* voltage, 100 uV */
	put(page, 0x4c, 16, 16, 44 * 256);		/* temperature, 1/256 degree */
}

static u8 pddr_read(struct lab_dev *dev, struct lab_access *reg)
{
	u32 page = MLX5_GET(pddr_reg, reg->data, page_select);
	u8 *data = reg->data + 8;
	int port = local_port(reg);

	if (!port)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	memset(data, 0, reg->length - 8);
	switch (page) {
	case 0:
		pddr_operational(&dev->port[port - 1], data);
		return MLX5_CMD_STAT_OK;
	case MLX5_PDDR_REG_PAGE_SELECT_TROUBLESHOOTING_INFO_PAGE:
		pddr_troubleshooting(port, data);
		return MLX5_CMD_STAT_OK;
	case 3:
		pddr_module(port, data);
		return MLX5_CMD_STAT_OK;
	default:
		return bad(reg, SYNDROME_BAD_INDEX);
	}
}

/* Four lanes each: port 1 on module 0, port 2 on module 1. */
static u8 pmlp_read(struct lab_dev *dev, struct lab_access *reg)
{
	int port = local_port(reg);

	if (!port)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	memset(reg->data + 4, 0, reg->length - 4);
	put(reg->data, 0x0, 0, 8, 4);
	for (int lane = 0; lane < 4; lane++) {
		put(reg->data, 0x4 + 4 * lane, 0, 8, port - 1);
		put(reg->data, 0x4 + 4 * lane, 16, 4, lane);
		put(reg->data, 0x4 + 4 * lane, 24, 4, lane);
	}
	return MLX5_CMD_STAT_OK;
}

const struct lab_register port_registers[] = {
	{ "PMLP", MLX5_REG_PMLP, 0x40, 0x4, pmlp_read, NULL },
	{ "PTYS", MLX5_REG_PTYS, 0x44, 0x4, ptys_read, ptys_write },
	{ "PAOS", MLX5_REG_PAOS, 0x10, 0x8, paos_read, paos_write },
	{ "PPCNT", MLX5_REG_PPCNT, 0x100, 0x8, ppcnt_read, ppcnt_write },
	{ "PDDR", MLX5_REG_PDDR, 0x100, 0x8, pddr_read, NULL },
	{ "PCAM", MLX5_REG_PCAM, 0x50, 0x4, pcam_read, NULL },
	{}
};
