// SPDX-License-Identifier: GPL-2.0
/* Resets of the firmware, what waits for them, and temperatures. */
#include "model.h"

/* What a reset of the firmware or the machine does: what is stored holds from now on. */
void lab_apply_stored(struct lab_card *card)
{
	memcpy(card->running, card->stored, sizeof(card->running));
}

u16 fw_qstatus(struct lab_dev *dev, struct lab_cmd *cmd)
{
	const struct hwrm_fw_qstatus_input *in = cmd->in;
	struct hwrm_fw_qstatus_output *out = cmd->out;

	if (in->embedded_proc_type > FW_QSTATUS_REQ_EMBEDDED_PROC_TYPE_LAST)
		return HWRM_ERR_CODE_INVALID_PARAMS;
	out->selfrst_status = FW_QSTATUS_RESP_SELFRST_STATUS_SELFRSTNONE;
	/* (assumed) that an option changed and changed back waits for nothing */
	out->nvm_option_action_status =
		memcmp(dev->card->running, dev->card->stored, sizeof(dev->card->running)) ?
		FW_QSTATUS_RESP_NVM_OPTION_ACTION_STATUS_NVMOPT_ACTION_WARMBOOT :
		FW_QSTATUS_RESP_NVM_OPTION_ACTION_STATUS_NVMOPT_ACTION_NONE;
	return HWRM_ERR_CODE_SUCCESS;
}

/* A reset of the chip takes what is stored; of one of its processors, it does not. */
u16 fw_reset(struct lab_dev *dev, struct lab_cmd *cmd)
{
	const struct hwrm_fw_reset_input *in = cmd->in;
	struct hwrm_fw_reset_output *out = cmd->out;

	if (in->embedded_proc_type > FW_RESET_REQ_EMBEDDED_PROC_TYPE_LAST ||
	    in->selfrst_status > FW_RESET_REQ_SELFRST_STATUS_LAST)
		return HWRM_ERR_CODE_INVALID_PARAMS;
	if (in->flags & ~(FW_RESET_REQ_FLAGS_RESET_GRACEFUL | FW_RESET_REQ_FLAGS_FW_ACTIVATION))
		return HWRM_ERR_CODE_INVALID_FLAGS;
	if (in->embedded_proc_type == FW_RESET_REQ_EMBEDDED_PROC_TYPE_CHIP)
		lab_apply_stored(dev->card);
	out->selfrst_status = in->selfrst_status;
	return HWRM_ERR_CODE_SUCCESS;
}

u16 temp_monitor_query(struct lab_dev *dev, struct lab_cmd *cmd)
{
	struct hwrm_temp_monitor_query_output *out = cmd->out;
	bool module = lab_function_of(dev) == 0;

	out->temp = 61;
	out->phy_temp = 58;
	out->om_temp = module ? 47 : 0;
	out->flags = TEMP_MONITOR_QUERY_RESP_FLAGS_EXT_TEMP_FIELDS_AVAILABLE |
		     TEMP_MONITOR_QUERY_RESP_FLAGS_THRESHOLD_VALUES_AVAILABLE |
		     (module ? 0 : TEMP_MONITOR_QUERY_RESP_FLAGS_OM_NOT_PRESENT |
				   TEMP_MONITOR_QUERY_RESP_FLAGS_OM_TEMP_NOT_AVAILABLE);
	/* (assumed) The extended fields count from -64 degrees. */
	out->temp2 = 61 + 64;
	out->phy_temp2 = 58 + 64;
	out->om_temp2 = module ? 47 + 64 : 0;
	out->warn_threshold = 95;
	out->critical_threshold = 100;
	out->fatal_threshold = 105;
	out->shutdown_threshold = 110;
	return HWRM_ERR_CODE_SUCCESS;
}
