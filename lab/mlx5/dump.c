// SPDX-License-Identifier: GPL-2.0
/*
 * The resource dump, register 0xC000, inline: each read takes up to 208 bytes of a stream of segments, until
 * more_dump is clear. The firmware keeps no state: where it stands is in device_opaque, which the client copies back,
 * with seq_num, which counts modulo 16.
 */
#include <linux/slab.h>

#include "bits.h"
#include "model.h"

#define INLINE_DATA 0x30
#define INLINE_BYTES 208
#define STREAM_MAX 65536
#define SESSION 0x1ab00000	/* upper half of device_opaque: marks a dump in progress, with its next seq_num */

enum {
	SEGMENT_NOTICE = 0xfff9, SEGMENT_COMMAND = 0xfffa, SEGMENT_TERMINATE = 0xfffb, SEGMENT_ERROR = 0xfffc,
	SEGMENT_REFERENCE = 0xfffd, SEGMENT_INFO = 0xfffe, SEGMENT_MENU = 0xffff,
};

enum {
	RESOURCE_QPC = 0x1000, RESOURCE_EQ_BUFF = 0x1300, RESOURCE_HCA_CAP = 0x4100, RESOURCE_LINKED = 0x4200,
	RESOURCE_SICK = 0x4300,
};

enum { MUST = 2, MAY = 1 };	/* is an index or a number of objects needed, or allowed */

struct dumpable {
	u16 type;
	u8 index1, index2, num1, num2;
	bool num1_all, num1_active;
	const char *name, *index1_name, *index2_name;
};

static const struct dumpable resources[] = {
	{ RESOURCE_QPC, MUST, 0, MAY, 0, true, true, "FULL_QPC", "QPN", "" },
	{ RESOURCE_EQ_BUFF, MUST, MAY, 0, MAY, false, false, "EQ_BUFF", "EQN", "EQE" },
	{ RESOURCE_HCA_CAP, 0, 0, 0, 0, false, false, "HCA_CAP", "", "" },
	{ RESOURCE_LINKED, 0, 0, 0, 0, false, false, "LINKED_QPC", "", "" },
	{ RESOURCE_SICK, MAY, 0, 0, 0, false, false, "SIXTEEN_LETTERS_", "SYNDROME", "" },
};

/* A dump in the making. */
struct stream {
	u8 *data;
	u32 length;
	u16 type, vhca_id;
	u32 index1, index2, num1, num2;
};

/* Appends a segment of so many bytes, header included, and returns its zeroed bytes; NULL when the stream is full. */
static u8 *add(struct stream *stream, u16 type, u32 bytes)
{
	u8 *segment = stream->data + stream->length;

	if (stream->length + bytes > STREAM_MAX)
		return NULL;
	MLX5_SET(resource_dump_segment_header, segment, length_dw, bytes / 4);
	MLX5_SET(resource_dump_segment_header, segment, segment_type, type);
	stream->length += bytes;
	return segment;
}

static void add_info(struct stream *stream)
{
	u8 *segment = add(stream, SEGMENT_INFO, MLX5_ST_SZ_BYTES(resource_dump_info_segment));

	MLX5_SET(resource_dump_info_segment, segment, dump_version, 1);
	MLX5_SET(resource_dump_info_segment, segment, hw_version, 0x218);
	MLX5_SET(resource_dump_info_segment, segment, fw_version, 0x1c2b03e8);
}

/* Repeats what was asked. */
static void add_command(struct stream *stream)
{
	u8 *segment = add(stream, SEGMENT_COMMAND, MLX5_ST_SZ_BYTES(resource_dump_command_segment));

	MLX5_SET(resource_dump_command_segment, segment, segment_called, stream->type);
	MLX5_SET(resource_dump_command_segment, segment, vhca_id, stream->vhca_id);
	MLX5_SET(resource_dump_command_segment, segment, index1, stream->index1);
	MLX5_SET(resource_dump_command_segment, segment, index2, stream->index2);
	MLX5_SET(resource_dump_command_segment, segment, num_of_obj1, stream->num1);
	MLX5_SET(resource_dump_command_segment, segment, num_of_obj2, stream->num2);
}

