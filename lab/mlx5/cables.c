// SPDX-License-Identifier: GPL-2.0
/*
 * MCIA: the memory of the modules in the cages. Module 0 is a passive copper cable that speaks CMIS; the cage of
 * module 1 is empty.
 */
#include "bits.h"
#include "model.h"

#define MCIA_DATA 0x10
#define MCIA_MAX 128

enum { GOOD = 0, NO_EEPROM = 1, NOT_CONNECTED = 3, I2C_ERROR = 9 };

/* Lower memory is bytes 0..127 on every page; upper memory, 128..255, changes with the page. */
static void fill_memory(u8 memory[256], u8 page)
{
	memset(memory, 0, 256);
	memory[0] = 0x18;			/* identifier: QSFP-DD */
	memory[1] = 0x40;			/* CMIS 4.0 */
	memory[2] = 0x80;			/* flat memory: only page 0 above */
	memory[3] = 0x07;			/* module state: ready */
	memory[14] = 44;			/* temperature 44.5 degrees, 1/256 each */
	memory[15] = 0x80;
	put_unaligned_be16(33000, memory + 16);	/* supply voltage, 100 uV */
	memory[85] = 0x03;			/* media: passive copper */
	memory[127] = page;
	if (page)
		return;
	memory[128] = 0x18;
	put_text(memory, 129, 16, "FWCTL LAB       ");
	memory[145] = 0x00; memory[146] = 0x02; memory[147] = 0xc9;
	put_text(memory, 148, 16, "LAB-DAC-200G-2M ");
	put_text(memory, 164, 2, "A1");
	put_text(memory, 166, 16, "LAB0000042      ");
	put_text(memory, 182, 8, "261122  ");
	memory[202] = 0x42;			/* cable length: 2 m */
	memory[203] = 0x23;			/* connector: no separable connector */
}

static u8 mcia_read(struct lab_dev *dev, struct lab_access *reg)
{
	u32 module = MLX5_GET(mcia_reg, reg->data, module), size = MLX5_GET(mcia_reg, reg->data, size);
	u32 address = MLX5_GET(mcia_reg, reg->data, device_address);
	u32 page = MLX5_GET(mcia_reg, reg->data, page_number);
	u8 memory[256], status = GOOD;

	if (module >= LAB_PORTS) {
		reg->syndrome = SYNDROME_BAD_INDEX;
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	}
	if (!size || size > MCIA_MAX || address + size > sizeof(memory)) {
		reg->syndrome = SYNDROME_BAD_VALUE;
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	}
	memset(reg->data + MCIA_DATA, 0, reg->length - MCIA_DATA);
	if (module)
		status = NOT_CONNECTED;
	else if (MLX5_GET(mcia_reg, reg->data, i2c_device_address) != 0x50)
		status = I2C_ERROR;
	else if (page)
		status = NO_EEPROM;
	MLX5_SET(mcia_reg, reg->data, status, status);
	if (status == GOOD) {
		fill_memory(memory, page);
		memcpy(reg->data + MCIA_DATA, memory + address, size);
	}
	return MLX5_CMD_STAT_OK;
}

const struct lab_register cable_registers[] = {
	{ "MCIA", MLX5_REG_MCIA, 0x94, 0x10, mcia_read, NULL },
	{}
};
