// SPDX-License-Identifier: GPL-2.0
/*
 * The Features of each mock memory device. lab/README.md has the same as a table for readers; debugfs "features" prints
 * what a device has.
 */
#include <linux/slab.h>
#include "lab.h"

#define CH	CXL_FEATURE_F_CHANGEABLE
#define FWUP	CXL_FEATURE_F_PERSIST_FW_UPDATE
#define DEF	CXL_FEATURE_F_DEFAULT_SEL
#define SAV	CXL_FEATURE_F_SAVED_SEL
#define ALL	(CH | DEF | SAV | PERSIST(4))
/* Deepest Reset Persistence, bits 3..1: 0 none, 1 CXL, 2 hot, 3 warm, 4 cold reset */
#define PERSIST(depth)	((depth) << 1)

#define COLD	(CXL_CMD_CONFIG_CHANGE_COLD_RESET | CXL_CMD_EFFECTS_VALID)
#define CONV	(CXL_CMD_CONFIG_CHANGE_CONV_RESET | CXL_CMD_EFFECTS_VALID)
#define CXLR	(CXL_CMD_CONFIG_CHANGE_CXL_RESET | CXL_CMD_EFFECTS_VALID)
#define ABORT	CXL_CMD_BGCMD_ABORT_SUPPORTED
#define CONFIG	CXL_CMD_CONFIG_CHANGE_IMMEDIATE
#define DATA	CXL_CMD_DATA_CHANGE_IMMEDIATE
#define POLICY	CXL_CMD_POLICY_CHANGE_IMMEDIATE
#define LOG	CXL_CMD_LOG_CHANGE_IMMEDIATE
#define SECURITY CXL_CMD_SECURITY_STATE_CHANGE
#define BACKGROUND CXL_CMD_BACKGROUND

/* The lab's own Features are numbered in the last two bytes; the rest spells "fwctl-La". */
#define LAB_UUID(n) UUID_INIT(0x66776374, 0x6c2d, 0x4c61, 0xa2, 0x00, 0, 0, 0, 0, (n) >> 8, (n) & 0xff)

#define VENDOR_TEST_UUID UUID_INIT(0xffffffff, 0xffff, 0xffff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)

/* Upstream's: 0xdeadbeef as __le32 */
static const u8 vendor_test[] = { 0xef, 0xbe, 0xad, 0xde };

static const struct lab_feature vendor = {
	.uuid = VENDOR_TEST_UUID, .get_size = 4, .set_size = 4, .flags = CH | DEF | SAV, .get_version = 1,
	.set_version = 1, .effects = COLD, .quirks = LAB_STRICT_OFFSET | LAB_ANY_VERSION, .name = "vendor-test",
	.initial = vendor_test,
};

/*
 * The eight Features that the kernel reserves. Contents as CXL 3.2 lays them out (tables 8-222 and following, the
 * structures of drivers/cxl/core/edac.c).
 */
static const u8 patrol_scrub[] = {
	0x03,			/* cycle changeable, real-time reporting */
	0x0c, 0x04,		/* current cycle 12 h; at least 4 h */
	0x01,			/* enabled */
};
static const u8 ecs[] = {
	0x01,			/* log entry type: per memory media FRU */
	0x01, 0x03, 0x00, 0x00,	/* FRU 0: real-time reporting; threshold 256, counts rows */
	0x00, 0x0c, 0x00, 0x00,	/* FRU 1: threshold 1024, counts codewords */
};
#define REPAIR_HEADER(latency, cap, mode, class, subclass) \
	latency, cap, 0x00, mode, 0x00, class, subclass, 0, 0, 0, 0, 0, 0, 0, 0, 0
