/* SPDX-License-Identifier: GPL-2.0 */
/* What the lab adds to cxl_test's mock memory devices: Features, logs, counters and faults. */
#ifndef FWCTL_LAB_H
#define FWCTL_LAB_H

#include <linux/debugfs.h>
#include <linux/mutex.h>
#include <linux/wait.h>
#include <cxl/mailbox.h>
#include <cxlmem.h>

/* Ways in which a Feature behaves unlike the others. */
#define LAB_STRICT_OFFSET	BIT(0)	/* a full transfer with an offset is refused, as upstream's vendor Feature does */
#define LAB_SHORT_READ		BIT(1)	/* a Get Feature past the end returns what there is instead of Invalid Input */
#define LAB_AFTER_RESET		BIT(2)	/* Set changes the saved value; the current one follows at the next reset */
#define LAB_ANY_VERSION		BIT(3)	/* Set does not look at the version */

struct lab_feature {
	uuid_t uuid;
	u16 get_size, set_size;
	u32 flags;
	u8 get_version, set_version;
	u16 effects;
	u16 quirks;
	const char *name;
	const u8 *initial;	/* of get_size bytes; NULL: see lab_initial_byte() */
	u8 reserved;		/* goes into every reserved byte of the entry, where it must be 0 */
};

struct lab_value {
	u8 *current_value, *default_value, *saved_value;
	size_t size;
};

struct lab_device {
	struct device *dev;
	size_t payload_size;
	struct lab_feature *features;
	struct lab_value *values;
	int count;
	struct cxl_cel_entry *cel;
	size_t cel_size;
	size_t debug_log_size;		/* what is in the vendor debug log now */
	size_t debug_log_full;		/* and when it is full; 0: the device has no such log */

	struct mutex lock;		/* values and the transfer in progress */
	int transfer;			/* index of the Feature being transferred, or -1 */
	size_t transfer_next;
	u8 *transfer_data;

	/* debugfs: seen */
	atomic_t seen, seen_list, seen_get, seen_set, seen_log, in_flight;
	u16 last_opcode;
	struct debugfs_blob_wrapper last_request;
	/* debugfs: orders */
	u16 fault_opcode, fault_return_code;
	u32 fault_times;
	u32 delay_ms;
	u32 short_by;
	bool hold;
	wait_queue_head_t released;
	struct dentry *dir;
};

int lab_features(struct lab_device *lab, int id);
u8 lab_initial_byte(int index, size_t offset);
void lab_reset(struct lab_device *lab, unsigned int depth);

struct lab_device *lab_create(struct device *dev, int id, const struct cxl_cel_entry *cel, size_t cel_entries);
bool lab_mbox_send(struct lab_device *lab, struct cxl_mbox_cmd *cmd, int *rc);
int lab_debugfs(struct lab_device *lab, const char *name);

#endif
