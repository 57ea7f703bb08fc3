/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Faults on demand, for the tests of how a client bears them. One rule per line written to a model's `next_status`:
 * words NAME=NUMBER that say which commands it matches, `skip=N` of them to let pass (0), `count=N` times to fire (1),
 * and what happens then, `patch=OFFSET:HEX` (bytes of the reply to overwrite) among it. Names are the model's.
 * "clear" forgets all rules. Reading shows those that have not fired out.
 */
#ifndef FWCTL_LAB_RULES_H
#define FWCTL_LAB_RULES_H

#include <linux/fs.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#define LAB_RULE_WORDS 4	/* names of either kind that a model may have */
#define LAB_PATCH_MAX 64

/* The words of a model; NULL ends each list. An action's largest number is beside it; 0 is never one. */
struct lab_rule_words {
	const char *match[LAB_RULE_WORDS + 1];
	const char *act[LAB_RULE_WORDS + 1];
	u32 act_max[LAB_RULE_WORDS];
};

struct lab_rules {
	const struct lab_rule_words *words;
	u32 reply_max;		/* bytes of the longest reply */
	spinlock_t lock;
	struct list_head rules;
};

/* What a rule that fires asks for: numbers in the order of the model's actions, 0 where it did not say. */
struct lab_hit {
	u32 act[LAB_RULE_WORDS];
	u32 patch_at, patch_len;
	u8 patch[LAB_PATCH_MAX];
};

void lab_rules_create(struct lab_rules *rules, const struct lab_rule_words *words, u32 reply_max);
void lab_rules_clear(struct lab_rules *rules);
/* values: what this command has for each of the model's match words. All zero where no rule fires. */
struct lab_hit lab_rules_hit(struct lab_rules *rules, const u32 *values);
extern const struct file_operations lab_rules_fops;	/* private data: struct lab_rules */

#endif