static const u8 sppr[] = {
	REPAIR_HEADER(0x0a, 0x01, 0x00, 0x01, 0x00),
	0x03,			/* DPA and nibble mask supported */
	0x01, 0x00,		/* media not accessible during the repair, data retained */
	0x00,
};
static const u8 hppr[] = {
	REPAIR_HEADER(0x20, 0x01, 0x01, 0x01, 0x01),
	0x0d,			/* DPA, sparing event record, device-initiated at boot */
	0x05, 0x00,		/* media not accessible, data not retained */
	0x03,			/* event record and repair at boot enabled */
};
static const u8 cacheline_sparing[] = { REPAIR_HEADER(0x01, 0x00, 0x00, 0x02, 0x00), 0, 0x04, 0x00 };
static const u8 row_sparing[] = { REPAIR_HEADER(0x02, 0x01, 0x00, 0x02, 0x01), 0, 0x06, 0x00 };
static const u8 bank_sparing[] = { REPAIR_HEADER(0x03, 0x01, 0x01, 0x02, 0x02), 0, 0x03, 0x00 };
static const u8 rank_sparing[] = { REPAIR_HEADER(0xff, 0x01, 0x00, 0x02, 0x03), 0, 0x07, 0x00 };

/*
 * What of them a Set writes, byte by byte of the Set data (the "writable attributes" beside each of those tables).
 * What is a command or read-only in the Get layout is not in the mask: ECS "reset counter" for one reads as 0.
 */
static const struct lab_set_byte set_patrol_scrub[] = {
	{ 1, 0xff },			/* cycle in hours */
	{ 3, 0x01 },			/* enable */
};
static const struct lab_set_byte set_ecs[] = {
	{ 0, 0x03 },			/* log entry type */
	{ 2, 0x0f }, { 3, 0x00 },	/* FRU 0: threshold and count mode */
	{ 6, 0x0f }, { 7, 0x00 },	/* FRU 1 */
};
static const struct lab_set_byte set_ppr[] = {
	{ 3, 0x01 }, { 4, 0x00 },	/* device-initiated */
	{ 19, 0x03 },			/* event record, repair at boot */
};
static const struct lab_set_byte set_sparing[] = { { 3, 0x01 }, { 4, 0x00 } };

/* The cycle lies between the minimum that the device reports and 255 hours. */
static bool patrol_scrub_acceptable(const u8 *set, const u8 *current_value)
{
	return set[0] >= current_value[2];
}

/* Log entry types 0 (DRAM) and 1 (FRU); thresholds 3 (256), 4 (1024) and 5 (4096 errors). All others are reserved. */
static bool ecs_acceptable(const u8 *set, const u8 *current_value)
{
	if ((set[0] & 0x03) > 1)
		return false;
	for (int fru = 0; fru < 2; fru++) {
		u8 threshold = set[1 + 2 * fru] & 0x07;

		if (threshold < 3 || threshold > 5)
			return false;
	}
	return true;
}

#define STANDARD(id, bytes, set, fx, version, ...) { \
	.uuid = id, .get_size = sizeof(bytes), .set_size = ARRAY_SIZE(set), .flags = CH | DEF | SAV, \
	.get_version = version, .set_version = version, .effects = fx, .name = #bytes, .initial = bytes, \
	.set_layout = set, ##__VA_ARGS__ }

static const struct lab_feature standard[] = {
	STANDARD(CXL_FEAT_PATROL_SCRUB_UUID, patrol_scrub, set_patrol_scrub, CONFIG, 1,
		 .acceptable = patrol_scrub_acceptable),
	STANDARD(CXL_FEAT_ECS_UUID, ecs, set_ecs, CONFIG, 1, .acceptable = ecs_acceptable),
	STANDARD(CXL_FEAT_SPPR_UUID, sppr, set_ppr, CONFIG, 3),
	STANDARD(CXL_FEAT_HPPR_UUID, hppr, set_ppr, CONFIG, 3),
	STANDARD(CXL_FEAT_CACHELINE_SPARING_UUID, cacheline_sparing, set_sparing, CONFIG, 1),
	STANDARD(CXL_FEAT_ROW_SPARING_UUID, row_sparing, set_sparing, CONFIG, 1),
	STANDARD(CXL_FEAT_BANK_SPARING_UUID, bank_sparing, set_sparing, CONFIG, 1),
	STANDARD(CXL_FEAT_RANK_SPARING_UUID, rank_sparing, set_sparing, COLD, 1),
};

/* Lab Features; the UUID is set from the position. */
#define FEATURE(label, get, set, attributes, fx, ...) { \
	.get_size = get, .set_size = set, .flags = attributes, .get_version = 1, .set_version = 1, .effects = fx, \
	.name = label, ##__VA_ARGS__ }
