/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A model of mlx5 firmware, small enough to read, exact enough that the kernel's own mlx5_fwctl driver and
 * NVIDIA's own tools cannot tell. Layouts come from the kernel's mlx5_ifc.h (MLX5_SET, MLX5_GET) or, where that
 * header has none, from NVIDIA's public register tables by field offset (put, get; see bits.h).
 */
#ifndef FWCTL_LAB_MLX5_MODEL_H
#define FWCTL_LAB_MLX5_MODEL_H

#include <linux/auxiliary_bus.h>
#include <linux/fwctl.h>
#include <linux/mlx5/device.h>
#include <linux/mlx5/driver.h>
#include <linux/mutex.h>
#include <linux/pci.h>

/* The headers that all commands share; the kernel keeps its own copy private to mlx5_core. */
struct mlx5_ifc_mbox_in_bits {
	u8         opcode[0x10];
	u8         uid[0x10];

	u8         reserved_at_20[0x10];
	u8         op_mod[0x10];

	u8         reserved_at_40[0x40];
};

struct mlx5_ifc_mbox_out_bits {
	u8         status[0x8];
	u8         reserved_at_8[0x18];

	u8         syndrome[0x20];

	u8         reserved_at_40[0x40];
};

#define LAB_PORTS 2		/* physical ports, local_port 1..LAB_PORTS */
#define LAB_FUNCTIONS 4		/* other functions that SET_HCA_CAP may configure: ids 1..LAB_FUNCTIONS */
#define LAB_UIDS 64		/* user contexts that may be open at once */
#define LAB_REPLY_MAX 8192	/* no reply of the model is longer */
#define LAB_REGISTER_MAX 1024	/* no register of the model is longer */
#define LAB_CAP_BYTES 4096	/* one capability page */
#define LAB_MAX_COUNTERS 8	/* diagnostic counters */

/*
 * Syndromes are opaque on real hardware. Here they say where the model refused: 0x1ab then the kind of refusal.
 */
enum lab_syndrome {
	SYNDROME_NONE = 0,
	SYNDROME_UNKNOWN_OPCODE = 0x1ab001,
	SYNDROME_UNKNOWN_UID = 0x1ab002,
	SYNDROME_SHORT_INPUT = 0x1ab003,
	SYNDROME_SHORT_OUTPUT = 0x1ab004,
	SYNDROME_LABEL = 0x1ab005,		/* the user context lacks TOOLS_RESOURCES */
	SYNDROME_UNKNOWN_REGISTER = 0x1ab010,
	SYNDROME_NOT_READABLE = 0x1ab011,
	SYNDROME_NOT_WRITABLE = 0x1ab012,
	SYNDROME_BAD_INDEX = 0x1ab013,		/* port, sensor, module, component ... out of range */
	SYNDROME_BAD_VALUE = 0x1ab014,
	SYNDROME_UNKNOWN_TLV = 0x1ab020,
	SYNDROME_TLV_LENGTH = 0x1ab021,
	SYNDROME_TLV_READ_ONLY = 0x1ab022,
	SYNDROME_UNKNOWN_CAP = 0x1ab030,
	SYNDROME_OWN_FUNCTION = 0x1ab031,	/* SET_HCA_CAP without other_function */
	SYNDROME_UNKNOWN_FUNCTION = 0x1ab032,
	SYNDROME_ABOVE_MAX = 0x1ab033,
};

struct lab_dev;

/* One command in execution. */
struct lab_cmd {
	u16 opcode, op_mod, uid;
	const u8 *in;			/* the mailbox, header included */
	u32 in_len;
	u8 *out;			/* zeroed, LAB_REPLY_MAX bytes; the header is filled in by the dispatcher */
	u32 out_len;			/* the room that the caller has */
	u32 reply_len;			/* set by the handler: bytes that the firmware answers with */
	u32 syndrome;
};

