/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A model of bnxt firmware, small enough to read, exact enough that the kernel's own bnxt_fwctl driver cannot tell.
 * Layouts are those of the kernel's bnxt/hsi.h. What no public source says is marked (assumed).
 */
#ifndef FWCTL_LAB_BNXT_MODEL_H
#define FWCTL_LAB_BNXT_MODEL_H

#include <linux/auxiliary_bus.h>
#include <linux/bnxt/hsi.h>
#include <linux/bnxt/ulp.h>
#include <linux/debugfs.h>
#include <linux/mutex.h>
#include <linux/pci.h>

#include "rules.h"

#define LAB_FUNCTIONS 2		/* PCI functions of one card: function N drives port N */
#define LAB_OPTION_INDEXES 3	/* the largest number of elements that an NVM option has */
#define LAB_REPLY_MAX 4096	/* max_resp_len of VER_GET; no reply of the model is longer */
#define LAB_FIRST_FID 1		/* as the kernel's BNXT_FIRST_PF_FID */

/* What an NVM option is indexed by. */
enum lab_owner { OWNER_CARD, OWNER_FUNCTION, OWNER_ELEMENT };

struct lab_option {
	u16 number;
	u16 bits;
	enum lab_owner owner;
	u8 indexes;
	bool read_only;
	u32 factory[LAB_OPTION_INDEXES];
};

#define LAB_OPTIONS 8
extern const struct lab_option lab_options[LAB_OPTIONS];

/* The hardware that the functions of one PCI slot share. */
struct lab_card {
	struct list_head list;
	struct kref users;
	struct pci_bus *bus;
	u8 slot;
	struct mutex lock;		/* the firmware executes one command at a time */
	u32 stored[LAB_OPTIONS][LAB_OPTION_INDEXES];
	u32 running[LAB_OPTIONS][LAB_OPTION_INDEXES];	/* what was stored at the last reset */
	u64 counters_cleared[LAB_FUNCTIONS];	/* ns since boot */
};

struct lab_dev {
	struct bnxt_en_dev edev;	/* what bnxt_fwctl sees */
	struct bnxt_aux_priv *aux;
	struct pci_dev *pdev;
	struct lab_card *card;
	int number;			/* 0 for the first PCI function bound */
	u16 bus_vendor, bus_device;	/* the PCI ids of QEMU's device, given back on unbind */
	struct dentry *debugfs;
	u16 sequence;
	u8 *scratch;			/* LAB_REPLY_MAX: the reply in the making */
	atomic_t commands, in_flight;
	u16 last_type;
	struct debugfs_blob_wrapper last_request;

	/* knobs */
	u32 delay_ms;
	bool reset_in_progress;		/* as bp->fw_reset_state: nothing is sent */
	struct lab_rules faults;
};

/* One command in execution. */
struct lab_cmd {
	const void *in;			/* the request, padded with zeros to the structure's size */
	void *out;			/* LAB_REPLY_MAX bytes, zeroed; the header is filled in by the dispatcher */
	u8 cmd_err;			/* set by the handler that refuses */
};

/* One command that the model knows. Handlers return an HWRM_ERR_CODE_*. */
struct lab_command {
	u16 req_type;
	u16 in_size, out_size;
	u16 (*run)(struct lab_dev *dev, struct lab_cmd *cmd);
};

/* function.c: VER_GET and what concerns a PCI function */
u16 ver_get(struct lab_dev *dev, struct lab_cmd *cmd);
u16 func_qcaps(struct lab_dev *dev, struct lab_cmd *cmd);
u16 func_qcfg(struct lab_dev *dev, struct lab_cmd *cmd);
u16 func_reset(struct lab_dev *dev, struct lab_cmd *cmd);
u8 lab_function_of(struct lab_dev *dev);
u16 lab_chip(void);

/* port.c */
u16 port_phy_qcfg(struct lab_dev *dev, struct lab_cmd *cmd);
u16 port_phy_qcaps(struct lab_dev *dev, struct lab_cmd *cmd);
u16 port_qstats(struct lab_dev *dev, struct lab_cmd *cmd);
u16 port_clr_stats(struct lab_dev *dev, struct lab_cmd *cmd);

/* firmware.c */
u16 fw_qstatus(struct lab_dev *dev, struct lab_cmd *cmd);
u16 fw_reset(struct lab_dev *dev, struct lab_cmd *cmd);
u16 temp_monitor_query(struct lab_dev *dev, struct lab_cmd *cmd);
void lab_apply_stored(struct lab_card *card);

/* nvm_options.c */
u16 nvm_get_variable(struct lab_dev *dev, struct lab_cmd *cmd);
u16 nvm_set_variable(struct lab_dev *dev, struct lab_cmd *cmd);
u16 nvm_factory_defaults(struct lab_dev *dev, struct lab_cmd *cmd);
void nvm_options_create(struct lab_card *card);

/* nvm_directory.c */
u16 nvm_get_dev_info(struct lab_dev *dev, struct lab_cmd *cmd);
u16 nvm_get_dir_info(struct lab_dev *dev, struct lab_cmd *cmd);
u16 nvm_get_dir_entries(struct lab_dev *dev, struct lab_cmd *cmd);
u16 nvm_read(struct lab_dev *dev, struct lab_cmd *cmd);

/* message.c */
extern const struct lab_rule_words lab_fault_words;
void *lab_dma(struct lab_dev *dev, __le64 address);

/* knobs.c */
void knobs_create(struct lab_dev *dev, struct dentry *root);

#endif