static void add_menu(struct stream *stream)
{
	u32 record_bytes = MLX5_ST_SZ_BYTES(resource_dump_menu_record);
	u8 *segment = add(stream, SEGMENT_MENU, 8 + ARRAY_SIZE(resources) * record_bytes);

	MLX5_SET(resource_dump_menu_segment, segment, num_of_records, ARRAY_SIZE(resources));
	for (size_t i = 0; i < ARRAY_SIZE(resources); i++) {
		const struct dumpable *resource = &resources[i];
		u8 *record = segment + 8 + i * record_bytes;

		MLX5_SET(resource_dump_menu_record, record, segment_type, resource->type);
		MLX5_SET(resource_dump_menu_record, record, must_have_index1, resource->index1 == MUST);
		MLX5_SET(resource_dump_menu_record, record, support_index1, !!resource->index1);
		MLX5_SET(resource_dump_menu_record, record, must_have_index2, resource->index2 == MUST);
		MLX5_SET(resource_dump_menu_record, record, support_index2, !!resource->index2);
		MLX5_SET(resource_dump_menu_record, record, must_have_num_of_obj1, resource->num1 == MUST);
		MLX5_SET(resource_dump_menu_record, record, support_num_of_obj1, !!resource->num1);
		MLX5_SET(resource_dump_menu_record, record, num_of_obj1_supports_all, resource->num1_all);
		MLX5_SET(resource_dump_menu_record, record, num_of_obj1_supports_active, resource->num1_active);
		MLX5_SET(resource_dump_menu_record, record, support_num_of_obj2, !!resource->num2);
		put_text(record, 0x4, 16, resource->name);
		put_text(record, 0x14, 16, resource->index1_name);
		put_text(record, 0x24, 16, resource->index2_name);
	}
}

static void add_resource(struct stream *stream, u16 type, u32 index1, u32 index2, u32 payload)
{
	u8 *segment = add(stream, type, MLX5_ST_SZ_BYTES(resource_dump_resource_segment) + payload);

	if (!segment)
		return;
	MLX5_SET(resource_dump_resource_segment, segment, index1, index1);
	MLX5_SET(resource_dump_resource_segment, segment, index2, index2);
	for (u32 i = 0; i < payload; i += 4)
		put(segment, MLX5_ST_SZ_BYTES(resource_dump_resource_segment) + i, 0, 32,
		    (u32)type << 16 ^ index1 << 8 ^ i);
}

static void add_error(struct stream *stream, u16 syndrome, const char *text)
{
	u8 *segment = add(stream, SEGMENT_ERROR, MLX5_ST_SZ_BYTES(resource_dump_error_segment));

	if (!segment)
		return;
	MLX5_SET(resource_dump_error_segment, segment, syndrome_id, syndrome);
	put_text(segment, 0x10, 32, text);
}

/* 0xffff asks for all objects, 0xfffe for the active ones; the model has 12 and 3. */
static u32 number_of(u32 asked)
{
	return asked == 0xffff ? 12 : asked == 0xfffe ? 3 : asked ?: 1;
}

