/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fields of registers that mlx5_ifc.h does not describe, in the notation of NVIDIA's public register tables:
 * byte offset of a big-endian dword, lowest bit counted from its least significant end, width.
 */
#ifndef FWCTL_LAB_MLX5_BITS_H
#define FWCTL_LAB_MLX5_BITS_H

#include <linux/bits.h>
#include <linux/minmax.h>
#include <linux/string.h>
#include <linux/unaligned.h>

static inline u32 get(const u8 *data, u32 byte, u32 bit, u32 width)
{
	return (get_unaligned_be32(data + byte) >> bit) & GENMASK(width - 1, 0);
}

static inline void put(u8 *data, u32 byte, u32 bit, u32 width, u32 value)
{
	u32 mask = GENMASK(width - 1, 0) << bit;
	u32 dword = get_unaligned_be32(data + byte);

	put_unaligned_be32((dword & ~mask) | ((value << bit) & mask), data + byte);
}

/* Text, zero-padded, first character at the lowest address. */
static inline void put_text(u8 *data, u32 byte, u32 room, const char *text)
{
	size_t length = min_t(size_t, strlen(text), room);

	memset(data + byte, 0, room);
	memcpy(data + byte, text, length);
}

#endif
