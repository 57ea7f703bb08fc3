/* SPDX-License-Identifier: Apache-2.0 */
/* The kernel's fwctl interface as a C program sees it (include/uapi/fwctl/fwctl.h of Linux 7.3). */
#ifndef LAB_CLIENT_FWCTL_H
#define LAB_CLIENT_FWCTL_H

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct fwctl_rpc {
	uint32_t size, scope, in_len, out_len;
	uint64_t in, out;
};

#define FWCTL_RPC _IO(0x9A, 1)

/* Sends one RPC; returns the length that the kernel says it wrote, or -errno. */
static inline int rpc(int fd, uint32_t scope, const void *in, uint32_t in_len, void *out, uint32_t out_len)
{
	struct fwctl_rpc call = { sizeof(call), scope, in_len, out_len, (uintptr_t)in, (uintptr_t)out };

	return ioctl(fd, FWCTL_RPC, &call) ? -errno : (int)call.out_len;
}

static inline int open_node(const char *path)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);

	if (fd < 0) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		exit(1);
	}
	return fd;
}

static inline void put16(uint8_t *at, uint16_t value) { at[0] = value; at[1] = value >> 8; }
static inline void put32(uint8_t *at, uint32_t value) { put16(at, value); put16(at + 2, value >> 16); }
static inline void put64(uint8_t *at, uint64_t value) { put32(at, value); put32(at + 4, value >> 32); }
static inline uint16_t get16(const uint8_t *at) { return at[0] | at[1] << 8; }
static inline uint32_t get32(const uint8_t *at) { return get16(at) | (uint32_t)get16(at + 2) << 16; }
static inline uint64_t get64(const uint8_t *at) { return get32(at) | (uint64_t)get32(at + 4) << 32; }

#endif
