// SPDX-License-Identifier: Apache-2.0
/*
 * A second client of bnxt_fwctl, against which the library is checked: it shares nothing with it but the kernel's
 * header bnxt/hsi.h, from which these offsets are.
 *
 *   bnxt NODE show                        versions, function, port, temperature, directory, counters
 *   bnxt NODE options                     the eight NVM options: number, index, stored, factory
 *   bnxt NODE get OPTION INDEX BITS       one of them
 *   bnxt NODE set OPTION INDEX BITS VALUE
 *   bnxt NODE raw SCOPE HEX OUT_LENGTH    a request as it is
 */
#include "fwctl.h"

#define ROOM 65536
#define CANARY 64

static int fd;
static uint8_t in[512], out[4096];

/* Sends a request of a type; fails loudly where the driver refuses, and returns the error code of the firmware. */
static uint16_t send_request(uint16_t type, uint32_t in_len, uint32_t scope)
{
	int written;

	put16(in, type);
	put16(in + 2, 0xffff);	/* cmpl_ring: none */
	put16(in + 6, 0xffff);	/* target_id: this function */
	memset(out, 0, sizeof(out));
	written = rpc(fd, scope, in, in_len, out, sizeof(out));
	if (written < 0) {
		printf("type=0x%x errno=%d\n", type, -written);
		exit(3);
	}
	if (get16(out))
		printf("type=0x%x error_code=0x%x cmd_err=%u\n", type, get16(out), out[14]);
	return get16(out);
}

static uint8_t *request(void)
{
	memset(in, 0, sizeof(in));
	return in;
}

/* Memory for the driver to write, with canaries around it that must outlive the call. */
static uint8_t *guarded(void)
{
	static uint8_t memory[ROOM + 2 * CANARY];

	memset(memory, 0xa5, sizeof(memory));
	return memory + CANARY;
}

static void check(const uint8_t *memory, size_t length)
{
	for (size_t i = 0; i < CANARY; i++) {
		if (memory[-1 - (ssize_t)i] != 0xa5 || memory[length + i] != 0xa5) {
			printf("memory around the buffer was overwritten\n");
			exit(4);
		}
	}
}

static int get_option(uint16_t option, uint16_t index, uint16_t bits, int factory, uint32_t *value)
{
	uint8_t *memory = guarded(), *at = request();

	put64(at + 16, (uintptr_t)memory);
	put16(at + 24, bits);
	put16(at + 26, option);
	put16(at + 28, index ? 1 : 0);
	put16(at + 30, index);
	at[38] = factory;
	if (send_request(0xfff1, 40, 0))
		return 0;
	check(memory, bits);	/* the driver counts bytes where the firmware counts bits */
	*value = 0;
	for (int i = 0; i < (bits + 7) / 8 && i < 4; i++)
		*value |= (uint32_t)memory[i] << (8 * i);
	return 1;
}

static int set_option(uint16_t option, uint16_t index, uint16_t bits, uint32_t value)
{
	static uint8_t data[ROOM];
	uint8_t *at = request();

	put32(data, value);
	put64(at + 16, (uintptr_t)data);
	put16(at + 24, bits);
	put16(at + 26, option);
	put16(at + 28, index ? 1 : 0);
	put16(at + 30, index);
	return send_request(0xfff2, 40, 0) == 0;
}

static int options(void)
{
	static const struct { uint16_t number, count, bits; } known[] = {
		{ 108, 1, 10 }, { 114, 1, 7 }, { 161, 1, 1 }, { 164, 1, 1 }, { 171, 1, 1 }, { 401, 1, 1 }, { 506, 2, 1 },
		{ 602, 3, 8 },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		for (uint16_t index = 0; index < known[i].count; index++) {
			uint32_t stored, factory;

			if (get_option(known[i].number, index, known[i].bits, 0, &stored) &&
			    get_option(known[i].number, index, known[i].bits, 1, &factory))
				printf("option=%u index=%u stored=%u factory=%u\n", known[i].number, index, stored,
				       factory);
		}
	}
	return 0;
}

