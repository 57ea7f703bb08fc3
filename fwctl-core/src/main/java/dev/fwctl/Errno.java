// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.HashMap;
import java.util.Map;

/**
 * An error number of the kernel, with its symbol and meaning. The numbers are those of {@code asm-generic}, which
 * x86-64 and arm64 share. A number that the table lacks survives as a number.
 *
 * <p>A record, and no enumeration: compare with {@code equals}. {@code ==} compiles, and is false for an errno that was just
 * received.
 *
 * <p>Source: {@code include/uapi/asm-generic/errno-base.h} and {@code errno.h} of Linux 7.3.
 *
 * @param number the positive error number
 */
public record Errno(int number) {
    private static final Map<Integer, String[]> TABLE = new HashMap<>();

    /** Operation not permitted. */
    public static final Errno EPERM = define(1, "EPERM", "operation not permitted");
    /** No such file or directory. */
    public static final Errno ENOENT = define(2, "ENOENT", "no such file or directory");
    /** Interrupted by a signal. */
    public static final Errno EINTR = define(4, "EINTR", "interrupted by a signal");
    /** Input or output error. */
    public static final Errno EIO = define(5, "EIO", "input/output error");
    /** No such device or address; from a fwctl driver: its command interface is down. */
    public static final Errno ENXIO = define(6, "ENXIO", "no such device or address");
    /** Bad file descriptor. */
    public static final Errno EBADF = define(9, "EBADF", "bad file descriptor");
    /** Try again. */
    public static final Errno EAGAIN = define(11, "EAGAIN", "resource temporarily unavailable");
    /** Out of memory. */
    public static final Errno ENOMEM = define(12, "ENOMEM", "cannot allocate memory");
    /** Permission denied. */
    public static final Errno EACCES = define(13, "EACCES", "permission denied");
    /** Bad address. */
    public static final Errno EFAULT = define(14, "EFAULT", "bad address");
    /** Device or resource busy. */
    public static final Errno EBUSY = define(16, "EBUSY", "device or resource busy");
    /** No such device; from fwctl: the device has gone for good. */
    public static final Errno ENODEV = define(19, "ENODEV", "no such device");
    /** Invalid argument. */
    public static final Errno EINVAL = define(22, "EINVAL", "invalid argument");
    /** Too many open files in this process. */
    public static final Errno EMFILE = define(24, "EMFILE", "too many open files in this process");
    /** Inappropriate ioctl for device. */
    public static final Errno ENOTTY = define(25, "ENOTTY", "inappropriate ioctl for device");
    /** Read-only file system. */
    public static final Errno EROFS = define(30, "EROFS", "read-only file system");
    /** Argument list too long; from fwctl: bytes that this kernel does not know are not zero. */
    public static final Errno E2BIG = define(7, "E2BIG", "argument list too long");
    /** Bad message; from fwctl's mlx5 driver: command or scope not permitted. */
    public static final Errno EBADMSG = define(74, "EBADMSG", "bad message");
    /** Message too long. */
    public static final Errno EMSGSIZE = define(90, "EMSGSIZE", "message too long");
    /** Operation not supported. */
    public static final Errno EOPNOTSUPP = define(95, "EOPNOTSUPP", "operation not supported");
    /** Connection timed out; from a driver: the firmware did not answer in time. */
    public static final Errno ETIMEDOUT = define(110, "ETIMEDOUT", "timed out");

    static {
        define(3, "ESRCH", "no such process");
        define(8, "ENOEXEC", "exec format error");
        define(10, "ECHILD", "no child processes");
        define(15, "ENOTBLK", "block device required");
        define(17, "EEXIST", "file exists");
        define(18, "EXDEV", "cross-device link");
        define(20, "ENOTDIR", "not a directory");
        define(21, "EISDIR", "is a directory");
        define(23, "ENFILE", "too many open files in the system");
        define(26, "ETXTBSY", "text file busy");
        define(27, "EFBIG", "file too large");
        define(28, "ENOSPC", "no space left on device");
        define(29, "ESPIPE", "illegal seek");
        define(31, "EMLINK", "too many links");
        define(32, "EPIPE", "broken pipe");
        define(33, "EDOM", "argument out of domain");
        define(34, "ERANGE", "result out of range");
        define(35, "EDEADLK", "resource deadlock avoided");
        define(36, "ENAMETOOLONG", "file name too long");
        define(37, "ENOLCK", "no locks available");
        define(38, "ENOSYS", "function not implemented");
        define(39, "ENOTEMPTY", "directory not empty");
        define(40, "ELOOP", "too many levels of symbolic links");
        define(42, "ENOMSG", "no message of desired type");
        define(52, "EBADE", "invalid exchange");
        define(53, "EBADR", "invalid request descriptor");
        define(61, "ENODATA", "no data available");
        define(62, "ETIME", "timer expired");
        define(70, "ECOMM", "communication error on send");
        define(71, "EPROTO", "protocol error");
        define(75, "EOVERFLOW", "value too large for defined data type");
        define(84, "EILSEQ", "invalid or incomplete multibyte or wide character");
        define(93, "EPROTONOSUPPORT", "protocol not supported");
        define(105, "ENOBUFS", "no buffer space available");
        define(114, "EALREADY", "operation already in progress");
        define(115, "EINPROGRESS", "operation now in progress");
        define(121, "EREMOTEIO", "remote I/O error");
        define(125, "ECANCELED", "operation canceled");
        define(129, "EKEYREJECTED", "key was rejected by service");
        define(133, "EHWPOISON", "memory page has hardware error");
    }

    /**
     * The symbol in the kernel's header.
     *
     * @return for example {@code EBADMSG}; {@code errno 200} for a number that the table lacks
     */
    public String symbol() {
        String[] row = TABLE.get(number);
        return row == null ? "errno " + number : row[0];
    }

    /**
     * What the number means in general. What it means from fwctl is in the exception's message.
     *
     * @return a few words
     */
    public String meaning() {
        String[] row = TABLE.get(number);
        return row == null ? "unknown error" : row[1];
    }

    /** For example {@code EBADMSG (74, bad message)}. */
    @Override
    public String toString() {
        return symbol() + " (" + number + ", " + meaning() + ")";
    }

    private static Errno define(int number, String symbol, String meaning) {
        TABLE.put(number, new String[] {symbol, meaning});
        return new Errno(number);
    }
}
