// SPDX-License-Identifier: GPL-2.0
/*
 * The admin queue: IDENT, QUERY and RPC. As in the kernel's pds_core, a status of the queue becomes an errno, and the
 * error of an RPC that was executed is in its completion.
 */
#include <linux/delay.h>
#include <linux/dma-direct.h>

#include "model.h"

enum { FAULT_ERRNO, FAULT_STATUS, FAULT_RETVAL, FAULT_LOST };

/*
 * errno: the command never reaches the firmware. status: the admin queue refuses it. retval: the RPC itself does.
 * lost: it is executed and nobody hears of it, which is the driver's timeout.
 */
const struct lab_rule_words lab_fault_words = {
	.match = { "ep", "op" },
	.act = { "errno", "status", "retval", "lost" },
	.act_max = { MAX_ERRNO, U8_MAX, U32_MAX, 1 },
};

static void *memory_at(struct lab_dev *dev, __le64 address)
{
	return phys_to_virt(dma_to_phys(&dev->pdev->dev, le64_to_cpu(address)));
}

static int to_errno(u8 status)
{
	switch (status) {
	case PDS_RC_SUCCESS:
		return 0;
	case PDS_RC_EVERSION:
	case PDS_RC_EQTYPE:
	case PDS_RC_EQID:
	case PDS_RC_EINVAL:
	case PDS_RC_ENOSUPP:
		return -EINVAL;
	case PDS_RC_EPERM:
		return -EPERM;
	case PDS_RC_ENOENT:
		return -ENOENT;
	case PDS_RC_EAGAIN:
		return -EAGAIN;
	case PDS_RC_ENOMEM:
		return -ENOMEM;
	case PDS_RC_EFAULT:
	case PDS_RC_BAD_ADDR:
		return -EFAULT;
	case PDS_RC_EBUSY:
		return -EBUSY;
	case PDS_RC_EEXIST:
		return -EEXIST;
	case PDS_RC_EVFID:
		return -ENODEV;
	case PDS_RC_ECLIENT:
		return -ECHILD;
	case PDS_RC_ENOSPC:
		return -ENOSPC;
	case PDS_RC_ERANGE:
		return -ERANGE;
	case PDS_RC_BAD_PCI:
		return -ENXIO;
	default:
		return -EIO;
	}
}

static u8 ident(struct lab_dev *dev, const struct pds_fwctl_ident_cmd *cmd)
{
	struct pds_fwctl_ident *out = memory_at(dev, cmd->ident_pa);

	if (le32_to_cpu(cmd->len) < sizeof(*out))
		return PDS_RC_ENOSPC;
	*out = (struct pds_fwctl_ident){
		.version = 0,
		.max_req_sz = cpu_to_le32(LAB_PAYLOAD_MAX),
		.max_resp_sz = cpu_to_le32(LAB_REPLY_MAX),
		.max_req_sg_elems = 1,
		.max_resp_sg_elems = 1,
	};
	return PDS_RC_SUCCESS;
}

static u8 query(struct lab_dev *dev, const struct pds_fwctl_query_cmd *cmd)
{
	struct pds_fwctl_query_data *out = memory_at(dev, cmd->query_data_buf_pa);
	const struct lab_endpoint *endpoint;

	atomic_inc(&dev->queries);
	memset(out, 0, le32_to_cpu(cmd->query_data_buf_len));
	if (cmd->entity == PDS_FWCTL_RPC_ROOT) {
		struct pds_fwctl_query_data_endpoint *entry = (void *)out->entries;

		out->num_entries = cpu_to_le32(lab_endpoint_count);
		for (u32 i = 0; i < lab_endpoint_count; i++)
			entry[i].id = cpu_to_le32(lab_endpoints[i].id);
		return PDS_RC_SUCCESS;
	}
	if (cmd->entity == PDS_FWCTL_RPC_ENDPOINT) {
		struct pds_fwctl_query_data_operation *entry = (void *)out->entries;

		endpoint = lab_find_endpoint(le32_to_cpu(cmd->ep));
		if (!endpoint || endpoint->unreadable)
			return PDS_RC_ENOENT;
		out->num_entries = cpu_to_le32(endpoint->count);
		for (u32 i = 0; i < endpoint->count; i++) {
			entry[i].id = cpu_to_le32(endpoint->operations[i].id);
			entry[i].scope = endpoint->operations[i].attributes;
		}
		return PDS_RC_SUCCESS;
	}
	return PDS_RC_ENOSUPP;
}

