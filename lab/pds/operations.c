// SPDX-License-Identifier: GPL-2.0
/* The lab's endpoints and operations. README.md has them as a table for readers. */
#include <linux/unaligned.h>

#include "model.h"

/* The slot that the first four bytes of a request name, or -1. */
static int slot_of(const struct lab_rpc *rpc)
{
	u32 slot = rpc->request_size >= 4 ? get_unaligned_le32(rpc->request) : LAB_SLOTS;

	return slot < LAB_SLOTS ? slot : -1;
}

static void answer(struct lab_rpc *rpc, const void *bytes, u32 size)
{
	rpc->response_size = min(size, rpc->response_room);
	memcpy(rpc->response, bytes, rpc->response_size);
}

/* le32 slot -> its 64 bytes */
static u32 read_slot(struct lab_dev *dev, struct lab_rpc *rpc)
{
	int slot = slot_of(rpc);

	if (rpc->request_size != 4)
		return LAB_RPC_BAD_REQUEST;
	if (slot < 0)
		return LAB_RPC_NO_SLOT;
	answer(rpc, dev->slot[slot], LAB_SLOT_BYTES);
	return LAB_RPC_OK;
}

/* The same of version 2: first what is staged, then what is in use */
static u32 read_slot_2(struct lab_dev *dev, struct lab_rpc *rpc)
{
	u8 both[2 * LAB_SLOT_BYTES];
	int slot = slot_of(rpc);

	if (rpc->request_size != 4)
		return LAB_RPC_BAD_REQUEST;
	if (slot < 0)
		return LAB_RPC_NO_SLOT;
	memcpy(both, dev->staged[slot], LAB_SLOT_BYTES);
	memcpy(both + LAB_SLOT_BYTES, dev->slot[slot], LAB_SLOT_BYTES);
	answer(rpc, both, sizeof(both));
	return LAB_RPC_OK;
}

/* le32 slot, up to 64 bytes -> nothing; in use after SYNC */
static u32 write_slot(struct lab_dev *dev, struct lab_rpc *rpc)
{
	int slot = slot_of(rpc);

	if (rpc->request_size <= 4 || rpc->request_size > 4 + LAB_SLOT_BYTES)
		return LAB_RPC_BAD_REQUEST;
	if (slot < 0)
		return LAB_RPC_NO_SLOT;
	memcpy(dev->staged[slot], rpc->request + 4, rpc->request_size - 4);
	return LAB_RPC_OK;
}

static u32 sync_slots(struct lab_dev *dev, struct lab_rpc *rpc)
{
	memcpy(dev->slot, dev->staged, sizeof(dev->slot));
	return LAB_RPC_OK;
}

/* anything -> the same bytes, as many as there is room for */
static u32 echo(struct lab_dev *dev, struct lab_rpc *rpc)
{
	answer(rpc, rpc->request, rpc->request_size);
	return LAB_RPC_OK;
}

static u32 read_debug_level(struct lab_dev *dev, struct lab_rpc *rpc)
{
	u8 level[4];

	put_unaligned_le32(dev->debug_level, level);
	answer(rpc, level, sizeof(level));
	return LAB_RPC_OK;
}

static u32 write_debug_level(struct lab_dev *dev, struct lab_rpc *rpc)
{
	if (rpc->request_size != 4)
		return LAB_RPC_BAD_REQUEST;
	dev->debug_level = get_unaligned_le32(rpc->request);
	return LAB_RPC_OK;
}

static const struct lab_operation store[] = {
	{ 0x10001, PDSFC_FW_CMD_ATTR_READ, read_slot },
	{ 0x20001, PDSFC_FW_CMD_ATTR_READ, read_slot_2 },
	{ 0x10002, PDSFC_FW_CMD_ATTR_WRITE, write_slot },
	{ 0x10003, PDSFC_FW_CMD_ATTR_SYNC, sync_slots },
	{ 0x10004, PDSFC_FW_CMD_ATTR_READ, echo },
};

static const struct lab_operation debug[] = {
	{ 0x10010, PDSFC_FW_CMD_ATTR_DEBUG_READ, read_debug_level },
	{ 0x10011, PDSFC_FW_CMD_ATTR_DEBUG_WRITE, write_debug_level },
	{ 0x10012, 0x20, write_debug_level },
	{ 0x10013, PDSFC_FW_CMD_ATTR_DEBUG_READ | PDSFC_FW_CMD_ATTR_DEBUG_WRITE, read_debug_level },
};

const struct lab_endpoint lab_endpoints[] = {
	{ 0x10, store, ARRAY_SIZE(store) },
	{ 0x20, debug, ARRAY_SIZE(debug) },
	{ 0x30, NULL, 0 },
	{ 0x31, NULL, 0, true },
};
const u32 lab_endpoint_count = ARRAY_SIZE(lab_endpoints);

const struct lab_endpoint *lab_find_endpoint(u32 id)
{
	for (u32 i = 0; i < lab_endpoint_count; i++)
		if (lab_endpoints[i].id == id)
			return &lab_endpoints[i];
	return NULL;
}

/* The exact version, or else the nearest above it: what is older is served by what is newer. */
const struct lab_operation *lab_find_operation(const struct lab_endpoint *endpoint, u32 op)
{
	const struct lab_operation *found = NULL;

	for (u32 i = 0; i < endpoint->count; i++) {
		const struct lab_operation *operation = &endpoint->operations[i];

		if ((operation->id & 0xffff) == (op & 0xffff) && operation->id >= (op & 0xffffff) &&
		    (!found || operation->id < found->id))
			found = operation;
	}
	return found;
}

/* Byte i of slot n is (11 n + 5 i + 3) mod 256. */
void lab_operations_create(struct lab_dev *dev)
{
	for (int slot = 0; slot < LAB_SLOTS; slot++)
		for (int i = 0; i < LAB_SLOT_BYTES; i++)
			dev->slot[slot][i] = 11 * slot + 5 * i + 3;
	memcpy(dev->staged, dev->slot, sizeof(dev->staged));
	dev->debug_level = 1;
}
