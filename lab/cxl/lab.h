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

/*
 * How a Set writes into what Get returns, for Features whose Set Feature data is a structure of its own. One entry for
 * each byte of the Set data: its bits of `mask` become those of the Get byte; other bits are taken and read as before.
 */
struct lab_set_byte {
	u16 get_at;
	u8 mask;
};

#define LAB_CHECKED_SET 64	/* no Feature that looks at its Set data has more bytes of it */

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
	const struct lab_set_byte *set_layout;	/* of set_size entries; NULL: Set and Get have the same layout */
	bool (*acceptable)(const u8 *set, const u8 *current_value);	/* whether the whole Set data is; NULL: any is */
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
	u8 *transfer_data;		/* in the Set layout */

	/* debugfs: seen */
	atomic_t seen, seen_list, seen_get, seen_set, seen_log, in_flight;
	u16 last_opcode;
	struct debugfs_blob_wrapper last_request;
	/* debugfs: orders */
	u16 fault_opcode, fault_return_code;
	u32 fault_times;
	u32 delay_ms;
	u32 short_by;
	u32 break_transfer_at;		/* parts of a multi-part transfer before it breaks; 0: none does */
	u32 transfer_parts;		/* parts taken of the one in progress */
	bool ignore_offset;		/* the offset of a full transfer counts for nothing, as CXL 3.2 8.2.10.6.3 allows */
	bool hold;
	wait_queue_head_t released;
	struct dentry *dir;
};

int lab_features(struct lab_device *lab, int id);
u8 lab_initial_byte(int index, size_t offset);
void lab_reset(struct lab_device *lab, unsigned int depth);

struct lab_device *lab_create(struct device *dev, int id, const struct cxl_cel_entry *cel, size_t cel_entries);
bool lab_mbox_send(struct lab_device *lab, struct cxl_mbox_cmd *cmd, int *rc);

u16 lab_get_supported_logs(struct lab_device *lab, struct cxl_mbox_cmd *cmd);		/* lab_log.c */
u16 lab_get_log_sublist(struct lab_device *lab, struct cxl_mbox_cmd *cmd);
u16 lab_get_log(struct lab_device *lab, struct cxl_mbox_cmd *cmd);
u16 lab_get_log_caps(struct lab_device *lab, struct cxl_mbox_cmd *cmd);
u16 lab_clear_log(struct lab_device *lab, struct cxl_mbox_cmd *cmd);
u16 lab_get_supported_features(struct lab_device *lab, struct cxl_mbox_cmd *cmd);	/* lab_feature.c */
u16 lab_get_feature(struct lab_device *lab, struct cxl_mbox_cmd *cmd);
u16 lab_set_feature(struct lab_device *lab, struct cxl_mbox_cmd *cmd);

int lab_debugfs(struct lab_device *lab, const char *name);

#endif
