/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A model of pds firmware, small enough to read, exact enough that the kernel's own pds_fwctl driver cannot tell.
 * The transport is the kernel's pds_adminq.h. What endpoints and operations a product has is not public: those here
 * are the lab's own, one for each class of attributes.
 */
#ifndef FWCTL_LAB_PDS_MODEL_H
#define FWCTL_LAB_PDS_MODEL_H

#include <linux/debugfs.h>
#include <linux/mutex.h>
#include <linux/pci.h>
#include <linux/pds/pds_common.h>
#include <linux/pds/pds_core_if.h>
#include <linux/pds/pds_adminq.h>
#include <linux/pds/pds_auxbus.h>

#include "rules.h"

#define LAB_PAYLOAD_MAX 8192	/* max_req_sz of IDENT */
#define LAB_REPLY_MAX 16384	/* max_resp_sz of IDENT */
#define LAB_SLOTS 16
#define LAB_SLOT_BYTES 64

struct lab_dev {
	struct pds_auxiliary_dev *padev;
	struct pci_dev *pdev;
	int number;
	u16 bus_vendor, bus_device;	/* the PCI ids of QEMU's device, given back on unbind */
	struct dentry *debugfs;

	struct mutex lock;		/* the firmware executes one command at a time */
	u8 slot[LAB_SLOTS][LAB_SLOT_BYTES];	/* in use */
	u8 staged[LAB_SLOTS][LAB_SLOT_BYTES];	/* written, and in use after SYNC */
	u32 debug_level;

	atomic_t rpcs, queries, in_flight;
	u32 last_op, last_ep;
	struct debugfs_blob_wrapper last_request;

	/* knobs */
	u32 delay_ms;
	struct lab_rules faults;
};

/* One RPC in execution. Payloads are the driver's own memory; either may be empty. */
struct lab_rpc {
	const u8 *request;
	u32 request_size;
	u8 *response;
	u32 response_room;
	u32 response_size;		/* set by the handler */
};

/* An operation as QUERY lists it. Handlers return the RPC's own error, which becomes retval. */
struct lab_operation {
	u32 id;				/* version << 16 | command */
	u8 attributes;			/* PDSFC_FW_CMD_ATTR_*; what else is set makes it a full debug write */
	u32 (*run)(struct lab_dev *dev, struct lab_rpc *rpc);
};

struct lab_endpoint {
	u32 id;
	const struct lab_operation *operations;
	u32 count;
	bool unreadable;		/* QUERY of its operations fails */
};

/* operations.c */
extern const struct lab_endpoint lab_endpoints[];
extern const u32 lab_endpoint_count;
const struct lab_endpoint *lab_find_endpoint(u32 id);
const struct lab_operation *lab_find_operation(const struct lab_endpoint *endpoint, u32 op);
void lab_operations_create(struct lab_dev *dev);

/* The errors of the lab's operations; a product has its own. */
#define LAB_RPC_OK 0
#define LAB_RPC_BAD_REQUEST 22
#define LAB_RPC_NO_SLOT 2

/* adminq.c */
extern const struct lab_rule_words lab_fault_words;
int lab_adminq(struct lab_dev *dev, const union pds_core_adminq_cmd *cmd, union pds_core_adminq_comp *comp);

/* knobs.c */
void knobs_create(struct lab_dev *dev, struct dentry *root);

#endif
