// SPDX-License-Identifier: GPL-2.0
/*
 * QUERY_HCA_CAP and SET_HCA_CAP. Each function has its own current page of each capability type that the device
 * has; what it may be set to is bounded, bit by bit or field by field, by the maximum page.
 */
#include <linux/slab.h>

#include "bits.h"
#include "model.h"

#define TOOLS_RESOURCES 0x4

const u16 diagnostic_counter_ids[LAB_MAX_COUNTERS] = {
	0x0401, 0x0403, 0x0404, 0x0407, 0x0c00, 0x0c05, 0x1001, 0x1c03
};

static void fill_general(struct lab_dev *dev, u8 *page, u16 vhca_id, bool max)
{
	MLX5_SET(cmd_hca_cap, page, vhca_id, vhca_id);
	MLX5_SET(cmd_hca_cap, page, hca_cap_2, 1);
	MLX5_SET(cmd_hca_cap, page, dtor, 1);
	MLX5_SET(cmd_hca_cap, page, log_max_srq_sz, 15);
	MLX5_SET(cmd_hca_cap, page, log_max_qp_sz, 15);
	MLX5_SET(cmd_hca_cap, page, log_max_qp, max ? 18 : 17);
	MLX5_SET(cmd_hca_cap, page, log_max_cq_sz, 22);
	MLX5_SET(cmd_hca_cap, page, log_max_cq, 24);
	MLX5_SET(cmd_hca_cap, page, log_max_eq_sz, 22);
	MLX5_SET(cmd_hca_cap, page, log_max_eq, max ? 7 : 6);
	MLX5_SET(cmd_hca_cap, page, log_max_mkey, 24);
	MLX5_SET(cmd_hca_cap, page, relaxed_ordering_write, 1);
	MLX5_SET(cmd_hca_cap, page, num_ports, LAB_PORTS);
	MLX5_SET(cmd_hca_cap, page, port_type, MLX5_CAP_PORT_TYPE_ETH);
	MLX5_SET(cmd_hca_cap, page, vport_group_manager, 1);
	MLX5_SET(cmd_hca_cap, page, eswitch_manager, 1);
	MLX5_SET(cmd_hca_cap, page, pcam_reg, 1);
	MLX5_SET(cmd_hca_cap, page, mcam_reg, 1);
	MLX5_SET(cmd_hca_cap, page, cc_query_allowed, 1);
	MLX5_SET(cmd_hca_cap, page, cc_modify_allowed, 1);
	MLX5_SET(cmd_hca_cap, page, roce, max);
	MLX5_SET(cmd_hca_cap, page, atomic, 1);
	MLX5_SET(cmd_hca_cap, page, qos, 1);
	MLX5_SET(cmd_hca_cap, page, debug, 1);
	MLX5_SET(cmd_hca_cap, page, eth_net_offloads, 1);
	MLX5_SET(cmd_hca_cap, page, nic_flow_table, 1);
	MLX5_SET(cmd_hca_cap, page, max_num_eqs, 64);
	MLX5_SET(cmd_hca_cap, page, device_frequency_khz, 1000000);
	MLX5_SET(cmd_hca_cap, page, uctx_cap, TOOLS_RESOURCES | 0x1);
}

static void fill_debug(u8 *page)
{
	MLX5_SET(debug_cap, page, core_dump_general, 1);
	MLX5_SET(debug_cap, page, resource_dump, 1);
	/* The diagnostic counters' part, which mlx5_ifc.h leaves reserved. */
	put(page, 0x0, 0, 8, 10);		/* log_max_samples */
	put(page, 0x4, 31, 1, 1);		/* single */
	put(page, 0x4, 30, 1, 1);		/* repetitive */
	put(page, 0x4, 0, 8, 5);		/* log_min_sample_period */
	for (int i = 0; i < LAB_MAX_COUNTERS; i++) {
		put(page, 0x40 + 4 * i, 0, 16, diagnostic_counter_ids[i]);
		put(page, 0x40 + 4 * i, 31, 1, i & 1);	/* sync */
	}
}

