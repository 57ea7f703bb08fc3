// SPDX-License-Identifier: GPL-2.0
/*
 * The values that the store starts with. Capability twins say yes to everything, so that every parameter is
 * offered; the TLVs that people use hold what a card might hold; the rest is zero.
 */
#include <linux/jhash.h>

#include "bits.h"
#include "model.h"

#define PF(pf, index) (0x03000000 | (pf) << 10 | (index))
#define PORT(port, index) (0x01000000 | (port) << 16 | (index))
#define HOST(index) (0x07000000 | (index))
#define CAGE(module, index) (0x09000000 | (module) << 14 | (index))

/* One field of one TLV: where it stands, and its value in each mode. */
struct nv_value {
	u32 type;
	u16 byte;
	u8 bit, width;
	u32 factory, current_value, next;
};

static const struct nv_value values[] = {
	/* PCI capability: bounds instead of all ones */
	{ 0x81, 0x4, 0, 16, 127, 127, 127 },			/* max_vfs_per_pf */
	{ 0x81, 0x4, 16, 8, 16, 16, 16 },			/* max_num_pfs */
	{ 0x81, 0x8, 0, 6, 9, 9, 9 },				/* max_log_pf_uar_bar_size */
	{ 0x81, 0x8, 6, 6, 7, 7, 7 },				/* max_log_vf_uar_bar_size */
	{ 0x81, 0x8, 12, 10, 512, 512, 512 },			/* max_num_pf_msix */
	{ 0x81, 0x8, 22, 10, 127, 127, 127 },			/* max_num_vf_msix */
	{ 0x81, 0xc, 0, 32, 65536, 65536, 65536 },		/* max_total_msix */
	{ 0x81, 0x10, 0, 32, 65536, 65536, 65536 },		/* max_total_bar */
	/* PCI configuration */
	{ 0x80, 0x0, 23, 9, 0x1ff, 0x1ff, 0x1ff },		/* the valid bits */
	{ 0x80, 0x0, 0, 8, 3, 3, 3 },				/* PF_BAR2_SIZE */
	{ 0x80, 0x0, 20, 1, 0, 1, 1 },				/* PER_PF_NUM_SF */
	{ 0x80, 0x4, 31, 1, 0, 1, 1 },				/* SRIOV_EN */
	{ 0x80, 0x4, 0, 16, 0, 8, 16 },				/* NUM_OF_VFS */
	{ 0x80, 0x4, 16, 8, 2, 2, 2 },				/* NUM_OF_PF */
	{ 0x80, 0x4, 29, 1, 1, 1, 1 },				/* FPP_EN */
	{ 0x80, 0x8, 0, 6, 5, 5, 5 },				/* PF_LOG_BAR_SIZE */
	{ 0x80, 0x8, 6, 6, 1, 1, 1 },				/* VF_LOG_BAR_SIZE */
	{ 0x80, 0x8, 12, 10, 63, 63, 63 },			/* NUM_PF_MSIX */
	{ 0x80, 0x8, 22, 10, 11, 11, 11 },			/* NUM_VF_MSIX */
	{ 0x84, 0x0, 16, 16, 0, 0, 0 },				/* MAX_ACC_OUT_READ */
	{ PF(0, 0x80), 0x0, 0, 16, 0, 128, 128 },		/* PF_TOTAL_SF, function 0 */
	{ PF(0, 0x80), 0x0, 24, 8, 0, 10, 10 },			/* PF_SF_BAR_SIZE, function 0 */
	{ PF(1, 0x80), 0x0, 0, 16, 0, 64, 32 },			/* PF_TOTAL_SF, function 1 */
	/* Offloads */
	{ 0x10a, 0x0, 16, 16, 4789, 4789, 4789 },		/* IP_OVER_VXLAN_PORT */
	{ 0x10a, 0x0, 8, 1, 1, 1, 1 },				/* UCTX_EN */
	{ 0x10a, 0x0, 0, 3, 0, 0, 1 },				/* CQE_COMPRESSION */
	{ 0x10a, 0x0, 10, 1, 0, 0, 1 },				/* REAL_TIME_CLOCK_ENABLE */
	{ 0x10a, 0x0, 5, 1, 0, 1, 0 },				/* MKEY_BY_NAME */
	{ 0x10a, 0x4, 29, 1, 1, 1, 1 },				/* ROCE_ADAPTIVE_ROUTING_EN */
	{ 0x10a, 0x4, 24, 5, 12, 12, 14 },			/* LOG_MAX_OUTSTANDING_WQE */
	{ 0xc, 0x0, 0, 4, 1, 1, 1 },				/* INTERNAL_CPU_MODEL */
	{ 0x88, 0x0, 20, 2, 0, 1, 2 },				/* LAG_RESOURCE_ALLOCATION */
	{ 0x120, 0x0, 24, 8, 1, 1, 1 },				/* CRYPTO_POLICY */
	{ 0x6, 0x0, 8, 4, 1, 1, 3 },				/* MEMIC_SIZE_LIMIT */
	{ 0x190, 0x0, 0, 5, 14, 14, 14 },			/* LOG_DCR_HASH_TABLE_SIZE */
	/* Arrays: HOST_CHAINING_DESCRIPTORS, HOST_CHAINING_TOTAL_BUFFER_SIZE, CUSTOMIZATION_NUMBER, port owners */
	{ 0x8, 0x4, 0, 32, 0x03030303, 0x03030303, 0x04030201 },
	{ 0x8, 0x8, 0, 32, 0x03030303, 0x03030303, 0x08070605 },
	{ 0x8, 0xc, 0, 32, 0x0c0c0c0c, 0x0c0c0c0c, 0x0c0c0c0c },
	{ 0x8, 0x10, 0, 32, 0x0c0c0c0c, 0x0c0c0c0c, 0x0b0c0d0e },
	{ 0x9b, 0x0, 0, 32, 0, 0x4c41422d, 0x4c41422d },
	{ 0x94, 0x10, 0, 32, 0, 0x00010203, 0x0f010203 },
	/* Ports */
	{ PORT(1, 0x12), 0x0, 2, 2, 2, 2, 2 },			/* LINK_TYPE_P1: ETH */
	{ PORT(2, 0x12), 0x0, 2, 2, 2, 2, 1 },			/* LINK_TYPE_P2: IB after the next reset */
	{ PORT(1, 0x190), 0x0, 0, 1, 1, 1, 1 },			/* KEEP_ETH_LINK_UP_P1 */
	{ PORT(2, 0x190), 0x0, 0, 1, 1, 1, 0 },			/* KEEP_ETH_LINK_UP_P2 */
	{ PORT(1, 0x81), 0x0, 0, 8, 1, 1, 1 },			/* NUM_OF_PLANES_P1 */
	{ PORT(2, 0x81), 0x0, 0, 8, 1, 1, 1 },			/* NUM_OF_PLANES_P2 */
	/* Functions and host */
	{ PF(0, 0x112), 0x0, 26, 2, 2, 2, 2 },			/* ROCE_CONTROL */
	{ PF(0, 0x112), 0x0, 28, 2, 0, 0, 1 },			/* PCI_WR_ORDERING */
	{ HOST(0x80), 0x0, 26, 1, 1, 1, 1 },			/* EXP_ROM_PXE_ENABLE */
	{ HOST(0x80), 0x0, 25, 1, 1, 1, 1 },			/* EXP_ROM_UEFI_x86_ENABLE */
	{ HOST(0x80), 0x0, 22, 1, 0, 0, 1 },			/* ATS_ENABLED */
	{ HOST(0x80), 0x0, 31, 1, 0, 0, 0 },			/* ADVANCED_PCI_SETTINGS hides what depends on it */
	/* Modules: MODULE_SPLIT is sixteen bytes, one for each lane */
	{ CAGE(0, 0x4), 0x0, 0, 32, 0xffffffff, 0xffffffff, 0x00010203 },
	{ CAGE(0, 0x4), 0x4, 0, 32, 0xffffffff, 0xffffffff, 0xffffffff },
	{ CAGE(1, 0x4), 0x0, 0, 32, 0xffffffff, 0xffffffff, 0xffffffff },
};

