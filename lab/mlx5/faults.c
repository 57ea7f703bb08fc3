// SPDX-License-Identifier: GPL-2.0
/*
 * Faults on demand, for the tests of how a client bears them. One rule per line written to next_status:
 *
 *   [opcode=N] [op_mod=N] [register=N] [skip=N] [count=N] [status=N] [syndrome=N] [errno=N] [patch=OFFSET:HEX]
 *
 * A rule matches commands of user contexts by opcode, op_mod and register (all by default), lets `skip` of them pass
 * and then fires `count` times (once by default). It answers with status and syndrome; or with errno the command
 * never reaches the firmware; or patch overwrites bytes of the reply, header included. "clear" forgets all rules.
 * Reading shows the rules that have not fired out.
 */
#include <linux/debugfs.h>
#include <linux/hex.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "bits.h"
#include "model.h"

#define ANY U32_MAX

struct rule {
	struct list_head list;
	u32 opcode, op_mod, reg, skip, count;
	struct lab_fault fault;
};

void faults_create(struct lab_dev *dev)
{
	spin_lock_init(&dev->faults.lock);
	INIT_LIST_HEAD(&dev->faults.rules);
}

void faults_destroy(struct lab_dev *dev)
{
	struct rule *rule, *next;

	scoped_guard(spinlock, &dev->faults.lock) {
		list_for_each_entry_safe(rule, next, &dev->faults.rules, list) {
			list_del(&rule->list);
			kfree(rule);
		}
	}
}

static bool matches(const struct rule *rule, const u8 *in, u32 in_len)
{
	u32 opcode = MLX5_GET(mbox_in, in, opcode);

	if (!MLX5_GET(mbox_in, in, uid))	/* the driver's own: CREATE_UCTX, DESTROY_UCTX */
		return rule->opcode == opcode;
	return (rule->opcode == ANY || rule->opcode == opcode) &&
	       (rule->op_mod == ANY || rule->op_mod == MLX5_GET(mbox_in, in, op_mod)) &&
	       (rule->reg == ANY || rule->reg == MLX5_GET(access_register_in, in, register_id));
}

struct lab_fault fault_of(struct lab_dev *dev, const u8 *in, u32 in_len)
{
	struct lab_fault fault = {};
	struct rule *rule, *next;

	guard(spinlock)(&dev->faults.lock);
	list_for_each_entry_safe(rule, next, &dev->faults.rules, list) {
		if (!matches(rule, in, in_len))
			continue;
		if (rule->skip) {
			rule->skip--;
			continue;
		}
		fault = rule->fault;
		fault.fires = true;
		if (!--rule->count) {
			list_del(&rule->list);
			kfree(rule);
		}
		break;
	}
	return fault;
}

static int parse_patch(struct lab_fault *fault, char *text)
{
	char *hex = text;
	int ret;

	strsep(&hex, ":");
	if (!hex || strlen(hex) % 2 || strlen(hex) / 2 > sizeof(fault->patch))
		return -EINVAL;
	ret = kstrtou32(text, 0, &fault->patch_at);
	if (ret)
		return ret;
	fault->patch_len = strlen(hex) / 2;
	if (fault->patch_at > LAB_REPLY_MAX - fault->patch_len)
		return -ERANGE;
	return hex2bin(fault->patch, hex, fault->patch_len);
}

static int parse_word(struct rule *rule, char *word)
{
	char *value = word;
	u32 number;
	int ret;

	strsep(&value, "=");
	if (!value)
		return -EINVAL;
	if (!strcmp(word, "patch"))
		return parse_patch(&rule->fault, value);
	ret = kstrtou32(value, 0, &number);
	if (ret)
		return ret;
	if (!strcmp(word, "opcode"))
		rule->opcode = number;
	else if (!strcmp(word, "op_mod"))
		rule->op_mod = number;
	else if (!strcmp(word, "register"))
		rule->reg = number;
	else if (!strcmp(word, "skip"))
		rule->skip = number;
	else if (!strcmp(word, "count") && number)
		rule->count = number;
	else if (!strcmp(word, "status") && number <= 0xff)
		rule->fault.status = number;
	else if (!strcmp(word, "syndrome"))
		rule->fault.syndrome = number;
	else if (!strcmp(word, "errno") && number && number <= MAX_ERRNO)
		rule->fault.error = -(int)number;
	else
		return -EINVAL;
	return 0;
}

static int add_rule(struct lab_dev *dev, char *line)
{
	struct rule *rule = kzalloc(sizeof(*rule), GFP_KERNEL);
	char *word;
	int ret = 0;

	if (!rule)
		return -ENOMEM;
	rule->opcode = rule->op_mod = rule->reg = ANY;
	rule->count = 1;
	while (!ret && (word = strsep(&line, " \t")))
		if (*word)
			ret = parse_word(rule, word);
	if (!ret && !rule->fault.status && !rule->fault.error && !rule->fault.patch_len)
		ret = -EINVAL;
	if (ret) {
		kfree(rule);
		return ret;
	}
	guard(spinlock)(&dev->faults.lock);
	list_add_tail(&rule->list, &dev->faults.rules);
	return 0;
}

static ssize_t faults_write(struct file *file, const char __user *user, size_t size, loff_t *pos)
{
	struct lab_dev *dev = ((struct seq_file *)file->private_data)->private;
	char *text, *rest, *line;
	int ret = 0;

	if (size > PAGE_SIZE)
		return -E2BIG;
	text = memdup_user_nul(user, size);
	if (IS_ERR(text))
		return PTR_ERR(text);
	rest = text;
	while (!ret && (line = strsep(&rest, "\n"))) {
		line = strim(line);
		if (!strcmp(line, "clear"))
			faults_destroy(dev);
		else if (*line)
			ret = add_rule(dev, line);
	}
	kfree(text);
	return ret ?: size;
}

static int faults_show(struct seq_file *s, void *unused)
{
	struct lab_dev *dev = s->private;
	struct rule *rule;

	guard(spinlock)(&dev->faults.lock);
	list_for_each_entry(rule, &dev->faults.rules, list) {
		if (rule->opcode != ANY)
			seq_printf(s, "opcode=0x%x ", rule->opcode);
		if (rule->op_mod != ANY)
			seq_printf(s, "op_mod=%u ", rule->op_mod);
		if (rule->reg != ANY)
			seq_printf(s, "register=0x%x ", rule->reg);
		seq_printf(s, "skip=%u count=%u status=0x%x syndrome=0x%x errno=%d", rule->skip, rule->count,
			   rule->fault.status, rule->fault.syndrome, -rule->fault.error);
		if (rule->fault.patch_len)
			seq_printf(s, " patch=0x%x:%*phN", rule->fault.patch_at, rule->fault.patch_len,
				   rule->fault.patch);
		seq_putc(s, '\n');
	}
	return 0;
}

static int faults_open(struct inode *inode, struct file *file)
{
	return single_open(file, faults_show, inode->i_private);
}

const struct file_operations faults_fops = {
	.owner = THIS_MODULE,
	.open = faults_open,
	.read = seq_read,
	.write = faults_write,
	.llseek = seq_lseek,
	.release = single_release,
};