static void fill(struct lab_dev *dev, int type, u16 vhca_id, u8 *page, bool max)
{
	switch (type) {
	case MLX5_CAP_GENERAL:
		fill_general(dev, page, vhca_id, max);
		break;
	case MLX5_CAP_ETHERNET_OFFLOADS:
		MLX5_SET(per_protocol_networking_offload_caps, page, csum_cap, 1);
		MLX5_SET(per_protocol_networking_offload_caps, page, vlan_cap, 1);
		MLX5_SET(per_protocol_networking_offload_caps, page, lro_cap, max);
		MLX5_SET(per_protocol_networking_offload_caps, page, max_lso_cap, 18);
		MLX5_SET(per_protocol_networking_offload_caps, page, wqe_inline_mode, 2);
		MLX5_SET(per_protocol_networking_offload_caps, page, rss_ind_tbl_cap, 11);
		MLX5_SET(per_protocol_networking_offload_caps, page, multi_pkt_send_wqe, 1);
		break;
	case MLX5_CAP_ODP:
		MLX5_SET(odp_cap, page, mem_page_fault, max);
		break;
	case MLX5_CAP_ATOMIC:
		MLX5_SET(atomic_caps, page, atomic_operations, 0x3);
		MLX5_SET(atomic_caps, page, atomic_size_qp, 0xff);
		MLX5_SET(atomic_caps, page, atomic_size_dc, 0xff);
		break;
	case MLX5_CAP_ROCE:
		MLX5_SET(roce_cap, page, roce_version, 0x5);
		MLX5_SET(roce_cap, page, roce_address_table_size, 256);
		MLX5_SET(roce_cap, page, r_roce_dest_udp_port, 4791);
		break;
	case MLX5_CAP_FLOW_TABLE:
		MLX5_SET(flow_table_nic_cap, page, flow_table_properties_nic_receive.ft_support, 1);
		MLX5_SET(flow_table_nic_cap, page, flow_table_properties_nic_receive.log_max_ft_num, 20);
		break;
	case MLX5_CAP_ESWITCH:
		MLX5_SET(e_switch_cap, page, vport_svlan_strip, 1);
		MLX5_SET(e_switch_cap, page, vport_cvlan_strip, 1);
		MLX5_SET(e_switch_cap, page, esw_functions_changed, 1);
		break;
	case MLX5_CAP_QOS:
		MLX5_SET(qos_cap, page, packet_pacing, max);
		MLX5_SET(qos_cap, page, packet_pacing_max_rate, 100000000);
		MLX5_SET(qos_cap, page, packet_pacing_min_rate, 1);
		break;
	case MLX5_CAP_DEBUG:
		fill_debug(page);
		break;
	case MLX5_CAP_DEV_MEM:
		MLX5_SET(device_mem_cap, page, memic, 1);
		MLX5_SET(device_mem_cap, page, max_memic_size, 0x20000);
		break;
	case MLX5_CAP_CRYPTO:
		MLX5_SET(crypto_cap, page, log_dek_max_alloc, 12);
		MLX5_SET(crypto_cap, page, log_max_num_deks, 20);
		MLX5_SET(crypto_cap, page, sw_wrapped_dek, 0x1);
		break;
	case MLX5_CAP_GENERAL_2:
		MLX5_SET(cmd_hca_cap_2, page, query_vuid, 1);
		MLX5_SET(cmd_hca_cap_2, page, max_reformat_insert_size, 128);
		MLX5_SET(cmd_hca_cap_2, page, migratable, 1);
		MLX5_SET(cmd_hca_cap_2, page, sw_vhca_id_valid, max);
		break;
	}
}

static const u8 offered[] = {
	MLX5_CAP_GENERAL, MLX5_CAP_ETHERNET_OFFLOADS, MLX5_CAP_ODP, MLX5_CAP_ATOMIC, MLX5_CAP_ROCE,
	MLX5_CAP_FLOW_TABLE, MLX5_CAP_ESWITCH, MLX5_CAP_QOS, MLX5_CAP_DEBUG, MLX5_CAP_DEV_MEM, MLX5_CAP_CRYPTO,
	MLX5_CAP_GENERAL_2,
};