/* One command that the model knows. Handlers return an MLX5_CMD_STAT_*. */
struct lab_command {
	u16 opcode;
	u16 in_min, out_min;		/* bytes, headers included */
	u8 (*run)(struct lab_dev *dev, struct lab_cmd *cmd);
};

/* One access to a register. data holds what the caller sent, cut or zero-padded to the register's size. */
struct lab_access {
	u8 *data;
	u32 given;			/* bytes that the caller sent */
	u32 room;			/* bytes that the caller can take back */
	u32 length;			/* bytes to answer; the register's size unless the handler changes it */
	u32 syndrome;
};

struct lab_register {
	const char *name;
	u16 id;
	u16 size;			/* bytes */
	u16 in_min;			/* bytes of it that a request must carry */
	u8 (*read)(struct lab_dev *dev, struct lab_access *reg);
	u8 (*write)(struct lab_dev *dev, struct lab_access *reg);
};

/* What is known of a TLV apart from its value; generated, see nv_tlvs.h. */
struct nv_tlv {
	u8 tlv_class;
	u32 index;
	u16 size;			/* bytes of data */
	bool cap;			/* a read-only twin that says what is offered */
	u8 version;
};

enum nv_mode { NV_NEXT, NV_CURRENT, NV_FACTORY, NV_MODES };

/* A TLV of one port, function, host or module. */
struct nv_item {
	const struct nv_tlv *tlv;
	u32 type;			/* as it stands in the header: class and indexes */
	bool stored;			/* a NEXT value has been written and not reset */
	u8 writer_id;
	u8 *value[NV_MODES];
};

struct lab_port {
	u8 admin_status, oper_status;	/* PAOS: 1 up, 2 down */
	u32 ext_eth_admin;
	u64 counters_cleared;		/* ns, boot time */
};

struct lab_capability {
	u8 max[LAB_CAP_BYTES];
	u8 cur[LAB_CAP_BYTES];
};

/* A function that SET_HCA_CAP configures: 0 is the function the driver runs on. */
struct lab_function {
	struct lab_capability *cap[MLX5_CAP_NUM];
};

struct lab_diagnostics {
	u8 flags;			/* single, repetitive, sync, clear, on_demand, enable in bits 7..2 */
	u8 log_num_of_samples, log_sample_period;
	u16 num_of_counters;
	u16 counter_id[LAB_MAX_COUNTERS];
};

struct lab_faults {
	spinlock_t lock;
	struct list_head rules;
};

struct lab_observer {
	struct fwctl_ops ops;		/* the driver's own, with fw_rpc replaced by ours */
	const struct fwctl_ops *driver_ops;
	struct notifier_block bound;
	spinlock_t lock;
	struct list_head calls;
	int highest_scope;		/* -1: no call yet */
};

struct lab_dev {
	struct mlx5_core_dev mdev;	/* what mlx5_fwctl sees */
	struct pci_dev *pdev;
	struct mlx5_adev *madev;
	int number;			/* 0 for the first PCI device bound */
	u16 bus_vendor, bus_device;	/* the PCI ids of QEMU's device, given back on unbind */
	struct dentry *debugfs;

	struct mutex lock;		/* the firmware executes one command at a time */
	u64 booted;			/* ns: MGIR.uptime counts from here */
	DECLARE_BITMAP(uids, LAB_UIDS);
	u32 uid_caps[LAB_UIDS];
	u8 *mailbox;			/* LAB_REPLY_MAX: what past replies left in the output mailbox */
	u8 *scratch;			/* LAB_REPLY_MAX: the reply in the making */

	struct lab_function function[LAB_FUNCTIONS + 1];
	u8 cong_enable[2][8];		/* by protocol (RP, NP) and priority: bit 0 enable, bit 1 tag_enable */
	struct lab_diagnostics diag;

	struct nv_item *nv;
	u32 nv_count;
	bool nv_every_port;	/* answers for ports and modules that are not there */
	struct lab_port port[LAB_PORTS];
	u8 reset_level, reset_type, reset_reason;
	u32 icm_threshold[LAB_FUNCTIONS + 1], icm_reached[LAB_FUNCTIONS + 1];
	u8 module_power_override;