#define SIZE(n) FEATURE("size-" #n, n, n, ALL, COLD)
#define EFFECT(label, fx) FEATURE("effect-" label, 8, 8, ALL, fx)

static const struct lab_feature own[] = {
	SIZE(1), SIZE(2), SIZE(3), SIZE(4), SIZE(8), SIZE(16), SIZE(64), SIZE(256), SIZE(1024),
	/* Around one mailbox payload: of Set Feature (4096 less its 32 bytes of header), then of Get Feature. */
	SIZE(4063), SIZE(4064), SIZE(4065), SIZE(4096), SIZE(4097), SIZE(5000), SIZE(20000), SIZE(65535),
	/* Settable with FWCTL_RPC_DEBUG_WRITE */
	EFFECT("cold-reset", COLD),
	EFFECT("conventional-reset", CONV),
	EFFECT("cxl-reset", CXLR),
	EFFECT("all-resets", COLD | CONV | CXLR),
	EFFECT("cold-reset-not-valid", CXL_CMD_CONFIG_CHANGE_COLD_RESET),
	EFFECT("conventional-reset-not-valid", CXL_CMD_CONFIG_CHANGE_CONV_RESET),
	EFFECT("cold-reset-security", COLD | SECURITY),
	/* With FWCTL_RPC_DEBUG_WRITE_FULL */
	EFFECT("immediate-config", CONFIG),
	EFFECT("immediate-data", DATA),
	EFFECT("immediate-policy", POLICY),
	EFFECT("immediate-log", LOG),
	EFFECT("immediate-all", CONFIG | DATA | POLICY | LOG),
	EFFECT("immediate-config-security", CONFIG | SECURITY),
	EFFECT("immediate-config-cold-reset", CONFIG | COLD),
	EFFECT("immediate-config-abort", CONFIG | ABORT),
	/* Never: the kernel refuses these whatever the scope */
	EFFECT("security", SECURITY),
	EFFECT("background", BACKGROUND),
	EFFECT("background-cold-reset", BACKGROUND | COLD),
	EFFECT("background-abort-config", BACKGROUND | ABORT | CONFIG),
	EFFECT("none", 0),
	EFFECT("valid-only", CXL_CMD_EFFECTS_VALID),
	EFFECT("reserved-12", BIT(12) | COLD),
	EFFECT("reserved-15", BIT(15) | CONFIG),
	/* Attributes */
	FEATURE("unchangeable", 4, 0, 0, COLD),
	FEATURE("unchangeable-with-set-size", 4, 4, DEF | SAV, COLD),
	FEATURE("changeable-without-set-size", 4, 0, CH, COLD),
	FEATURE("persist-none", 4, 4, CH | DEF | SAV | PERSIST(0), CONFIG),
	FEATURE("persist-cxl-reset", 4, 4, CH | DEF | SAV | PERSIST(1), CONFIG),
	FEATURE("persist-hot-reset", 4, 4, CH | DEF | SAV | PERSIST(2), CONFIG),
	FEATURE("persist-warm-reset", 4, 4, CH | DEF | SAV | PERSIST(3), CONFIG),
	FEATURE("persist-cold-reset", 4, 4, CH | DEF | SAV | PERSIST(4), CONFIG),
	FEATURE("persist-fw-update", 4, 4, ALL | FWUP, CONFIG),
	FEATURE("select-none", 4, 4, CH, COLD),
	FEATURE("select-default", 4, 4, CH | DEF, COLD),
	FEATURE("select-saved", 4, 4, CH | SAV, COLD),
	FEATURE("version-2-3", 4, 4, ALL, COLD, .get_version = 2, .set_version = 3),
	FEATURE("version-255", 4, 4, ALL, COLD, .get_version = 255, .set_version = 255),
	FEATURE("get-20-set-3", 20, 3, ALL, COLD),
	FEATURE("get-4-set-12", 4, 12, ALL, COLD),
	FEATURE("write-only", 0, 4, CH, COLD),
	FEATURE("strict-offset", 64, 64, ALL, COLD, .quirks = LAB_STRICT_OFFSET),
	FEATURE("short-read", 64, 64, ALL, COLD, .quirks = LAB_SHORT_READ),
	FEATURE("after-reset", 16, 16, ALL, COLD | CONV, .quirks = LAB_AFTER_RESET),
};

