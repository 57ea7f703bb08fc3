// SPDX-License-Identifier: GPL-2.0
/*
 * What a test can turn, below /sys/kernel/debug/fwctl_lab_mlx5/N/.
 */
#include <linux/debugfs.h>

#include "model.h"

static int write_nv_pattern(void *data, u64 seed)
{
	struct lab_dev *dev = data;

	guard(mutex)(&dev->lock);
	if (seed)
		nv_fill_with_pattern(dev, seed);
	else
		nv_seed(dev);
	return 0;
}
DEFINE_DEBUGFS_ATTRIBUTE(nv_pattern_fops, NULL, write_nv_pattern, "%llu\n");

/* As if the machine had been rebooted: NEXT becomes CURRENT, nothing of the running state survives. */
static int write_power_cycle(void *data, u64 unused)
{
	struct lab_dev *dev = data;

	guard(mutex)(&dev->lock);
	nv_make_live(dev);
	ports_create(dev);
	dev->booted = ktime_get_boottime_ns();
	dev->reset_reason = 0;
	memset(&dev->diag, 0, sizeof(dev->diag));
	memset(dev->cong_enable, 0, sizeof(dev->cong_enable));
	return 0;
}
DEFINE_DEBUGFS_ATTRIBUTE(power_cycle_fops, NULL, write_power_cycle, "%llu\n");

static int read_in_flight(void *data, u64 *value)
{
	*value = atomic_read(&((struct lab_dev *)data)->in_flight);
	return 0;
}
DEFINE_DEBUGFS_ATTRIBUTE(in_flight_fops, read_in_flight, NULL, "%llu\n");

static int read_open_uids(void *data, u64 *value)
{
	struct lab_dev *dev = data;

	guard(mutex)(&dev->lock);
	*value = bitmap_weight(dev->uids, LAB_UIDS) - 1;	/* without the driver's own */
	return 0;
}
DEFINE_DEBUGFS_ATTRIBUTE(open_uids_fops, read_open_uids, NULL, "%llu\n");

void knobs_create(struct lab_dev *dev, struct dentry *root)
{
	char name[8];

	snprintf(name, sizeof(name), "%d", dev->number);
	dev->debugfs = debugfs_create_dir(name, root);
	debugfs_create_u32("delay_ms", 0600, dev->debugfs, &dev->delay_ms);
	debugfs_create_file("next_status", 0600, dev->debugfs, dev, &faults_fops);
	debugfs_create_file("rpcs", 0600, dev->debugfs, dev, &calls_fops);
	debugfs_create_file("in_flight", 0400, dev->debugfs, dev, &in_flight_fops);
	debugfs_create_file("open_uids", 0400, dev->debugfs, dev, &open_uids_fops);
	debugfs_create_file("nv_pattern", 0200, dev->debugfs, dev, &nv_pattern_fops);
	debugfs_create_bool("nv_every_port", 0600, dev->debugfs, &dev->nv_every_port);
	debugfs_create_file("power_cycle", 0200, dev->debugfs, dev, &power_cycle_fops);
}
