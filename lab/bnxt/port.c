// SPDX-License-Identifier: GPL-2.0
/* Two ports: port 0 has link at 200 Gb/s over a copper cable, port 1 has no cable. */
#include <linux/timekeeping.h>

#include "model.h"

static bool port_known(__le16 port)
{
	return le16_to_cpu(port) < LAB_FUNCTIONS;
}

#define SPEEDS2 (PORT_PHY_QCFG_RESP_SUPPORT_SPEEDS2_25GB | PORT_PHY_QCFG_RESP_SUPPORT_SPEEDS2_100GB | \
		 PORT_PHY_QCFG_RESP_SUPPORT_SPEEDS2_200GB_PAM4_56 | PORT_PHY_QCFG_RESP_SUPPORT_SPEEDS2_400GB_PAM4_112)

u16 port_phy_qcfg(struct lab_dev *dev, struct lab_cmd *cmd)
{
	const struct hwrm_port_phy_qcfg_input *in = cmd->in;
	struct hwrm_port_phy_qcfg_output *out = cmd->out;
	bool link = in->port_id == 0;

	if (!port_known(in->port_id))
		return HWRM_ERR_CODE_INVALID_PARAMS;
	out->link = link ? PORT_PHY_QCFG_RESP_LINK_LINK : PORT_PHY_QCFG_RESP_LINK_NO_LINK;
	out->support_speeds2 = cpu_to_le16(SPEEDS2);
	out->auto_link_speeds2 = cpu_to_le16(SPEEDS2);
	out->auto_mode = PORT_PHY_QCFG_RESP_AUTO_MODE_SPEED_MASK;
	out->auto_pause = PORT_PHY_QCFG_RESP_AUTO_PAUSE_TX | PORT_PHY_QCFG_RESP_AUTO_PAUSE_RX;
	out->lpbk = PORT_PHY_QCFG_RESP_LPBK_NONE;
	if (!link) {
		out->module_status = PORT_PHY_QCFG_RESP_MODULE_STATUS_NOTINSERTED;
		out->phy_type = PORT_PHY_QCFG_RESP_PHY_TYPE_UNKNOWN;
		out->media_type = PORT_PHY_QCFG_RESP_MEDIA_TYPE_UNKNOWN;
		out->link_speed = cpu_to_le16(0);
		return HWRM_ERR_CODE_SUCCESS;
	}
	out->active_fec_signal_mode = PORT_PHY_QCFG_RESP_SIGNAL_MODE_PAM4 |
				      PORT_PHY_QCFG_RESP_ACTIVE_FEC_FEC_RS544_IEEE_ACTIVE;
	out->link_speed = cpu_to_le16(PORT_PHY_QCFG_RESP_LINK_SPEED_200GB);
	out->duplex_cfg = PORT_PHY_QCFG_RESP_DUPLEX_CFG_FULL;
	out->pause = PORT_PHY_QCFG_RESP_PAUSE_TX | PORT_PHY_QCFG_RESP_PAUSE_RX;
	out->module_status = PORT_PHY_QCFG_RESP_MODULE_STATUS_NONE;
	out->phy_maj = 2;
	out->phy_min = 1;
	out->phy_bld = 4;
	out->phy_type = PORT_PHY_QCFG_RESP_PHY_TYPE_200G_BASECR4;
	out->media_type = PORT_PHY_QCFG_RESP_MEDIA_TYPE_DAC;
	out->xcvr_pkg_type = PORT_PHY_QCFG_RESP_XCVR_PKG_TYPE_XCVR_EXTERNAL;
	strscpy_pad(out->phy_vendor_name, "FWCTL LAB");
	strscpy_pad(out->phy_vendor_partnumber, "LAB-DAC-200G-2M");
	out->active_lanes = 4;
	return HWRM_ERR_CODE_SUCCESS;
}

u16 port_phy_qcaps(struct lab_dev *dev, struct lab_cmd *cmd)
{
	const struct hwrm_port_phy_qcaps_input *in = cmd->in;
	struct hwrm_port_phy_qcaps_output *out = cmd->out;

	if (!port_known(in->port_id))
		return HWRM_ERR_CODE_INVALID_PARAMS;
	out->flags = PORT_PHY_QCAPS_RESP_FLAGS_EXTERNAL_LPBK_SUPPORTED |
		     PORT_PHY_QCAPS_RESP_FLAGS_AUTONEG_LPBK_SUPPORTED;
	out->port_cnt = LAB_FUNCTIONS;
	out->internal_port_cnt = 0;
	out->supported_speeds2_force_mode = cpu_to_le16(SPEEDS2);
	out->supported_speeds2_auto_mode = cpu_to_le16(SPEEDS2);
	return HWRM_ERR_CODE_SUCCESS;
}

/* Counter n of a port counts (n + 1) * (port + 1) per second since it was cleared. */
static void put_counters(struct lab_dev *dev, int port, __le64 *counters, size_t count)
{
	u64 seconds = (ktime_get_boottime_ns() - dev->card->counters_cleared[port]) / NSEC_PER_SEC;

	for (size_t i = 0; i < count; i++)
		counters[i] = cpu_to_le64(seconds * (i + 1) * (port + 1));
}

u16 port_qstats(struct lab_dev *dev, struct lab_cmd *cmd)
{
	const struct hwrm_port_qstats_input *in = cmd->in;
	struct hwrm_port_qstats_output *out = cmd->out;
	int port = le16_to_cpu(in->port_id);

	if (!port_known(in->port_id))
		return HWRM_ERR_CODE_INVALID_PARAMS;
	out->tx_stat_size = cpu_to_le16(sizeof(struct tx_port_stats));
	out->rx_stat_size = cpu_to_le16(sizeof(struct rx_port_stats));
	if (in->flags & PORT_QSTATS_REQ_FLAGS_COUNTER_MASK) {
		/* Asks how wide each counter is, not what it counts. */
		memset(lab_dma(dev, in->tx_stat_host_addr), 0xff, sizeof(struct tx_port_stats));
		memset(lab_dma(dev, in->rx_stat_host_addr), 0xff, sizeof(struct rx_port_stats));
		return HWRM_ERR_CODE_SUCCESS;
	}
	put_counters(dev, port, lab_dma(dev, in->tx_stat_host_addr), sizeof(struct tx_port_stats) / sizeof(u64));
	put_counters(dev, port, lab_dma(dev, in->rx_stat_host_addr), sizeof(struct rx_port_stats) / sizeof(u64));
	return HWRM_ERR_CODE_SUCCESS;
}

u16 port_clr_stats(struct lab_dev *dev, struct lab_cmd *cmd)
{
	const struct hwrm_port_clr_stats_input *in = cmd->in;

	if (!port_known(in->port_id))
		return HWRM_ERR_CODE_INVALID_PARAMS;
	dev->card->counters_cleared[le16_to_cpu(in->port_id)] = ktime_get_boottime_ns();
	return HWRM_ERR_CODE_SUCCESS;
}
