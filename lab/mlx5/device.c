// SPDX-License-Identifier: GPL-2.0
/*
 * The device: a pci_driver named mlx5_core that binds QEMU's test devices, and the two symbols that the real
 * mlx5_fwctl driver imports from the real mlx5_core.
 */
#include <linux/debugfs.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include <linux/timekeeping.h>

#include "model.h"

/* What sysfs shows: a ConnectX-7. QEMU's own ids come back when the driver lets go. */
#define CONNECTX7_VENDOR PCI_VENDOR_ID_MELLANOX
#define CONNECTX7_DEVICE 0x1021

static struct dentry *debugfs_root;
static DEFINE_IDA(numbers);

/* As in the kernel's mlx5_core: -EREMOTEIO means that the firmware answered with a status that is not OK. */
int mlx5_cmd_do(struct mlx5_core_dev *mdev, void *in, int in_size, void *out, int out_size)
{
	return lab_execute(lab_of(mdev), in, in_size, out, out_size);
}
EXPORT_SYMBOL(mlx5_cmd_do);

static int status_to_errno(u8 status)
{
	switch (status) {
	case MLX5_CMD_STAT_OK:			return 0;
	case MLX5_CMD_STAT_INT_ERR:
	case MLX5_CMD_STAT_BAD_SYS_STATE_ERR:
	case MLX5_CMD_STAT_BAD_INP_LEN_ERR:
	case MLX5_CMD_STAT_BAD_OUTP_LEN_ERR:	return -EIO;
	case MLX5_CMD_STAT_RES_BUSY:		return -EBUSY;
	case MLX5_CMD_STAT_LIM_ERR:		return -ENOMEM;
	case MLX5_CMD_STAT_NOT_READY:
	case MLX5_CMD_STAT_NO_RES_ERR:		return -EAGAIN;
	default:				return -EINVAL;
	}
}

int mlx5_cmd_exec(struct mlx5_core_dev *mdev, void *in, int in_size, void *out, int out_size)
{
	int err = mlx5_cmd_do(mdev, in, in_size, out, out_size);

	if (err && err != -EREMOTEIO)
		return err;
	return status_to_errno(MLX5_GET(mbox_out, out, status));
}
EXPORT_SYMBOL(mlx5_cmd_exec);

static void release_madev(struct device *device)
{
	struct mlx5_adev *madev = container_of(device, struct mlx5_adev, adev.dev);

	kfree(madev);
}

/* The auxiliary device "mlx5_core.fwctl.N" that the real driver binds. */
static int add_auxiliary_device(struct lab_dev *dev)
{
	struct mlx5_adev *madev = kzalloc(sizeof(*madev), GFP_KERNEL);
	int ret;

	if (!madev)
		return -ENOMEM;
	madev->mdev = &dev->mdev;
	madev->idx = dev->number;
	madev->adev.id = dev->number;
	madev->adev.name = "fwctl";
	madev->adev.dev.parent = &dev->pdev->dev;
	madev->adev.dev.release = release_madev;
	ret = auxiliary_device_init(&madev->adev);
	if (ret) {
		kfree(madev);
		return ret;
	}
	dev->madev = madev;
	/* Watches for the driver to bind; it may do so within the next call. */
	ret = observer_create(dev);
	if (ret)
		goto uninit;
	ret = __auxiliary_device_add(&madev->adev, MLX5_ADEV_NAME);
	if (ret) {
		observer_destroy(dev);
		goto uninit;
	}
	return 0;
uninit:
	auxiliary_device_uninit(&madev->adev);
	return ret;
}

static void remove_auxiliary_device(struct lab_dev *dev)
{
	struct mlx5_adev *madev = dev->madev;

	/* Unbinds mlx5_fwctl, which waits for the RPCs in flight and closes every user context. */
	auxiliary_device_delete(&madev->adev);
	observer_destroy(dev);
	auxiliary_device_uninit(&madev->adev);
}

static void free_model(struct lab_dev *dev)
{
	nv_destroy(dev);
	hca_cap_destroy(dev);
	faults_destroy(dev);
	kvfree(dev->mailbox);
	kvfree(dev->scratch);
	kvfree(dev);
}

static struct lab_dev *create_model(struct pci_dev *pdev)
{
	struct lab_dev *dev = kvzalloc(sizeof(*dev), GFP_KERNEL);

	if (!dev)
		return NULL;
	dev->pdev = pdev;
	dev->mdev.pdev = pdev;
	dev->mdev.device = &pdev->dev;
	mutex_init(&dev->lock);
	atomic_set(&dev->in_flight, 0);
	dev->booted = ktime_get_boottime_ns();
	__set_bit(0, dev->uids);	/* uid 0 is the driver's own */
	faults_create(dev);
	ports_create(dev);
	dev->mailbox = kvzalloc(LAB_REPLY_MAX, GFP_KERNEL);
	dev->scratch = kvzalloc(LAB_REPLY_MAX, GFP_KERNEL);
	if (!dev->mailbox || !dev->scratch || hca_cap_create(dev) || nv_create(dev)) {
		free_model(dev);
		return NULL;
	}
	return dev;
}

static int lab_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct lab_dev *dev = create_model(pdev);
	int ret;

	if (!dev)
		return -ENOMEM;
	ret = ida_alloc(&numbers, GFP_KERNEL);
	if (ret < 0)
		goto free;
	dev->number = ret;
	knobs_create(dev, debugfs_root);

	dev->bus_vendor = pdev->vendor;
	dev->bus_device = pdev->device;
	pdev->vendor = CONNECTX7_VENDOR;
	pdev->device = CONNECTX7_DEVICE;
	pci_set_drvdata(pdev, dev);

	ret = add_auxiliary_device(dev);
	if (ret)
		goto restore;
	dev_info(&pdev->dev, "mlx5 firmware model %d: %u TLVs, %d ports\n", dev->number, dev->nv_count, LAB_PORTS);
	return 0;

restore:
	pdev->vendor = dev->bus_vendor;
	pdev->device = dev->bus_device;
	debugfs_remove_recursive(dev->debugfs);
	ida_free(&numbers, dev->number);
free:
	free_model(dev);
	return ret;
}

static void lab_remove(struct pci_dev *pdev)
{
	struct lab_dev *dev = pci_get_drvdata(pdev);

	remove_auxiliary_device(dev);
	debugfs_remove_recursive(dev->debugfs);
	pdev->vendor = dev->bus_vendor;
	pdev->device = dev->bus_device;
	ida_free(&numbers, dev->number);
	free_model(dev);
}

static const struct pci_device_id lab_ids[] = {
	{ PCI_DEVICE(0x1b36, 0x0005) },		/* QEMU: pci-testdev */
	{}
};

static struct pci_driver lab_driver = {
	.name = "mlx5_core",
	.id_table = lab_ids,
	.probe = lab_probe,
	.remove = lab_remove,
};

static int __init lab_init(void)
{
	int ret;

	debugfs_root = debugfs_create_dir("fwctl_lab_mlx5", NULL);
	ret = pci_register_driver(&lab_driver);
	if (ret)
		debugfs_remove_recursive(debugfs_root);
	return ret;
}

static void __exit lab_exit(void)
{
	pci_unregister_driver(&lab_driver);
	debugfs_remove_recursive(debugfs_root);
	ida_destroy(&numbers);
}

module_init(lab_init);
module_exit(lab_exit);
MODULE_DESCRIPTION("A firmware model behind the real mlx5_fwctl driver");
MODULE_LICENSE("GPL");