	u32 delay_ms;			/* knob: how long each command takes */
	atomic_t in_flight;
	struct lab_faults faults;
	struct lab_observer observer;
};

static inline struct lab_dev *lab_of(struct mlx5_core_dev *mdev)
{
	return container_of(mdev, struct lab_dev, mdev);
}

/* command.c */
int lab_execute(struct lab_dev *dev, const void *in, int in_size, void *out, int out_size);

/* Command handlers, by file. */
u8 create_uctx(struct lab_dev *dev, struct lab_cmd *cmd);		/* adapter.c */
u8 destroy_uctx(struct lab_dev *dev, struct lab_cmd *cmd);
u8 query_adapter(struct lab_dev *dev, struct lab_cmd *cmd);
u8 query_issi(struct lab_dev *dev, struct lab_cmd *cmd);
u8 query_vuid(struct lab_dev *dev, struct lab_cmd *cmd);
u8 query_esw_functions(struct lab_dev *dev, struct lab_cmd *cmd);
u8 query_hca_cap(struct lab_dev *dev, struct lab_cmd *cmd);		/* hca_cap.c */
u8 set_hca_cap(struct lab_dev *dev, struct lab_cmd *cmd);
u8 query_cong_status(struct lab_dev *dev, struct lab_cmd *cmd);	/* diagnostics.c */
u8 modify_cong_status(struct lab_dev *dev, struct lab_cmd *cmd);
u8 query_cong_params(struct lab_dev *dev, struct lab_cmd *cmd);
u8 query_cong_statistics(struct lab_dev *dev, struct lab_cmd *cmd);
u8 query_diagnostic_params(struct lab_dev *dev, struct lab_cmd *cmd);
u8 set_diagnostic_params(struct lab_dev *dev, struct lab_cmd *cmd);
u8 query_diagnostic_counters(struct lab_dev *dev, struct lab_cmd *cmd);
u8 access_register(struct lab_dev *dev, struct lab_cmd *cmd);		/* registers.c */

/* Register tables, by file; each ends with a nameless entry. */
extern const struct lab_register nv_registers[], management_registers[], firmware_registers[], port_registers[],
	cable_registers[], pcie_registers[], serdes_registers[], dump_registers[];
bool register_known(u16 id);

/* hca_cap.c */
int hca_cap_create(struct lab_dev *dev);
void hca_cap_destroy(struct lab_dev *dev);
extern const u16 diagnostic_counter_ids[LAB_MAX_COUNTERS];

/* nv.c, nv_seed.c */
int nv_create(struct lab_dev *dev);
void nv_destroy(struct lab_dev *dev);
struct nv_item *nv_find(struct lab_dev *dev, u32 type);
void nv_invalidate(struct nv_item *item);
void nv_make_live(struct lab_dev *dev);	/* what a firmware reset does: NEXT becomes CURRENT */
void nv_seed(struct lab_dev *dev);
void nv_fill_with_pattern(struct lab_dev *dev, u32 seed);
u8 nv_port_is_infiniband(struct lab_dev *dev, int port);

/* ports.c */
void ports_create(struct lab_dev *dev);

/* faults.c */
struct lab_fault {
	bool fires;
	int error;			/* negative errno: the command never reaches the firmware */
	u8 status;
	u32 syndrome;
	u32 patch_at, patch_len;	/* bytes of the reply to overwrite */
	u8 patch[64];
};
void faults_create(struct lab_dev *dev);
void faults_destroy(struct lab_dev *dev);
struct lab_fault fault_of(struct lab_dev *dev, const u8 *in, u32 in_len);
extern const struct file_operations faults_fops;

/* observe.c */
int observer_create(struct lab_dev *dev);
void observer_destroy(struct lab_dev *dev);
extern const struct file_operations calls_fops;

/* knobs.c */
void knobs_create(struct lab_dev *dev, struct dentry *root);

#endif