void nv_seed(struct lab_dev *dev)
{
	for (u32 i = 0; i < dev->nv_count; i++) {
		struct nv_item *item = &dev->nv[i];

		for (int mode = 0; mode < NV_MODES; mode++)
			memset(item->value[mode], item->tlv->cap ? 0xff : 0, item->tlv->size);
		item->stored = false;
		item->writer_id = 0;
	}
	for (size_t i = 0; i < ARRAY_SIZE(values); i++) {
		const struct nv_value *value = &values[i];
		struct nv_item *item = nv_find(dev, value->type);

		if (WARN_ON(!item || value->byte + 4 > item->tlv->size))
			continue;
		put(item->value[NV_FACTORY], value->byte, value->bit, value->width, value->factory);
		put(item->value[NV_CURRENT], value->byte, value->bit, value->width, value->current_value);
		put(item->value[NV_NEXT], value->byte, value->bit, value->width, value->next);
		item->stored |= value->next != value->factory;
	}
}

/* Knob: every bit of every writable TLV follows from the seed, so that no misplaced field goes unseen. */
void nv_fill_with_pattern(struct lab_dev *dev, u32 seed)
{
	for (u32 i = 0; i < dev->nv_count; i++) {
		struct nv_item *item = &dev->nv[i];

		if (item->tlv->cap)
			continue;
		for (int mode = 0; mode < NV_MODES; mode++)
			for (int byte = 0; byte < item->tlv->size; byte++)
				item->value[mode][byte] = jhash_3words(item->type, mode, byte, seed);
		item->stored = true;
	}
}

/* LINK_TYPE decides what the port speaks. */
u8 nv_port_is_infiniband(struct lab_dev *dev, int port)
{
	struct nv_item *item = nv_find(dev, PORT(port, 0x12));

	return item && get(item->value[NV_CURRENT], 0x0, 2, 2) == 1;
}