static const struct lab_feature plain = FEATURE("plain", 4, 4, ALL, COLD);

/* What a careless device might report; none of it keeps the kernel from listing it. */
static const struct lab_feature odd[] = {
	FEATURE("nil-uuid", 4, 4, ALL, COLD),
	FEATURE("twice", 4, 4, ALL, COLD),
	FEATURE("twice", 8, 8, ALL, CONFIG),
	FEATURE("reserved-bytes", 4, 4, ALL, COLD, .reserved = 0xa5),
	FEATURE("reserved-flags", 4, 4, ALL | GENMASK(31, 7), COLD),
	FEATURE("persist-reserved", 4, 4, CH | PERSIST(7), COLD),
	FEATURE("no-sizes", 0, 0, CH, COLD),
};

static void add(struct lab_device *lab, const struct lab_feature *feature, int number)
{
	struct lab_feature *to = &lab->features[lab->count++];

	*to = *feature;
	if (number >= 0)
		to->uuid = (uuid_t)LAB_UUID(number);
}

static void add_plain(struct lab_device *lab, int first, int until)
{
	while (lab->count < until)
		add(lab, &plain, first + lab->count);
}

u8 lab_initial_byte(int index, size_t offset)
{
	return index * 31 + offset * 7 + 1;
}

#define LAB_MAX_FEATURES 128
/* Entries in one Get Supported Features reply of 4096 bytes: (4096 - 8) / 48 */
#define ONE_PAGE 85

int lab_features(struct lab_device *lab, int id)
{
	lab->features = devm_kcalloc(lab->dev, LAB_MAX_FEATURES, sizeof(*lab->features), GFP_KERNEL);
	lab->values = devm_kcalloc(lab->dev, LAB_MAX_FEATURES, sizeof(*lab->values), GFP_KERNEL);
	if (!lab->features || !lab->values)
		return -ENOMEM;

	add(lab, &vendor, -1);
	switch (id) {
	case 1: /* everything */
	case 9: /* the same behind a mailbox of 1024 bytes */
		for (int i = 0; i < ARRAY_SIZE(standard); i++)
			add(lab, &standard[i], -1);
		for (int i = 0; i < ARRAY_SIZE(own); i++)
			add(lab, &own[i], lab->count);
		add_plain(lab, 0, 100);
		break;
	case 2: /* without Set Feature, see lab_create() */
		add_plain(lab, 0, 4);
		break;
	case 3:
		add_plain(lab, 0x1000, ONE_PAGE);
		break;
	case 4:
		add_plain(lab, 0x1000, ONE_PAGE + 1);
		break;
	case 6:
		for (int i = 0; i < ARRAY_SIZE(standard); i++)
			add(lab, &standard[i], -1);
		break;
	case 8:
		add(lab, &odd[0], -1);
		add(lab, &odd[1], 0x2000);
		add(lab, &odd[2], 0x2000);
		for (int i = 3; i < ARRAY_SIZE(odd); i++)
			add(lab, &odd[i], 0x2000 + i);
		break;
	}

	for (int i = 0; i < lab->count; i++) {
		const struct lab_feature *feature = &lab->features[i];
		struct lab_value *value = &lab->values[i];
		u8 *bytes;

		value->size = max(feature->get_size, feature->set_size);
		bytes = devm_kzalloc(lab->dev, 3 * value->size, GFP_KERNEL);
		if (!bytes)
			return -ENOMEM;
		value->default_value = bytes;
		value->current_value = bytes + value->size;
		value->saved_value = bytes + 2 * value->size;
		for (size_t at = 0; at < value->size; at++)
			bytes[at] = !feature->initial ? lab_initial_byte(i, at) :
				    at < feature->get_size ? feature->initial[at] : 0;
		memcpy(value->current_value, bytes, value->size);
		memcpy(value->saved_value, bytes, value->size);
	}
	return 0;
}
