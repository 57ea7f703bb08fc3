// SPDX-License-Identifier: GPL-2.0
/*
 * Counts the RPCs that reach the real driver, by scope, opcode, op_mod and register. The scope is decided in
 * mlx5_fwctl and never reaches the firmware, so the count is taken one step above it: once mlx5_fwctl has registered
 * its node, the node's operations are replaced by a copy whose fw_rpc counts and then calls the driver's own.
 */
#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

#include "model.h"

#define NO_REGISTER U32_MAX

struct call {
	struct list_head list;
	u32 scope, opcode, op_mod, reg;
	u64 ok;			/* the firmware answered OK */
	u64 failed;		/* the firmware answered with another status */
	u64 refused;		/* the driver or the delivery refused: an errno */
};

static struct call *call_for(struct lab_observer *observer, u32 scope, const u8 *in, size_t in_len)
{
	u32 opcode = in_len >= 2 ? MLX5_GET(mbox_in, in, opcode) : 0;
	u32 op_mod = in_len >= 8 ? MLX5_GET(mbox_in, in, op_mod) : 0;
	u32 reg = opcode == MLX5_CMD_OP_ACCESS_REG && in_len >= 12 ?
		  MLX5_GET(access_register_in, in, register_id) : NO_REGISTER;
	struct call *call;

	list_for_each_entry(call, &observer->calls, list)
		if (call->scope == scope && call->opcode == opcode && call->op_mod == op_mod && call->reg == reg)
			return call;
	call = kzalloc(sizeof(*call), GFP_ATOMIC);
	if (!call)
		return NULL;
	call->scope = scope;
	call->opcode = opcode;
	call->op_mod = op_mod;
	call->reg = reg;
	list_add_tail(&call->list, &observer->calls);
	return call;
}

static void *observed_rpc(struct fwctl_uctx *uctx, enum fwctl_rpc_scope scope, void *in, size_t in_len,
			  size_t *out_len)
{
	struct lab_observer *observer = container_of(uctx->fwctl->ops, struct lab_observer, ops);
	u8 header[16] = {};
	struct call *call;
	void *out;

	memcpy(header, in, min(in_len, sizeof(header)));	/* the reply may overwrite the request */
	out = observer->driver_ops->fw_rpc(uctx, scope, in, in_len, out_len);

	guard(spinlock)(&observer->lock);
	observer->highest_scope = max(observer->highest_scope, (int)scope);
	call = call_for(observer, scope, header, in_len);
	if (!call)
		return out;
	if (IS_ERR(out))
		call->refused++;
	else if (MLX5_GET(mbox_out, out, status))
		call->failed++;
	else
		call->ok++;
	return out;
}

static int is_fwctl_node(struct device *device, const void *unused)
{
	return device->class && !strcmp(device->class->name, "fwctl");
}

static int on_bus_event(struct notifier_block *nb, unsigned long event, void *data)
{
	struct lab_observer *observer = container_of(nb, struct lab_observer, bound);
	struct lab_dev *dev = container_of(observer, struct lab_dev, observer);
	struct fwctl_device *fwctl;
	struct device *node;

	if (event != BUS_NOTIFY_BOUND_DRIVER || data != &dev->madev->adev.dev)
		return NOTIFY_DONE;
	node = device_find_child(&dev->pdev->dev, NULL, is_fwctl_node);
	if (!node)
		return NOTIFY_DONE;
	fwctl = container_of(node, struct fwctl_device, dev);
	scoped_guard(rwsem_write, &fwctl->registration_lock) {
		if (fwctl->ops) {
			observer->driver_ops = fwctl->ops;
			observer->ops = *fwctl->ops;
			observer->ops.fw_rpc = observed_rpc;
			fwctl->ops = &observer->ops;
		}
	}
	put_device(node);
	return NOTIFY_OK;
}

int observer_create(struct lab_dev *dev)
{
	struct lab_observer *observer = &dev->observer;

	spin_lock_init(&observer->lock);
	INIT_LIST_HEAD(&observer->calls);
	observer->highest_scope = -1;
	observer->bound.notifier_call = on_bus_event;
	/* auxiliary_device_init() has set the bus. */
	return bus_register_notifier(dev->madev->adev.dev.bus, &observer->bound);
}

static void forget(struct lab_observer *observer)
{
	struct call *call, *next;

	guard(spinlock)(&observer->lock);
	list_for_each_entry_safe(call, next, &observer->calls, list) {
		list_del(&call->list);
		kfree(call);
	}
	observer->highest_scope = -1;
}

void observer_destroy(struct lab_dev *dev)
{
	bus_unregister_notifier(dev->madev->adev.dev.bus, &dev->observer.bound);
	forget(&dev->observer);
}

static int calls_show(struct seq_file *s, void *unused)
{
	struct lab_observer *observer = &((struct lab_dev *)s->private)->observer;
	struct call *call;
	u64 total = 0;

	guard(spinlock)(&observer->lock);
	list_for_each_entry(call, &observer->calls, list) {
		total += call->ok + call->failed + call->refused;
		seq_printf(s, "scope=%u opcode=0x%x op_mod=0x%x", call->scope, call->opcode, call->op_mod);
		if (call->reg != NO_REGISTER)
			seq_printf(s, " register=0x%x", call->reg);
		seq_printf(s, " ok=%llu failed=%llu refused=%llu\n", call->ok, call->failed, call->refused);
	}
	seq_printf(s, "total=%llu highest_scope=%d\n", total, observer->highest_scope);
	return 0;
}

static int calls_open(struct inode *inode, struct file *file)
{
	return single_open(file, calls_show, inode->i_private);
}

/* Whatever is written, the counts start again. */
static ssize_t calls_write(struct file *file, const char __user *user, size_t size, loff_t *pos)
{
	struct lab_dev *dev = ((struct seq_file *)file->private_data)->private;

	forget(&dev->observer);
	return size;
}

const struct file_operations calls_fops = {
	.owner = THIS_MODULE,
	.open = calls_open,
	.read = seq_read,
	.write = calls_write,
	.llseek = seq_lseek,
	.release = single_release,
};
