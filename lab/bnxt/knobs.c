// SPDX-License-Identifier: GPL-2.0
/* What a test can see and turn, below /sys/kernel/debug/fwctl_lab_bnxt/N/. */
#include <linux/debugfs.h>
#include <linux/seq_file.h>

#include "model.h"

/* The NVM options of the card: number, element, bits, stored, running and factory value. */
static int options_show(struct seq_file *s, void *unused)
{
	struct lab_dev *dev = s->private;

	guard(mutex)(&dev->card->lock);
	for (int i = 0; i < LAB_OPTIONS; i++)
		for (int element = 0; element < lab_options[i].indexes; element++)
			seq_printf(s, "%u %d %u %u %u %u\n", lab_options[i].number, element, lab_options[i].bits,
				   dev->card->stored[i][element], dev->card->running[i][element],
				   lab_options[i].factory[element]);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(options);

/* As if the machine had been rebooted. */
static int write_power_cycle(void *data, u64 unused)
{
	struct lab_dev *dev = data;

	guard(mutex)(&dev->card->lock);
	lab_apply_stored(dev->card);
	memset(dev->card->counters_cleared, 0, sizeof(dev->card->counters_cleared));
	return 0;
}
DEFINE_DEBUGFS_ATTRIBUTE(power_cycle_fops, NULL, write_power_cycle, "%llu\n");

/* As bnxt_en does while it recovers: no RPC is let through. */
static int write_ulp_stopped(void *data, u64 stopped)
{
	struct lab_dev *dev = data;

	guard(mutex)(&dev->edev.en_dev_lock);
	if (stopped)
		dev->edev.flags |= BNXT_EN_FLAG_ULP_STOPPED;
	else
		dev->edev.flags &= ~BNXT_EN_FLAG_ULP_STOPPED;
	return 0;
}

static int read_ulp_stopped(void *data, u64 *stopped)
{
	struct lab_dev *dev = data;

	*stopped = !!(READ_ONCE(dev->edev.flags) & BNXT_EN_FLAG_ULP_STOPPED);
	return 0;
}
DEFINE_DEBUGFS_ATTRIBUTE(ulp_stopped_fops, read_ulp_stopped, write_ulp_stopped, "%llu\n");

void knobs_create(struct lab_dev *dev, struct dentry *root)
{
	char name[8];

	snprintf(name, sizeof(name), "%d", dev->number);
	dev->debugfs = debugfs_create_dir(name, root);
	debugfs_create_file("options", 0400, dev->debugfs, dev, &options_fops);
	debugfs_create_file("next_status", 0600, dev->debugfs, &dev->faults, &lab_rules_fops);
	debugfs_create_file("power_cycle", 0200, dev->debugfs, dev, &power_cycle_fops);
	debugfs_create_file("ulp_stopped", 0600, dev->debugfs, dev, &ulp_stopped_fops);
	debugfs_create_bool("reset_in_progress", 0600, dev->debugfs, &dev->reset_in_progress);
	debugfs_create_u32("delay_ms", 0600, dev->debugfs, &dev->delay_ms);
	debugfs_create_atomic_t("commands", 0600, dev->debugfs, &dev->commands);
	debugfs_create_atomic_t("in_flight", 0400, dev->debugfs, &dev->in_flight);
	debugfs_create_x16("last_type", 0400, dev->debugfs, &dev->last_type);
	debugfs_create_blob("last_request", 0400, dev->debugfs, &dev->last_request);
}
