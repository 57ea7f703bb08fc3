// SPDX-License-Identifier: GPL-2.0
/* /sys/kernel/debug/fwctl-lab/memN/: what the mock has seen, and orders to it. lab/README.md describes the files. */
#include <linux/debugfs.h>
#include <linux/seq_file.h>
#include "lab.h"

static int features_show(struct seq_file *out, void *unused)
{
	struct lab_device *lab = out->private;

	for (int i = 0; i < lab->count; i++) {
		const struct lab_feature *feature = &lab->features[i];

		seq_printf(out, "%d %pUb %u %u 0x%08x %u %u 0x%04x %s\n", i, &feature->uuid, feature->get_size,
			   feature->set_size, feature->flags, feature->get_version, feature->set_version,
			   feature->effects, feature->name);
	}
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(features);

static int hold_get(void *data, u64 *value)
{
	struct lab_device *lab = data;

	*value = READ_ONCE(lab->hold);
	return 0;
}

static int hold_set(void *data, u64 value)
{
	struct lab_device *lab = data;

	WRITE_ONCE(lab->hold, value != 0);
	wake_up_all(&lab->released);
	return 0;
}
DEFINE_DEBUGFS_ATTRIBUTE(hold_fops, hold_get, hold_set, "%llu\n");

/* The UUID of the Feature whose transfer has begun and not ended. */
static int in_progress_show(struct seq_file *out, void *unused)
{
	struct lab_device *lab = out->private;

	guard(mutex)(&lab->lock);
	if (lab->transfer >= 0)
		seq_printf(out, "%pUb\n", &lab->features[lab->transfer].uuid);
	else
		seq_puts(out, "none\n");
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(in_progress);

static ssize_t reset_write(struct file *file, const char __user *from, size_t length, loff_t *at)
{
	static const char * const kinds[] = { "cxl", "hot", "warm", "cold" };
	char word[8] = {};

	if (length >= sizeof(word))
		return -EINVAL;
	if (copy_from_user(word, from, length))
		return -EFAULT;
	strim(word);
	for (int i = 0; i < ARRAY_SIZE(kinds); i++) {
		if (!strcmp(word, kinds[i])) {
			lab_reset(file->private_data, i + 1);
			return length;
		}
	}
	return -EINVAL;
}

static const struct file_operations reset_fops = {
	.owner = THIS_MODULE,
	.open = simple_open,
	.write = reset_write,
};

static void remove_dir(void *data)
{
	struct lab_device *lab = data;

	debugfs_remove_recursive(lab->dir);
}

int lab_debugfs(struct lab_device *lab, const char *name)
{
	static struct dentry *root;
	struct dentry *seen, *fault, *last, *transfer;

	/* Stays when the module goes; found again when it comes back. */
	root = debugfs_lookup("fwctl-lab", NULL) ?: debugfs_create_dir("fwctl-lab", NULL);
	lab->dir = debugfs_create_dir(name, root);
	debugfs_create_file("features", 0400, lab->dir, lab, &features_fops);
	debugfs_create_file_unsafe("hold", 0600, lab->dir, lab, &hold_fops);
	debugfs_create_file("reset", 0200, lab->dir, lab, &reset_fops);
	debugfs_create_u32("delay_ms", 0600, lab->dir, &lab->delay_ms);
	debugfs_create_u32("short_by", 0600, lab->dir, &lab->short_by);

	seen = debugfs_create_dir("seen", lab->dir);
	debugfs_create_atomic_t("commands", 0600, seen, &lab->seen);
	debugfs_create_atomic_t("get_supported_features", 0600, seen, &lab->seen_list);
	debugfs_create_atomic_t("get_feature", 0600, seen, &lab->seen_get);
	debugfs_create_atomic_t("set_feature", 0600, seen, &lab->seen_set);
	debugfs_create_atomic_t("logs", 0600, seen, &lab->seen_log);
	debugfs_create_atomic_t("in_flight", 0400, seen, &lab->in_flight);

	last = debugfs_create_dir("last", lab->dir);
	debugfs_create_x16("opcode", 0400, last, &lab->last_opcode);
	debugfs_create_blob("request", 0400, last, &lab->last_request);

	fault = debugfs_create_dir("fault", lab->dir);
	debugfs_create_x16("opcode", 0600, fault, &lab->fault_opcode);
	debugfs_create_u16("return_code", 0600, fault, &lab->fault_return_code);
	debugfs_create_u32("times", 0600, fault, &lab->fault_times);

	transfer = debugfs_create_dir("transfer", lab->dir);
	debugfs_create_u32("break_at", 0600, transfer, &lab->break_transfer_at);
	debugfs_create_bool("ignore_offset", 0600, transfer, &lab->ignore_offset);
	debugfs_create_file("in_progress", 0400, transfer, lab, &in_progress_fops);

	return devm_add_action_or_reset(lab->dev, remove_dir, lab);
}