int hca_cap_create(struct lab_dev *dev)
{
	for (int f = 0; f <= LAB_FUNCTIONS; f++) {
		for (size_t i = 0; i < ARRAY_SIZE(offered); i++) {
			struct lab_capability *cap = kvzalloc(sizeof(*cap), GFP_KERNEL);

			if (!cap)
				return -ENOMEM;
			fill(dev, offered[i], f, cap->max, true);
			fill(dev, offered[i], f, cap->cur, false);
			dev->function[f].cap[offered[i]] = cap;
		}
	}
	/* The one capability that mlx5_fwctl itself looks at. */
	dev->mdev.caps.hca[MLX5_CAP_GENERAL] = kzalloc(sizeof(struct mlx5_hca_cap), GFP_KERNEL);
	if (!dev->mdev.caps.hca[MLX5_CAP_GENERAL])
		return -ENOMEM;
	memcpy(dev->mdev.caps.hca[MLX5_CAP_GENERAL]->cur, dev->function[0].cap[MLX5_CAP_GENERAL]->cur,
	       sizeof(dev->mdev.caps.hca[MLX5_CAP_GENERAL]->cur));
	return 0;
}

void hca_cap_destroy(struct lab_dev *dev)
{
	for (int f = 0; f <= LAB_FUNCTIONS; f++)
		for (int type = 0; type < MLX5_CAP_NUM; type++)
			kvfree(dev->function[f].cap[type]);
	kfree(dev->mdev.caps.hca[MLX5_CAP_GENERAL]);
}

static struct lab_capability *find(struct lab_dev *dev, struct lab_cmd *cmd, bool other, u16 function)
{
	u16 type = cmd->op_mod >> 1;

	if (!other)
		function = 0;
	else if (!function || function > LAB_FUNCTIONS) {
		cmd->syndrome = SYNDROME_UNKNOWN_FUNCTION;
		return NULL;
	}
	if (type >= MLX5_CAP_NUM || !dev->function[function].cap[type]) {
		cmd->syndrome = SYNDROME_UNKNOWN_CAP;
		return NULL;
	}
	return dev->function[function].cap[type];
}

u8 query_hca_cap(struct lab_dev *dev, struct lab_cmd *cmd)
{
	struct lab_capability *cap = find(dev, cmd, MLX5_GET(query_hca_cap_in, cmd->in, other_function),
					  MLX5_GET(query_hca_cap_in, cmd->in, function_id));

	if (!cap)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	memcpy(cmd->out + 16, cmd->op_mod & 1 ? cap->cur : cap->max, LAB_CAP_BYTES);
	cmd->reply_len = 16 + LAB_CAP_BYTES;
	return MLX5_CMD_STAT_OK;
}

u8 set_hca_cap(struct lab_dev *dev, struct lab_cmd *cmd)
{
	const u8 *page = cmd->in + 16;
	struct lab_capability *cap;

	if (!MLX5_GET(set_hca_cap_in, cmd->in, other_function)) {
		cmd->syndrome = SYNDROME_OWN_FUNCTION;
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	}
	cap = find(dev, cmd, true, MLX5_GET(set_hca_cap_in, cmd->in, function_id));
	if (!cap)
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	/* What the maximum does not have at all cannot be set; numbers are bounded by the caller's good sense. */
	for (int i = 0; i < LAB_CAP_BYTES; i += 4) {
		if (!get(cap->max, i, 0, 32) && get(page, i, 0, 32)) {
			cmd->syndrome = SYNDROME_ABOVE_MAX;
			return MLX5_CMD_STAT_BAD_PARAM_ERR;
		}
	}
	memcpy(cap->cur, page, LAB_CAP_BYTES);
	cmd->reply_len = MLX5_ST_SZ_BYTES(set_hca_cap_out);
	return MLX5_CMD_STAT_OK;
}
