// SPDX-License-Identifier: Apache-2.0
// The floor: what the library is measured against. Compiled on the spot by fwctl-bench/compare; obeys the same commands
// on stdin as dev.fwctl.bench.worker.Worker.
//
//   rival PATH IOCTL ARGUMENT_OFFSET REPLY_BYTES REQUEST_HEX [threaded]
//
// "threaded" keeps a second, idle thread, as every JVM has many: the kernel then counts each use of an open file, which it
// need not where nobody else can close it (fdget in fs/file.c).
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

// include/uapi/fwctl/fwctl.h
struct fwctl_rpc {
	uint32_t size, scope, in_len, out_len;
	uint64_t in, out;
};

struct task {
	struct fwctl_rpc rpc;
	char *argument;
	char *from, *to; // payloads to copy in and out, if any
	size_t copied;
	pthread_t thread;
	long operations;
};

static int fd;
static unsigned long request;
static size_t argument_offset, in_len, out_len;
static unsigned char *in_bytes;
static volatile int stop;

static long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000L + t.tv_nsec;
}

static void *must(void *memory)
{
	if (!memory) {
		fprintf(stderr, "rival: out of memory\n");
		exit(1);
	}
	return memory;
}

static struct task *new_task(size_t copied)
{
	struct task *task = must(calloc(1, sizeof(*task)));
	size_t in = copied ? copied : in_len, out = copied ? copied : out_len;

	task->rpc.size = sizeof(task->rpc);
	task->rpc.in_len = in;
	task->rpc.in = (uintptr_t)memset(must(malloc(in + 1)), 0, in + 1);
	task->rpc.out_len = out;
	task->rpc.out = (uintptr_t)memset(must(malloc(out + 1)), 0, out + 1);
	task->argument = (char *)&task->rpc + argument_offset;
	task->copied = copied;
	if (copied) {
		// Written to, because pages that never were are all one page of zeros, which stays in the cache.
		task->from = memset(must(malloc(copied)), 1, copied);
		task->to = memset(must(malloc(copied)), 1, copied);
	} else {
		memcpy((void *)(uintptr_t)task->rpc.in, in_bytes, in_len);
	}
	return task;
}

static void free_task(struct task *task)
{
	free((void *)(uintptr_t)task->rpc.in);
	free((void *)(uintptr_t)task->rpc.out);
	free(task->from);
	free(task->to);
	free(task);
}

static inline void once(struct task *task)
{
	task->rpc.out_len = task->copied ? task->copied : out_len;
	if (task->copied)
		memcpy((void *)(uintptr_t)task->rpc.in, task->from, task->copied);
	if (ioctl(fd, request, task->argument) < 0) {
		fprintf(stderr, "rival: the ioctl failed: %s\n", strerror(errno));
		exit(1);
	}
	if (task->copied)
		memcpy(task->to, (void *)(uintptr_t)task->rpc.out, task->copied);
	// The compiler shall not reason about memory that nobody reads.
	__asm__ volatile("" : : "r"(task) : "memory");
}

static void run(struct task *task, long nanos)
{
	static long batch = 1;
	long start = now(), end = start, operations = 0;

	while (end - start < nanos) {
		long began = end;

		for (long i = 0; i < batch; i++)
			once(task);
		operations += batch;
		end = now();
		if (end - began < nanos / 50 && batch < 1L << 30)
			batch *= 2;
		else if (end - began > nanos / 10 && batch > 1)
			batch /= 2;
	}
	printf("%ld %ld 0\n", operations, end - start);
}

static void *in_thread(void *argument)
{
	struct task *task = argument;

	while (!stop) {
		for (int i = 0; i < 16; i++)
			once(task);
		task->operations += 16;
	}
	return NULL;
}

static void *idle(void *nothing)
{
	pause();
	return nothing;
}

static void threads(int count, long nanos)
{
	struct task **tasks = must(calloc(count, sizeof(*tasks)));
	struct timespec pause = { nanos / 1000000000L, nanos % 1000000000L };
	long start, operations = 0;

	stop = 0;
	for (int i = 0; i < count; i++)
		tasks[i] = new_task(0);
	start = now();
	for (int i = 0; i < count; i++) {
		if (pthread_create(&tasks[i]->thread, NULL, in_thread, tasks[i])) {
			fprintf(stderr, "rival: no thread\n");
			exit(1);
		}
	}
	nanosleep(&pause, NULL);
	stop = 1;
	for (int i = 0; i < count; i++) {
		pthread_join(tasks[i]->thread, NULL);
		operations += tasks[i]->operations;
		free_task(tasks[i]);
	}
	printf("%ld %ld 0\n", operations, now() - start);
	free(tasks);
}

static int compare(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;

	return (x > y) - (x < y);
}

static void sample(struct task *task, int count)
{
	long *times = must(calloc(count, sizeof(*times)));
	long last = now();

	for (int i = 0; i < count; i++) {
		long next;

		once(task);
		next = now();
		times[i] = next - last;
		last = next;
	}
	qsort(times, count, sizeof(*times), compare);
	for (int i = 0; i < 1000; i++)
		printf("%ld ", times[(long)count * i / 1000]);
	printf("%ld %ld %ld\n", times[(long)(count * 0.9995)], times[(long)(count * 0.9999)], times[count - 1]);
	free(times);
}

int main(int argc, char **argv)
{
	char line[128];
	struct task *task;
	pthread_t second;

	if (argc != 6 && !(argc == 7 && !strcmp(argv[6], "threaded"))) {
		fprintf(stderr, "usage: rival PATH IOCTL ARGUMENT_OFFSET REPLY_BYTES REQUEST_HEX [threaded]\n");
		return 2;
	}
	if (argc == 7 && pthread_create(&second, NULL, idle, NULL)) {
		fprintf(stderr, "rival: no second thread\n");
		return 1;
	}
	fd = open(argv[1], O_RDWR | O_CLOEXEC);
	if (fd < 0) {
		perror(argv[1]);
		return 1;
	}
	request = strtoul(argv[2], NULL, 0);
	argument_offset = strtoul(argv[3], NULL, 0);
	out_len = strtoul(argv[4], NULL, 0);
	in_len = strlen(argv[5]) / 2;
	in_bytes = must(calloc(1, in_len + 1));
	for (size_t i = 0; i < in_len; i++) {
		char digits[3] = { argv[5][2 * i], argv[5][2 * i + 1], 0 };

		in_bytes[i] = strtoul(digits, NULL, 16);
	}
	task = new_task(0);
	setvbuf(stdout, NULL, _IOFBF, 1 << 16);
	while (fgets(line, sizeof(line), stdin)) {
		long first = 0, second = 0;
		char command[16];

		if (sscanf(line, "%15s %ld %ld", command, &first, &second) < 2)
			continue;
		if (!strcmp(command, "run")) {
			run(task, first);
		} else if (!strcmp(command, "size")) {
			free_task(task);
			task = new_task(first);
			printf("ok\n");
		} else if (!strcmp(command, "threads")) {
			threads(first, second);
		} else if (!strcmp(command, "sample")) {
			sample(task, first);
		}
		fflush(stdout);
	}
	return 0;
}