static void show_counters(void)
{
	uint8_t *tx = guarded(), *at = request();
	uint8_t *rx = tx + 1024;

	put64(at + 24, (uintptr_t)tx);
	put64(at + 32, (uintptr_t)rx);
	if (send_request(0x23, 40, 1))
		return;
	for (int i = 0; i < CANARY; i++) {
		if (tx[408 + i] != 0xa5 || rx[-1 - i] != 0xa5 || rx[528 + i] != 0xa5) {
			printf("memory around the counters was overwritten\n");
			exit(4);
		}
	}
	printf("tx_stat_size=%u rx_stat_size=%u tx_64b_frames=%llu\n", get16(out + 8), get16(out + 10),
	       (unsigned long long)get64(tx));
}

static int show(void)
{
	uint8_t *memory;

	request();
	if (!send_request(0x0, 24, 1))
		printf("hwrm=%u.%u.%u firmware=%u.%u.%u.%u chip=0x%x name=%.16s resp_len=%u\n", out[8], out[9], out[10],
		       get16(out + 136), get16(out + 138), get16(out + 140), get16(out + 142), get16(out + 112),
		       out + 32, get16(out + 6));
	put16(request() + 16, 0xffff);
	if (!send_request(0x15, 24, 1))
		printf("fid=%u port=%u mac=%02x:%02x:%02x:%02x:%02x:%02x max_vfs=%u\n", get16(out + 8), get16(out + 10),
		       out[16], out[17], out[18], out[19], out[20], out[21], get16(out + 36));
	request();
	if (!send_request(0x27, 24, 1))
		printf("link=%u speed=%u media=%u vendor=%.16s\n", out[8], get16(out + 10), out[36], out + 56);
	request();
	if (!send_request(0xc1, 24, 1))
		printf("nvm_option_action_status=%u\n", out[9]);
	request();
	if (!send_request(0xe0, 16, 1))
		printf("temperature=%u phy=%u module=%u flags=0x%x\n", out[8], out[9], out[10], out[11]);
	request();
	if (!send_request(0xfffb, 16, 1))
		printf("directory entries=%u entry_length=%u\n", get32(out + 8), get32(out + 12));
	memory = guarded();
	put64(request() + 16, (uintptr_t)memory);
	if (!send_request(0xfffa, 24, 1)) {
		check(memory, ROOM);
		printf("directory first_type=%u\n", get16(memory));
	}
	show_counters();
	return 0;
}

static int raw(uint32_t scope, const char *hex, uint32_t out_len)
{
	uint32_t length = strlen(hex) / 2;
	int written;

	for (uint32_t i = 0; i < length && i < sizeof(in); i++) {
		unsigned int byte;

		sscanf(hex + 2 * i, "%2x", &byte);
		in[i] = byte;
	}
	written = rpc(fd, scope, in, length, out, out_len);
	printf("result=%d", written);
	for (int i = 0; i < written && i < (int)sizeof(out); i++)
		printf("%s%02x", i ? "" : " ", out[i]);
	printf("\n");
	return written < 0;
}

int main(int count, char **words)
{
	uint32_t value;

	if (count < 3) {
		fprintf(stderr, "usage: bnxt NODE show|options|get OPTION INDEX BITS|set OPTION INDEX BITS VALUE|"
				"raw SCOPE HEX OUT_LENGTH\n");
		return 2;
	}
	fd = open_node(words[1]);
	if (!strcmp(words[2], "show"))
		return show();
	if (!strcmp(words[2], "options"))
		return options();
	if (!strcmp(words[2], "get") && count == 6) {
		if (!get_option(atoi(words[3]), atoi(words[4]), atoi(words[5]), 0, &value))
			return 1;
		printf("%u\n", value);
		return 0;
	}
	if (!strcmp(words[2], "set") && count == 7)
		return !set_option(atoi(words[3]), atoi(words[4]), atoi(words[5]), atoi(words[6]));
	if (!strcmp(words[2], "raw") && count == 6 && strlen(words[4]) / 2 <= sizeof(in) &&
	    strtoul(words[5], NULL, 0) <= sizeof(out))
		return raw(atoi(words[3]), words[4], atoi(words[5]));
	fprintf(stderr, "bnxt: unknown words\n");
	return 2;
}
