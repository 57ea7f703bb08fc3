// SPDX-License-Identifier: GPL-2.0
/*
 * The store of NV configuration: every TLV, once per port, function, host or module, with its NEXT, CURRENT and
 * FACTORY values.
 */
#include <linux/slab.h>

#include "model.h"

#define PFS 2
#define MODULES 2

static const struct nv_tlv tlvs[] = {
#include "nv_tlvs.h"
};

enum { CLASS_GLOBAL = 0, CLASS_PORT = 1, CLASS_PER_HOST_PF = 3, CLASS_FILE = 6, CLASS_HOST = 7, CLASS_MODULE = 9 };

static int instances(const struct nv_tlv *tlv)
{
	switch (tlv->tlv_class) {
	case CLASS_PORT:	return LAB_PORTS;
	case CLASS_PER_HOST_PF:	return PFS;
	case CLASS_MODULE:	return MODULES;
	default:		return 1;
	}
}

/* The type dword of a TLV header: class in bits 31..24, indexes, parameter index. Host 0 only. */
static u32 type_of(const struct nv_tlv *tlv, int instance)
{
	u32 type = (u32)tlv->tlv_class << 24 | tlv->index;

	switch (tlv->tlv_class) {
	case CLASS_PORT:	return type | (u32)(instance + 1) << 16;
	case CLASS_PER_HOST_PF:	return type | (u32)instance << 10;
	case CLASS_MODULE:	return type | (u32)instance << 14;
	default:		return type;
	}
}

int nv_create(struct lab_dev *dev)
{
	u32 count = 0;

	for (size_t i = 0; i < ARRAY_SIZE(tlvs); i++)
		count += instances(&tlvs[i]);
	dev->nv = kvcalloc(count, sizeof(*dev->nv), GFP_KERNEL);
	if (!dev->nv)
		return -ENOMEM;
	for (size_t i = 0; i < ARRAY_SIZE(tlvs); i++) {
		for (int instance = 0; instance < instances(&tlvs[i]); instance++) {
			struct nv_item *item = &dev->nv[dev->nv_count++];

			item->tlv = &tlvs[i];
			item->type = type_of(&tlvs[i], instance);
			for (int mode = 0; mode < NV_MODES; mode++) {
				item->value[mode] = kzalloc(tlvs[i].size, GFP_KERNEL);
				if (!item->value[mode])
					return -ENOMEM;
			}
		}
	}
	nv_seed(dev);
	return 0;
}

void nv_destroy(struct lab_dev *dev)
{
	for (u32 i = 0; i < dev->nv_count; i++)
		for (int mode = 0; mode < NV_MODES; mode++)
			kfree(dev->nv[i].value[mode]);
	kvfree(dev->nv);
}

static struct nv_item *find(struct lab_dev *dev, u32 type)
{
	for (u32 i = 0; i < dev->nv_count; i++)
		if (dev->nv[i].type == type)
			return &dev->nv[i];
	return NULL;
}

/* Some firmware answers for ports and modules that are not there: as for the first one. */
static u32 first_instance(u32 type)
{
	switch (type >> 24) {
	case CLASS_PORT:	return (type & ~GENMASK(23, 16)) | 1 << 16;
	case CLASS_MODULE:	return type & ~GENMASK(23, 14);
	default:		return type;
	}
}

struct nv_item *nv_find(struct lab_dev *dev, u32 type)
{
	struct nv_item *item = find(dev, type);

	return item || !dev->nv_every_port ? item : find(dev, first_instance(type));
}

void nv_invalidate(struct nv_item *item)
{
	memcpy(item->value[NV_NEXT], item->value[NV_FACTORY], item->tlv->size);
	item->stored = false;
	item->writer_id = 0;
}

void nv_make_live(struct lab_dev *dev)
{
	for (u32 i = 0; i < dev->nv_count; i++)
		memcpy(dev->nv[i].value[NV_CURRENT], dev->nv[i].value[NV_NEXT], dev->nv[i].tlv->size);
}
