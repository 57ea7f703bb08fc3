// SPDX-License-Identifier: GPL-2.0
/*
 * The eight NVM options that the kernel names (bnxt_devlink.h), as its devlink code calls them: data_len in bits; an
 * option of a function is indexed by it, dimensions 1 where the index is not 0. What is read is what is stored, not
 * what is in use. (assumed): the widths of those that devlink does not have, all error codes, that only the first
 * function may write what belongs to the card, and that a value that does not fit is refused.
 */
#include "model.h"

const struct lab_option lab_options[LAB_OPTIONS] = {
	{ 108, 10, OWNER_CARD, 1, false, { 74 } },		/* MSIX_VEC_PER_PF_MAX */
	{ 114, 7, OWNER_CARD, 1, false, { 0 } },		/* MSIX_VEC_PER_PF_MIN */
	{ 161, 1, OWNER_CARD, 1, true, { 1 } },			/* RDMA_CAPABLE */
	{ 164, 1, OWNER_CARD, 1, false, { 0 } },		/* IGNORE_ARI */
	{ 171, 1, OWNER_CARD, 1, false, { 0 } },		/* DIS_GRE_VER_CHECK */
	{ 401, 1, OWNER_CARD, 1, false, { 1 } },		/* ENABLE_SRIOV */
	{ 506, 1, OWNER_FUNCTION, LAB_FUNCTIONS, false, { 1, 0 } },	/* SUPPORT_RDMA */
	{ 602, 8, OWNER_ELEMENT, 3, true, { 4, 1, 0 } },	/* NVM_CFG_VER: update, minor, major */
};

void nvm_options_create(struct lab_card *card)
{
	for (int i = 0; i < LAB_OPTIONS; i++)
		memcpy(card->stored[i], lab_options[i].factory, sizeof(card->stored[i]));
	/* One that has been changed since the card was made. */
	card->stored[0][0] = 128;
	lab_apply_stored(card);
}

static int find_option(__le16 number)
{
	for (int i = 0; i < LAB_OPTIONS; i++)
		if (lab_options[i].number == le16_to_cpu(number))
			return i;
	return -1;
}

/* The element that a request means, or -1. An index counts where the dimensions say so, and 0 needs none. */
static int element_of(const struct lab_option *option, __le16 dimensions, __le16 index_0)
{
	u16 index = le16_to_cpu(index_0);

	if (le16_to_cpu(dimensions) > 1 || (!dimensions && index))
		return -1;
	return index < option->indexes ? index : -1;
}

static u32 bytes_of(u32 bits)
{
	return DIV_ROUND_UP(bits, 8);
}

static u16 refuse(struct lab_cmd *cmd, u16 error_code, u8 cmd_err)
{
	cmd->cmd_err = cmd_err;
	return error_code;
}

u16 nvm_get_variable(struct lab_dev *dev, struct lab_cmd *cmd)
{
	const struct hwrm_nvm_get_variable_input *in = cmd->in;
	struct hwrm_nvm_get_variable_output *out = cmd->out;
	int index = find_option(in->option_num), element;
	u16 bits = le16_to_cpu(in->data_len);
	const struct lab_option *option;
	u8 *data;
	u32 value;

	if (index < 0)
		return refuse(cmd, HWRM_ERR_CODE_INVALID_PARAMS, NVM_GET_VARIABLE_CMD_ERR_CODE_VAR_NOT_EXIST);
	option = &lab_options[index];
	element = element_of(option, in->dimensions, in->index_0);
	if (element < 0)
		return refuse(cmd, HWRM_ERR_CODE_INVALID_PARAMS, NVM_GET_VARIABLE_CMD_ERR_CODE_INDEX_INVALID);
	if (bits < option->bits)
		return refuse(cmd, HWRM_ERR_CODE_INVALID_PARAMS, NVM_GET_VARIABLE_CMD_ERR_CODE_LEN_TOO_SHORT);
	value = in->flags & NVM_GET_VARIABLE_REQ_FLAGS_FACTORY_DFLT ? option->factory[element] :
								       dev->card->stored[index][element];
	data = lab_dma(dev, in->dest_data_addr);
	for (u32 i = 0; i < bytes_of(bits); i++)
		data[i] = i < sizeof(value) ? value >> (8 * i) : 0;
	out->data_len = cpu_to_le16(option->bits);
	out->option_num = in->option_num;
	return HWRM_ERR_CODE_SUCCESS;
}

u16 nvm_set_variable(struct lab_dev *dev, struct lab_cmd *cmd)
{
	const struct hwrm_nvm_set_variable_input *in = cmd->in;
	int index = find_option(in->option_num), element;
	u16 bits = le16_to_cpu(in->data_len);
	const struct lab_option *option;
	const u8 *data;
	u32 value = 0;

	if (index < 0)
		return refuse(cmd, HWRM_ERR_CODE_INVALID_PARAMS, NVM_SET_VARIABLE_CMD_ERR_CODE_VAR_NOT_EXIST);
	option = &lab_options[index];
	element = element_of(option, in->dimensions, in->index_0);
	if (element < 0)
		return refuse(cmd, HWRM_ERR_CODE_INVALID_PARAMS, NVM_SET_VARIABLE_CMD_ERR_CODE_INDEX_INVALID);
	if (option->read_only || (option->owner == OWNER_CARD && lab_function_of(dev) != 0))
		return refuse(cmd, HWRM_ERR_CODE_RESOURCE_ACCESS_DENIED, NVM_SET_VARIABLE_CMD_ERR_CODE_ACCESS_DENIED);
	if (in->flags & NVM_SET_VARIABLE_REQ_FLAGS_ENCRYPT_MODE_MASK)
		return refuse(cmd, HWRM_ERR_CODE_INVALID_FLAGS, NVM_SET_VARIABLE_CMD_ERR_CODE_ACTION_NOT_SUPPORTED);
	if (in->flags & NVM_SET_VARIABLE_REQ_FLAGS_FACTORY_DEFAULT) {
		dev->card->stored[index][element] = option->factory[element];
		return HWRM_ERR_CODE_SUCCESS;
	}
	if (bits < option->bits)
		return refuse(cmd, HWRM_ERR_CODE_INVALID_PARAMS, NVM_SET_VARIABLE_CMD_ERR_CODE_LEN_TOO_SHORT);
	if (bits > option->bits)
		return refuse(cmd, HWRM_ERR_CODE_INVALID_PARAMS, NVM_SET_VARIABLE_CMD_ERR_CODE_INVALID_DATA_LEN);
	data = lab_dma(dev, in->src_data_addr);
	for (u32 i = 0; i < bytes_of(bits); i++)
		value |= (u32)data[i] << (8 * i);
	if (value >> option->bits)
		return refuse(cmd, HWRM_ERR_CODE_INVALID_PARAMS, NVM_SET_VARIABLE_CMD_ERR_CODE_CB_FAILED);
	dev->card->stored[index][element] = value;
	return HWRM_ERR_CODE_SUCCESS;
}

u16 nvm_factory_defaults(struct lab_dev *dev, struct lab_cmd *cmd)
{
	if (lab_function_of(dev) != 0)
		return HWRM_ERR_CODE_RESOURCE_ACCESS_DENIED;
	for (int i = 0; i < LAB_OPTIONS; i++)
		memcpy(dev->card->stored[i], lab_options[i].factory, sizeof(dev->card->stored[i]));
	return HWRM_ERR_CODE_SUCCESS;
}
