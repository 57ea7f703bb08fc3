// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrnoTest {
    /** Numbers from include/uapi/asm-generic/errno-base.h and errno.h. */
    @ParameterizedTest
    @CsvSource({
        "1,EPERM",
        "2,ENOENT",
        "4,EINTR",
        "5,EIO",
        "6,ENXIO",
        "7,E2BIG",
        "9,EBADF",
        "11,EAGAIN",
        "12,ENOMEM",
        "13,EACCES",
        "14,EFAULT",
        "16,EBUSY",
        "19,ENODEV",
        "22,EINVAL",
        "25,ENOTTY",
        "53,EBADR",
        "74,EBADMSG",
        "90,EMSGSIZE",
        "95,EOPNOTSUPP",
        "110,ETIMEDOUT"
    })
    void knowsTheSymbol(int number, String symbol) {
        assertEquals(symbol, new Errno(number).symbol());
    }

    @Test
    void anUnknownNumberSurvives() {
        assertEquals("errno 250 (250, unknown error)", new Errno(250).toString());
        assertEquals("EBADMSG (74, bad message)", Errno.EBADMSG.toString());
    }
}
