// SPDX-License-Identifier: GPL-2.0
/* See rules.h. */
#include <linux/err.h>
#include <linux/hex.h>
#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "rules.h"

#define ANY U32_MAX

struct rule {
	struct list_head list;
	u32 match[LAB_RULE_WORDS];
	u32 skip, count;
	struct lab_hit hit;
};

void lab_rules_create(struct lab_rules *rules, const struct lab_rule_words *words, u32 reply_max)
{
	rules->words = words;
	rules->reply_max = reply_max;
	spin_lock_init(&rules->lock);
	INIT_LIST_HEAD(&rules->rules);
}

void lab_rules_clear(struct lab_rules *rules)
{
	struct rule *rule, *next;

	guard(spinlock)(&rules->lock);
	list_for_each_entry_safe(rule, next, &rules->rules, list) {
		list_del(&rule->list);
		kfree(rule);
	}
}

static bool matches(const struct lab_rules *rules, const struct rule *rule, const u32 *values)
{
	for (int i = 0; rules->words->match[i]; i++)
		if (rule->match[i] != ANY && rule->match[i] != values[i])
			return false;
	return true;
}

struct lab_hit lab_rules_hit(struct lab_rules *rules, const u32 *values)
{
	struct rule *rule, *next;
	struct lab_hit hit = {};

	guard(spinlock)(&rules->lock);
	list_for_each_entry_safe(rule, next, &rules->rules, list) {
		if (!matches(rules, rule, values))
			continue;
		if (rule->skip) {
			rule->skip--;
			continue;
		}
		hit = rule->hit;
		if (!--rule->count) {
			list_del(&rule->list);
			kfree(rule);
		}
		break;
	}
	return hit;
}

static int parse_patch(const struct lab_rules *rules, struct lab_hit *hit, char *text)
{
	char *hex = text;
	int ret;

	strsep(&hex, ":");
	if (!hex || !*hex || strlen(hex) % 2 || strlen(hex) / 2 > sizeof(hit->patch))
		return -EINVAL;
	ret = kstrtou32(text, 0, &hit->patch_at);
	if (ret)
		return ret;
	hit->patch_len = strlen(hex) / 2;
	if (hit->patch_at > rules->reply_max - hit->patch_len)
		return -ERANGE;
	return hex2bin(hit->patch, hex, hit->patch_len);
}

static int parse_word(const struct lab_rules *rules, struct rule *rule, char *word)
{
	char *value = word;
	u32 number;
	int ret;

	strsep(&value, "=");
	if (!value)
		return -EINVAL;
	if (!strcmp(word, "patch"))
		return parse_patch(rules, &rule->hit, value);
	ret = kstrtou32(value, 0, &number);
	if (ret)
		return ret;
	if (!strcmp(word, "skip")) {
		rule->skip = number;
		return 0;
	}
	if (!strcmp(word, "count") && number) {
		rule->count = number;
		return 0;
	}
	for (int i = 0; rules->words->match[i]; i++) {
		if (!strcmp(word, rules->words->match[i])) {
			rule->match[i] = number;
			return 0;
		}
	}
	for (int i = 0; rules->words->act[i]; i++) {
		if (!strcmp(word, rules->words->act[i]) && number && number <= rules->words->act_max[i]) {
			rule->hit.act[i] = number;
			return 0;
		}
	}
	return -EINVAL;
}

static bool does_something(const struct lab_hit *hit)
{
	for (int i = 0; i < LAB_RULE_WORDS; i++)
		if (hit->act[i])
			return true;
	return hit->patch_len;
}

static int add_rule(struct lab_rules *rules, char *line)
{
	struct rule *rule = kzalloc(sizeof(*rule), GFP_KERNEL);
	char *word;
	int ret = 0;

	if (!rule)
		return -ENOMEM;
	for (int i = 0; i < LAB_RULE_WORDS; i++)
		rule->match[i] = ANY;
	rule->count = 1;
	while (!ret && (word = strsep(&line, " \t")))
		if (*word)
			ret = parse_word(rules, rule, word);
	if (!ret && !does_something(&rule->hit))
		ret = -EINVAL;
	if (ret) {
		kfree(rule);
		return ret;
	}
	guard(spinlock)(&rules->lock);
	list_add_tail(&rule->list, &rules->rules);
	return 0;
}

static ssize_t rules_write(struct file *file, const char __user *user, size_t size, loff_t *pos)
{
	struct lab_rules *rules = ((struct seq_file *)file->private_data)->private;
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
			lab_rules_clear(rules);
		else if (*line)
			ret = add_rule(rules, line);
	}
	kfree(text);
	return ret ?: size;
}

static int rules_show(struct seq_file *s, void *unused)
{
	struct lab_rules *rules = s->private;
	struct rule *rule;

	guard(spinlock)(&rules->lock);
	list_for_each_entry(rule, &rules->rules, list) {
		for (int i = 0; rules->words->match[i]; i++)
			if (rule->match[i] != ANY)
				seq_printf(s, "%s=0x%x ", rules->words->match[i], rule->match[i]);
		seq_printf(s, "skip=%u count=%u", rule->skip, rule->count);
		for (int i = 0; rules->words->act[i]; i++)
			if (rule->hit.act[i])
				seq_printf(s, " %s=%u", rules->words->act[i], rule->hit.act[i]);
		if (rule->hit.patch_len)
			seq_printf(s, " patch=0x%x:%*phN", rule->hit.patch_at, rule->hit.patch_len, rule->hit.patch);
		seq_putc(s, '\n');
	}
	return 0;
}

static int rules_open(struct inode *inode, struct file *file)
{
	return single_open(file, rules_show, inode->i_private);
}

const struct file_operations lab_rules_fops = {
	.owner = THIS_MODULE,
	.open = rules_open,
	.read = seq_read,
	.write = rules_write,
	.llseek = seq_lseek,
	.release = single_release,
};