static bool build(struct lab_dev *dev, struct stream *stream)
{
	u8 *segment;

	add_info(stream);
	add_command(stream);
	switch (stream->type) {
	case SEGMENT_MENU:
		add_menu(stream);
		break;
	case RESOURCE_QPC:
		for (u32 i = 0; i < number_of(stream->num1); i++)
			add_resource(stream, RESOURCE_QPC, stream->index1 + i, 0, 512);
		break;
	case RESOURCE_EQ_BUFF:
		for (u32 i = 0; i < number_of(stream->num2); i++)
			add_resource(stream, RESOURCE_EQ_BUFF, stream->index1, stream->index2 + i, 64);
		break;
	case RESOURCE_HCA_CAP:
		add_resource(stream, RESOURCE_HCA_CAP, 0, 0, LAB_CAP_BYTES);
		if (stream->length >= LAB_CAP_BYTES)
			memcpy(stream->data + stream->length - LAB_CAP_BYTES,
			       dev->function[0].cap[MLX5_CAP_GENERAL]->cur, LAB_CAP_BYTES);
		break;
	case RESOURCE_LINKED:
		/* Points at another resource: type 15..0 of dword 1, indexes and numbers as in a command. */
		segment = add(stream, SEGMENT_REFERENCE, MLX5_ST_SZ_BYTES(resource_dump_command_segment));
		put(segment, 0x4, 0, 16, RESOURCE_QPC);
		put(segment, 0x8, 0, 32, 7);
		put(segment, 0x10, 16, 16, 2);
		break;
	case RESOURCE_SICK:
		segment = add(stream, SEGMENT_NOTICE, MLX5_ST_SZ_BYTES(resource_dump_error_segment));
		put(segment, 0x4, 0, 16, 0x77);
		put_text(segment, 0x10, 32, "the resource is being moved");
		add_error(stream, stream->index1, "cannot read the resource");
		break;
	default:
		return false;
	}
	add(stream, SEGMENT_TERMINATE, MLX5_ST_SZ_BYTES(resource_dump_terminate_segment));
	return true;
}

static u8 bad(struct lab_access *reg, u32 syndrome)
{
	reg->syndrome = syndrome;
	return MLX5_CMD_STAT_BAD_PARAM_ERR;
}

static u8 resource_dump_read(struct lab_dev *dev, struct lab_access *reg)
{
	struct stream stream = {
		.type = MLX5_GET(resource_dump, reg->data, segment_type),
		.vhca_id = get(reg->data, 0, 29, 1) ? MLX5_GET(resource_dump, reg->data, vhca_id) : 0,
		.index1 = MLX5_GET(resource_dump, reg->data, index1),
		.index2 = MLX5_GET(resource_dump, reg->data, index2),
		.num1 = MLX5_GET(resource_dump, reg->data, num_of_obj1),
		.num2 = MLX5_GET(resource_dump, reg->data, num_of_obj2),
	};
	u64 opaque = MLX5_GET64(resource_dump, reg->data, device_opaque);
	u32 sequence = MLX5_GET(resource_dump, reg->data, seq_num);
	u32 offset = lower_32_bits(opaque), bytes, next = (sequence + 1) % 16;
	bool more;

	if (!MLX5_GET(resource_dump, reg->data, inline_dump))
		return bad(reg, SYNDROME_BAD_VALUE);	/* a memory key needs resources that fwctl cannot make */
	if (stream.vhca_id > LAB_FUNCTIONS)
		return bad(reg, SYNDROME_UNKNOWN_FUNCTION);
	if (opaque && upper_32_bits(opaque) != (SESSION | sequence))
		return bad(reg, SYNDROME_BAD_INDEX);
	stream.data = kvzalloc(STREAM_MAX, GFP_KERNEL);
	if (!stream.data)
		return MLX5_CMD_STAT_NO_RES_ERR;
	if (!build(dev, &stream) || offset > stream.length) {
		kvfree(stream.data);
		return bad(reg, SYNDROME_BAD_INDEX);
	}
	bytes = min_t(u32, INLINE_BYTES, stream.length - offset);
	more = offset + bytes < stream.length;
	memset(reg->data + INLINE_DATA, 0, INLINE_BYTES);
	memcpy(reg->data + INLINE_DATA, stream.data + offset, bytes);
	MLX5_SET(resource_dump, reg->data, seq_num, next);
	MLX5_SET(resource_dump, reg->data, more_dump, more);
	MLX5_SET(resource_dump, reg->data, size, bytes);
	MLX5_SET64(resource_dump, reg->data, device_opaque,
		   more ? (u64)(SESSION | next) << 32 | (offset + bytes) : 0);
	kvfree(stream.data);
	return MLX5_CMD_STAT_OK;
}

const struct lab_register dump_registers[] = {
	{ "RESOURCE_DUMP", MLX5_REG_RESOURCE_DUMP, 0x100, INLINE_DATA, resource_dump_read, NULL },
	{}
};
