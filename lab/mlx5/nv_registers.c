// SPDX-License-Identifier: GPL-2.0
/*
 * The registers of the NV store: MNVDA, MNVDI, MNVQC, MNVIA, MNVGC, MNVGN. Header of a TLV, 12 bytes: dword 0
 * {length 8..0, host_id_valid 9, version 15..12, writer_id 20..16, access_mode 23..22, rd_en 24, ovr_en 25,
 * priority 29..28}, dword 1 the type, dword 2 reserved.
 */
#include "bits.h"
#include "model.h"

#define HEADER 12
#define DATA_MAX 256		/* data of a TLV that fits MNVDA */
#define WRITER_COMMAND_INTERFACE 4

static bool readable(const struct nv_tlv *tlv)
{
	return tlv->size <= DATA_MAX;
}

static bool writable(const struct nv_tlv *tlv)
{
	return !tlv->cap && tlv->size <= DATA_MAX;
}

static u8 refuse(struct lab_access *reg, u8 status, u32 syndrome)
{
	reg->syndrome = syndrome;
	return status;
}

static void put_header(u8 *header, const struct nv_item *item, u32 mode)
{
	memset(header, 0, HEADER);
	put(header, 0, 0, 9, item->tlv->size);
	put(header, 0, 12, 4, item->tlv->version);
	put(header, 0, 16, 5, item->writer_id);
	put(header, 0, 22, 2, mode);
	put(header, 0, 24, 1, readable(item->tlv));
	put(header, 0, 25, 1, writable(item->tlv));
	put(header, 4, 0, 32, item->type);
}

static u8 mnvda_read(struct lab_dev *dev, struct lab_access *reg)
{
	struct nv_item *item = nv_find(dev, get(reg->data, 4, 0, 32));
	u32 mode = get(reg->data, 0, 22, 2), asked;

	if (!item || !readable(item->tlv))
		return refuse(reg, MLX5_CMD_STAT_BAD_PARAM_ERR, SYNDROME_UNKNOWN_TLV);
	if (mode >= NV_MODES)
		return refuse(reg, MLX5_CMD_STAT_BAD_PARAM_ERR, SYNDROME_BAD_VALUE);
	asked = get(reg->data, 4, 0, 32);
	put_header(reg->data, item, mode);
	put(reg->data, 4, 0, 32, asked);
	memcpy(reg->data + HEADER, item->value[mode], item->tlv->size);
	reg->length = HEADER + item->tlv->size;
	return MLX5_CMD_STAT_OK;
}

static u8 mnvda_write(struct lab_dev *dev, struct lab_access *reg)
{
	struct nv_item *item = nv_find(dev, get(reg->data, 4, 0, 32));
	u32 length = get(reg->data, 0, 0, 9);
	u32 writer = get(reg->data, 0, 16, 5);

	if (!item)
		return refuse(reg, MLX5_CMD_STAT_BAD_PARAM_ERR, SYNDROME_UNKNOWN_TLV);
	if (!writable(item->tlv))
		return refuse(reg, MLX5_CMD_STAT_BAD_PARAM_ERR, SYNDROME_TLV_READ_ONLY);
	if (length != item->tlv->size || reg->given < HEADER + length)
		return refuse(reg, MLX5_CMD_STAT_BAD_PARAM_ERR, SYNDROME_TLV_LENGTH);
	if (get(reg->data, 0, 22, 2) != NV_NEXT)
		return refuse(reg, MLX5_CMD_STAT_BAD_PARAM_ERR, SYNDROME_BAD_VALUE);
	memcpy(item->value[NV_NEXT], reg->data + HEADER, length);
	item->stored = true;
	item->writer_id = writer ?: WRITER_COMMAND_INTERFACE;
	put_header(reg->data, item, NV_NEXT);
	reg->length = HEADER + length;
	return MLX5_CMD_STAT_OK;
}

static u8 mnvdi_write(struct lab_dev *dev, struct lab_access *reg)
{
	struct nv_item *item = nv_find(dev, get(reg->data, 4, 0, 32));

	if (!item)
		return refuse(reg, MLX5_CMD_STAT_BAD_PARAM_ERR, SYNDROME_UNKNOWN_TLV);
	if (!writable(item->tlv))
		return refuse(reg, MLX5_CMD_STAT_BAD_PARAM_ERR, SYNDROME_TLV_READ_ONLY);
	nv_invalidate(item);
	return MLX5_CMD_STAT_OK;
}

/* Answers about any type; what the firmware does not know is neither readable nor writable. */
static u8 mnvqc_read(struct lab_dev *dev, struct lab_access *reg)
{
	struct nv_item *item = nv_find(dev, get(reg->data, 0, 0, 32));

	put(reg->data, 4, 0, 32, 0);
	if (item) {
		put(reg->data, 4, 0, 1, readable(item->tlv));
		put(reg->data, 4, 1, 1, writable(item->tlv));
		put(reg->data, 4, 4, 4, item->tlv->version);
	}
	return MLX5_CMD_STAT_OK;
}

static u8 mnvia_write(struct lab_dev *dev, struct lab_access *reg)
{
	if (get(reg->data, 0, 0, 3))
		return refuse(reg, MLX5_CMD_STAT_BAD_PARAM_ERR, SYNDROME_BAD_VALUE);
	for (u32 i = 0; i < dev->nv_count; i++)
		if (writable(dev->nv[i].tlv))
			nv_invalidate(&dev->nv[i]);
	return MLX5_CMD_STAT_OK;
}

static u8 mnvgc_read(struct lab_dev *dev, struct lab_access *reg)
{
	memset(reg->data, 0, reg->length);
	put(reg->data, 0, 0, 1, 1);		/* nvda_read_factory_settings */
	put(reg->data, 0, 1, 1, 1);		/* nvda_read_current_settings */
	return MLX5_CMD_STAT_OK;
}

/* Iterates over the stored TLVs: nv_pointer 0 begins, nv_pointer 0 in the reply ends. */
static u8 mnvgn_read(struct lab_dev *dev, struct lab_access *reg)
{
	u32 from = get(reg->data, 0, 0, 32), next;
	struct nv_item *item = NULL;

	for (; from < dev->nv_count && !item; from++)
		if (dev->nv[from].stored && readable(dev->nv[from].tlv))
			item = &dev->nv[from];
	memset(reg->data, 0, 0x1c);
	if (!item) {
		reg->length = 0x20;
		return MLX5_CMD_STAT_OK;
	}
	for (next = from; next < dev->nv_count; next++)
		if (dev->nv[next].stored && readable(dev->nv[next].tlv))
			break;
	put(reg->data, 0, 0, 32, next < dev->nv_count ? next : 0);
	put_header(reg->data + 0x10, item, NV_NEXT);
	memcpy(reg->data + 0x1c, item->value[NV_NEXT], item->tlv->size);
	reg->length = 0x1c + item->tlv->size;
	return MLX5_CMD_STAT_OK;
}

const struct lab_register nv_registers[] = {
	{ "MNVDA", 0x9024, HEADER + DATA_MAX, HEADER, mnvda_read, mnvda_write },
	{ "MNVDI", 0x9025, HEADER, HEADER, NULL, mnvdi_write },
	{ "MNVQC", 0x9030, 0x8, 0x8, mnvqc_read, NULL },
	{ "MNVIA", 0x9033, 0x8, 0x8, NULL, mnvia_write },
	{ "MNVGC", 0x9034, 0x10, 0x10, mnvgc_read, NULL },
	{ "MNVGN", 0x9035, 0x1c + DATA_MAX, 0x4, mnvgn_read, NULL },
	{}
};
