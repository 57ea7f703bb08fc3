// SPDX-License-Identifier: Apache-2.0
/*
 * A second client of pds_fwctl, against which the library is checked; offsets from the kernel's uapi/fwctl/pds.h.
 *
 *   pds NODE call EP OP SCOPE HEX ROOM    sends an RPC (HEX may be - for none) and prints what came back
 *   pds NODE probe EP OP                  the least scope that the driver lets the operation through with
 */
#include "fwctl.h"

#define CANARY 64

struct rpc_pds {
	struct { uint32_t op, ep, rsvd, len; uint64_t payload; } in;
	struct { uint32_t retval, rsvd[2], len; uint64_t payload; } out;
};

static int call(int fd, uint32_t ep, uint32_t op, uint32_t scope, const char *hex, uint32_t room)
{
	static uint8_t payload[65536], memory[65536 + 2 * CANARY];
	struct rpc_pds message = { .in = { .op = op, .ep = ep } };
	uint8_t *reply = memory + CANARY;
	int written;

	if (strcmp(hex, "-"))
		message.in.len = strlen(hex) / 2;
	for (uint32_t i = 0; i < message.in.len; i++) {
		unsigned int byte;

		sscanf(hex + 2 * i, "%2x", &byte);
		payload[i] = byte;
	}
	memset(memory, 0xa5, sizeof(memory));
	message.in.payload = (uintptr_t)payload;
	message.out.len = room;
	message.out.payload = (uintptr_t)reply;
	written = rpc(fd, scope, &message, sizeof(message), &message, sizeof(message));
	if (written < 0) {
		printf("errno=%d\n", -written);
		return 1;
	}
	for (int i = 0; i < CANARY; i++) {
		if (memory[i] != 0xa5 || reply[room + i] != 0xa5) {
			printf("memory around the payload was overwritten\n");
			return 4;
		}
	}
	printf("length=%d retval=%u payload=", written, message.out.retval);
	for (uint32_t i = 0; i < room; i++)
		printf("%02x", reply[i]);
	printf("\n");
	return 0;
}

/* A payload of one byte at address 0: EFAULT says that the scope was enough, and nothing reaches the firmware. */
static int probe(int fd, uint32_t ep, uint32_t op)
{
	for (uint32_t scope = 0; scope < 4; scope++) {
		struct rpc_pds message = { .in = { .op = op, .ep = ep, .len = 1 } };
		int result = rpc(fd, scope, &message, sizeof(message), &message, sizeof(message));

		if (result == -EFAULT) {
			printf("scope=%u\n", scope);
			return 0;
		}
		if (result != -EPERM) {
			printf("errno=%d\n", -result);
			return 1;
		}
	}
	printf("scope=none\n");
	return 1;
}

int main(int count, char **words)
{
	if (count == 8 && !strcmp(words[2], "call") && strlen(words[6]) <= 2 * 65536 && strtoul(words[7], NULL, 0) <= 65536)
		return call(open_node(words[1]), strtoul(words[3], NULL, 0), strtoul(words[4], NULL, 0), atoi(words[5]),
			    words[6], strtoul(words[7], NULL, 0));
	if (count == 5 && !strcmp(words[2], "probe"))
		return probe(open_node(words[1]), strtoul(words[3], NULL, 0), strtoul(words[4], NULL, 0));
	fprintf(stderr, "usage: pds NODE call EP OP SCOPE HEX ROOM | pds NODE probe EP OP\n");
	return 2;
}
