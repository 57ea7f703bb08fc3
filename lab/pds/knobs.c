// SPDX-License-Identifier: GPL-2.0
/* What a test can see and turn, below /sys/kernel/debug/fwctl_lab_pds/N/. */
#include <linux/debugfs.h>
#include <linux/seq_file.h>

#include "model.h"

/* Endpoint, operation and attributes of all that QUERY lists: what the driver shows to nobody. */
static int operations_show(struct seq_file *s, void *unused)
{
	for (u32 i = 0; i < lab_endpoint_count; i++)
		for (u32 at = 0; at < lab_endpoints[i].count; at++)
			seq_printf(s, "0x%x 0x%x 0x%x\n", lab_endpoints[i].id, lab_endpoints[i].operations[at].id,
				   lab_endpoints[i].operations[at].attributes);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(operations);

/* As if the machine had been rebooted. */
static int write_power_cycle(void *data, u64 unused)
{
	struct lab_dev *dev = data;

	guard(mutex)(&dev->lock);
	lab_operations_create(dev);
	return 0;
}
DEFINE_DEBUGFS_ATTRIBUTE(power_cycle_fops, NULL, write_power_cycle, "%llu\n");

void knobs_create(struct lab_dev *dev, struct dentry *root)
{
	char name[8];

	snprintf(name, sizeof(name), "%d", dev->number);
	dev->debugfs = debugfs_create_dir(name, root);
	debugfs_create_file("operations", 0400, dev->debugfs, dev, &operations_fops);
	debugfs_create_file("next_status", 0600, dev->debugfs, &dev->faults, &lab_rules_fops);
	debugfs_create_file("power_cycle", 0200, dev->debugfs, dev, &power_cycle_fops);
	debugfs_create_u32("delay_ms", 0600, dev->debugfs, &dev->delay_ms);
	debugfs_create_atomic_t("rpcs", 0600, dev->debugfs, &dev->rpcs);
	debugfs_create_atomic_t("queries", 0600, dev->debugfs, &dev->queries);
	debugfs_create_atomic_t("in_flight", 0400, dev->debugfs, &dev->in_flight);
	debugfs_create_x32("last_ep", 0400, dev->debugfs, &dev->last_ep);
	debugfs_create_x32("last_op", 0400, dev->debugfs, &dev->last_op);
	debugfs_create_blob("last_request", 0400, dev->debugfs, &dev->last_request);
}
