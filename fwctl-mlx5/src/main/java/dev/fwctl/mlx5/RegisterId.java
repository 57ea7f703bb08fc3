// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

/**
 * Numbers of the registers that this module knows by type. All others are in the catalog.
 *
 * <p>Source: {@code MLX5_REG_*} in {@code include/linux/mlx5/driver.h} of Linux 7.3, and NVIDIA's public register tables
 * for those that Linux does not use.
 */
final class RegisterId {
    static final int CWCAM = 0x281f;
    static final int QPTS = 0x4002;
    static final int QTCT = 0x400a;
    static final int QEEC = 0x400d;
    static final int QPDPM = 0x4013;
    static final int QCAM = 0x4019;
    static final int PMLP = 0x5002;
    static final int PMTU = 0x5003;
    static final int PTYS = 0x5004;
    static final int PAOS = 0x5006;
    static final int PFCC = 0x5007;
    static final int PPCNT = 0x5008;
    static final int PPTB = 0x500b;
    static final int PBMC = 0x500c;
    static final int PPLM = 0x5023;
    static final int PDDR = 0x5031;
    static final int PCAM = 0x507f;
    static final int MTCAP = 0x9009;
    static final int MTMP = 0x900a;
    static final int MCIA = 0x9014;
    static final int MGIR = 0x9020;
    static final int MNVDA = 0x9024;
    static final int MNVDI = 0x9025;
    static final int MFRL = 0x9028;
    static final int MROQ = 0x902f;
    static final int MNVQC = 0x9030;
    static final int MNVIA = 0x9033;
    static final int MNVGC = 0x9034;
    static final int MPEIN = 0x9050;
    static final int MPCNT = 0x9051;
    static final int MCDD = 0x905c;
    static final int MCQS = 0x9060;
    static final int MCQI = 0x9061;
    static final int MQIS = 0x9064;
    static final int MCAM = 0x907f;
    static final int MRSI = 0x912a;
    static final int MPCAM = 0x9702;
    static final int SBCAM = 0xb01f;
    static final int RESOURCE_DUMP = 0xc000;
    static final int DTOR = 0xc00e;
    static final int VHCA_ICM_CTRL = 0xc010;

    private RegisterId() {}
}
