// SPDX-License-Identifier: GPL-2.0
/*
 * The device: a pci_driver named bnxt_en that binds QEMU's edu devices, and beside each the auxiliary device that the
 * real bnxt_fwctl driver binds. The functions of one PCI slot are one card with one NVM.
 */
#include <linux/debugfs.h>
#include <linux/dma-mapping.h>
#include <linux/idr.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "model.h"

/* What sysfs shows: a BCM57608. QEMU's own ids come back when the driver lets go. */
#define THOR2_VENDOR PCI_VENDOR_ID_BROADCOM
#define THOR2_DEVICE 0x1760

static struct dentry *debugfs_root;
static DEFINE_IDA(numbers);
static LIST_HEAD(cards);
static DEFINE_MUTEX(cards_lock);

static struct lab_card *card_of(struct pci_dev *pdev)
{
	struct lab_card *card;

	guard(mutex)(&cards_lock);
	list_for_each_entry(card, &cards, list) {
		if (card->bus == pdev->bus && card->slot == PCI_SLOT(pdev->devfn)) {
			kref_get(&card->users);
			return card;
		}
	}
	card = kzalloc(sizeof(*card), GFP_KERNEL);
	if (!card)
		return NULL;
	kref_init(&card->users);
	mutex_init(&card->lock);
	card->bus = pdev->bus;
	card->slot = PCI_SLOT(pdev->devfn);
	nvm_options_create(card);
	list_add(&card->list, &cards);
	return card;
}

static void forget_card(struct kref *users)
{
	struct lab_card *card = container_of(users, struct lab_card, users);

	list_del(&card->list);
	kfree(card);
}

static void put_card(struct lab_card *card)
{
	guard(mutex)(&cards_lock);
	kref_put(&card->users, forget_card);
}

static void release_aux(struct device *device)
{
	kfree(container_of(device, struct bnxt_aux_priv, aux_dev.dev));
}

/* The auxiliary device "bnxt_en.fwctl.N" that the real driver binds. */
static int add_auxiliary_device(struct lab_dev *dev)
{
	struct bnxt_aux_priv *aux = kzalloc(sizeof(*aux), GFP_KERNEL);
	int ret;

	if (!aux)
		return -ENOMEM;
	aux->edev = &dev->edev;
	aux->id = dev->number;
	aux->aux_dev.id = dev->number;
	aux->aux_dev.name = "fwctl";
	aux->aux_dev.dev.parent = &dev->pdev->dev;
	aux->aux_dev.dev.release = release_aux;
	ret = auxiliary_device_init(&aux->aux_dev);
	if (ret) {
		kfree(aux);
		return ret;
	}
	ret = __auxiliary_device_add(&aux->aux_dev, "bnxt_en");
	if (ret) {
		auxiliary_device_uninit(&aux->aux_dev);
		return ret;
	}
	dev->aux = aux;
	return 0;
}

static void free_model(struct lab_dev *dev)
{
	if (dev->card)
		put_card(dev->card);
	lab_rules_clear(&dev->faults);
	kvfree(dev->last_request.data);
	kvfree(dev->scratch);
	kvfree(dev);
}

static struct lab_dev *create_model(struct pci_dev *pdev)
{
	struct lab_dev *dev = kvzalloc(sizeof(*dev), GFP_KERNEL);

	if (!dev)
		return NULL;
	dev->pdev = pdev;
	dev->edev.pdev = pdev;
	dev->edev.chip_num = lab_chip();
	dev->edev.pf_port_id = PCI_FUNC(pdev->devfn);
	mutex_init(&dev->edev.en_dev_lock);
	lab_rules_create(&dev->faults, &lab_fault_words, LAB_REPLY_MAX);
	dev->card = card_of(pdev);
	dev->scratch = kvzalloc(LAB_REPLY_MAX, GFP_KERNEL);
	dev->last_request.data = kvzalloc(LAB_REPLY_MAX, GFP_KERNEL);
	if (!dev->card || !dev->scratch || !dev->last_request.data) {
		free_model(dev);
		return NULL;
	}
	return dev;
}

static int lab_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct lab_dev *dev;
	int ret;

	if (PCI_FUNC(pdev->devfn) >= LAB_FUNCTIONS)
		return -ENODEV;
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

	dev->bus_vendor = pdev->vendor;
	dev->bus_device = pdev->device;
	pdev->vendor = THOR2_VENDOR;
	pdev->device = THOR2_DEVICE;
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

	/* Unbinds bnxt_fwctl, which waits for the RPCs in flight. */
	auxiliary_device_delete(&dev->aux->aux_dev);
	auxiliary_device_uninit(&dev->aux->aux_dev);
	debugfs_remove_recursive(dev->debugfs);
	pdev->vendor = dev->bus_vendor;
	pdev->device = dev->bus_device;
	ida_free(&numbers, dev->number);
	free_model(dev);
}

static const struct pci_device_id lab_ids[] = {
	{ PCI_DEVICE(0x1234, 0x11e8) },		/* QEMU: edu */
	{}
};

static struct pci_driver lab_driver = {
	.name = "bnxt_en",
	.id_table = lab_ids,
	.probe = lab_probe,
	.remove = lab_remove,
};

static int __init lab_init(void)
{
	int ret;

	debugfs_root = debugfs_create_dir("fwctl_lab_bnxt", NULL);
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
MODULE_DESCRIPTION("A firmware model behind the real bnxt_fwctl driver");
MODULE_LICENSE("GPL");
