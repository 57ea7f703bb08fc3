// SPDX-License-Identifier: GPL-2.0
/*
 * The device: a pci_driver named pds_core that binds QEMU's pvpanic device, the function that the real pds_fwctl
 * driver takes from the real pds_core, and the auxiliary device that it binds.
 */
#include <linux/dma-mapping.h>
#include <linux/idr.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "model.h"

static struct dentry *debugfs_root;
static DEFINE_IDA(numbers);

int pds_client_adminq_cmd(struct pds_auxiliary_dev *padev, union pds_core_adminq_cmd *req, size_t req_len,
			  union pds_core_adminq_comp *resp, u64 flags)
{
	union pds_core_adminq_cmd cmd = {};

	memcpy(&cmd, req, min(req_len, sizeof(cmd)));
	return lab_adminq(pci_get_drvdata(padev->vf_pdev), &cmd, resp);
}
EXPORT_SYMBOL_GPL(pds_client_adminq_cmd);

static void release_padev(struct device *device)
{
	kfree(container_of(device, struct pds_auxiliary_dev, aux_dev.dev));
}

/* The auxiliary device "pds_core.fwctl.N". The driver sends IDENT and QUERY while it binds, so all else is ready. */
static int add_auxiliary_device(struct lab_dev *dev)
{
	struct pds_auxiliary_dev *padev = kzalloc(sizeof(*padev), GFP_KERNEL);
	int ret;

	if (!padev)
		return -ENOMEM;
	padev->vf_pdev = dev->pdev;
	padev->client_id = 1;
	padev->aux_dev.id = dev->number;
	padev->aux_dev.name = PDS_DEV_TYPE_FWCTL_STR;
	padev->aux_dev.dev.parent = &dev->pdev->dev;
	padev->aux_dev.dev.release = release_padev;
	ret = auxiliary_device_init(&padev->aux_dev);
	if (ret) {
		kfree(padev);
		return ret;
	}
	ret = __auxiliary_device_add(&padev->aux_dev, PDS_CORE_DRV_NAME);
	if (ret) {
		auxiliary_device_uninit(&padev->aux_dev);
		return ret;
	}
	dev->padev = padev;
	return 0;
}

static void free_model(struct lab_dev *dev)
{
	lab_rules_clear(&dev->faults);
	kvfree(dev->last_request.data);
	kvfree(dev);
}

static struct lab_dev *create_model(struct pci_dev *pdev)
{
	struct lab_dev *dev = kvzalloc(sizeof(*dev), GFP_KERNEL);

	if (!dev)
		return NULL;
	dev->pdev = pdev;
	mutex_init(&dev->lock);
	lab_rules_create(&dev->faults, &lab_fault_words, LAB_REPLY_MAX);
	lab_operations_create(dev);
	dev->last_request.data = kvzalloc(LAB_PAYLOAD_MAX, GFP_KERNEL);
	if (!dev->last_request.data) {
		free_model(dev);
		return NULL;
	}
	return dev;
}

static int lab_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct lab_dev *dev;
	int ret;

	ret = dma_set_mask_and_coherent(&pdev->dev, DMA_BIT_MASK(64));
	if (ret)
		return ret;
	dev = create_model(pdev);
	if (!dev)
		return -ENOMEM;
	ret = ida_alloc(&numbers, GFP_KERNEL);
	if (ret < 0)
		goto free;
	dev->number = ret;
	knobs_create(dev, debugfs_root);

	/* What sysfs shows: a DSC's core function. QEMU's own ids come back when the driver lets go. */
	dev->bus_vendor = pdev->vendor;
	dev->bus_device = pdev->device;
	pdev->vendor = PCI_VENDOR_ID_PENSANDO;
	pdev->device = PCI_DEVICE_ID_PENSANDO_CORE_PF;
	pci_set_drvdata(pdev, dev);

	ret = add_auxiliary_device(dev);
	if (ret)
		goto restore;
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

	/* Unbinds pds_fwctl, which waits for the RPCs in flight. */
	auxiliary_device_delete(&dev->padev->aux_dev);
	auxiliary_device_uninit(&dev->padev->aux_dev);
	debugfs_remove_recursive(dev->debugfs);
	pdev->vendor = dev->bus_vendor;
	pdev->device = dev->bus_device;
	ida_free(&numbers, dev->number);
	free_model(dev);
}

static const struct pci_device_id lab_ids[] = {
	{ PCI_DEVICE(0x1b36, 0x0011) },		/* QEMU: pvpanic-pci */
	{}
};

static struct pci_driver lab_driver = {
	.name = PDS_CORE_DRV_NAME,
	.id_table = lab_ids,
	.probe = lab_probe,
	.remove = lab_remove,
};

static int __init lab_init(void)
{
	int ret;

	debugfs_root = debugfs_create_dir("fwctl_lab_pds", NULL);
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
MODULE_DESCRIPTION("A firmware model behind the real pds_fwctl driver");
MODULE_LICENSE("GPL");