static void remember(struct lab_dev *dev, const struct pds_fwctl_rpc_cmd *cmd, const struct lab_rpc *rpc)
{
	atomic_inc(&dev->rpcs);
	dev->last_ep = le32_to_cpu(cmd->ep);
	dev->last_op = le32_to_cpu(cmd->op);
	dev->last_request.size = min_t(u32, rpc->request_size, LAB_PAYLOAD_MAX);
	memcpy(dev->last_request.data, rpc->request, dev->last_request.size);
}

static u8 execute(struct lab_dev *dev, const struct pds_fwctl_rpc_cmd *cmd, struct pds_fwctl_rpc_comp *comp,
		  const struct lab_hit *fault)
{
	const struct lab_endpoint *endpoint = lab_find_endpoint(le32_to_cpu(cmd->ep));
	struct lab_rpc rpc = {
		.request_size = le32_to_cpu(cmd->req_sz),
		.response_room = le32_to_cpu(cmd->resp_sz),
	};
	const struct lab_operation *operation;

	/* Where there is no payload the driver gives no memory either. */
	rpc.request = rpc.request_size ? memory_at(dev, cmd->req_pa) : NULL;
	rpc.response = rpc.response_room ? memory_at(dev, cmd->resp_pa) : NULL;
	remember(dev, cmd, &rpc);
	if (fault->act[FAULT_STATUS])
		return fault->act[FAULT_STATUS];
	operation = endpoint ? lab_find_operation(endpoint, le32_to_cpu(cmd->op)) : NULL;
	if (!operation)
		return PDS_RC_ENOSUPP;
	comp->err = cpu_to_le32(fault->act[FAULT_RETVAL] ?: operation->run(dev, &rpc));
	comp->resp_sz = cpu_to_le32(rpc.response_size);
	if (fault->patch_len && fault->patch_at + fault->patch_len <= rpc.response_room)
		memcpy(rpc.response + fault->patch_at, fault->patch, fault->patch_len);
	return PDS_RC_SUCCESS;
}

static int execute_rpc(struct lab_dev *dev, const struct pds_fwctl_rpc_cmd *cmd, union pds_core_adminq_comp *comp)
{
	struct lab_hit fault = lab_rules_hit(&dev->faults, (u32[]){ le32_to_cpu(cmd->ep), le32_to_cpu(cmd->op) });

	if (fault.act[FAULT_ERRNO])
		return -(int)fault.act[FAULT_ERRNO];
	atomic_inc(&dev->in_flight);
	if (READ_ONCE(dev->delay_ms))
		msleep(READ_ONCE(dev->delay_ms));	/* as uninterruptible as the wait for real firmware */
	scoped_guard(mutex, &dev->lock)
		comp->status = execute(dev, cmd, &comp->fwctl_rpc, &fault);
	atomic_dec(&dev->in_flight);
	return fault.act[FAULT_LOST] ? -ETIMEDOUT : to_errno(comp->status);
}

int lab_adminq(struct lab_dev *dev, const union pds_core_adminq_cmd *cmd, union pds_core_adminq_comp *comp)
{
	switch (cmd->opcode) {
	case PDS_FWCTL_CMD_IDENT:
		comp->status = ident(dev, &cmd->fwctl_ident);
		break;
	case PDS_FWCTL_CMD_QUERY:
		comp->status = query(dev, &cmd->fwctl_query);
		break;
	case PDS_FWCTL_CMD_RPC:
		return execute_rpc(dev, &cmd->fwctl_rpc, comp);
	default:
		comp->status = PDS_RC_EOPCODE;
	}
	return to_errno(comp->status);
}
