// SPDX-License-Identifier: Apache-2.0
// The floor: what the library is measured against. Compiled on the spot by fwctl-bench/compare; obeys the same commands
// on stdin as dev.fwctl.bench.worker.Worker.
//
//   rival PATH IOCTL ARGUMENT_OFFSET REPLY_BYTES REQUEST_HEX STATUS [threaded]
//
// STATUS is where a reply says whether the firmware did it, OFFSET:BYTES, or none.
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

#define KINDS 8

struct failure {
	const char *kind;
	long number, count;
};

struct task {
	struct fwctl_rpc rpc;
	char *argument;
	char *from, *to; // payloads to copy in and out, if any
	size_t copied;
	pthread_t thread;
	long operations;
	int fd;
	struct failure failures[KINDS];
};

static int fd;
static unsigned long request;
static const char *path;
static size_t argument_offset, in_len, out_len, status_at, status_bytes;
static uint32_t status_mask;
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

static int open_path(void)
{
	int opened = open(path, O_RDWR | O_CLOEXEC);

	if (opened < 0) {
		perror(path);
		exit(1);
	}
	return opened;
}

static struct task *new_task(size_t copied)
{
	struct task *task = must(calloc(1, sizeof(*task)));
	size_t in = copied ? copied : in_len, out = copied ? copied : out_len;

	task->rpc.size = sizeof(task->rpc);
	task->rpc.in_len = in;
	task->rpc.in = (uintptr_t)memset(must(malloc(in + 1)), 0, in + 1);
	task->rpc.out_len = out;
	task->rpc.out = (uintptr_t)memset(must(malloc(out + 8)), 0, out + 8);
	task->argument = (char *)&task->rpc + argument_offset;
	task->copied = copied;
	task->fd = fd;
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

static void failed(struct task *task, const char *kind, long number)
{
	for (int i = 0; i < KINDS; i++) {
		struct failure *failure = &task->failures[i];

		if (!failure->count) {
			failure->kind = kind;
			failure->number = number;
		}
		if (failure->kind == kind && failure->number == number) {
			failure->count++;
			return;
		}
	}
	task->failures[KINDS - 1].count++;
}

static const char ERRNO[] = "errno", STATUS[] = "status", SHORT[] = "short";

// What a reply says: a little-endian number that is zero if the firmware did what it was asked.
static inline void check(struct task *task)
{
	uint32_t status;

	if (task->rpc.out_len < status_at + status_bytes) {
		failed(task, SHORT, task->rpc.out_len);
		return;
	}
	memcpy(&status, (char *)(uintptr_t)task->rpc.out + status_at, sizeof(status));
	status &= status_mask;
	if (status)
		failed(task, STATUS, status);
}

static inline void once(struct task *task)
{
	task->rpc.out_len = task->copied ? task->copied : out_len;
	if (task->copied)
		memcpy((void *)(uintptr_t)task->rpc.in, task->from, task->copied);
	if (ioctl(task->fd, request, task->argument) < 0)
		failed(task, ERRNO, errno);
	else if (status_bytes)
		check(task);
	if (task->copied)
		memcpy(task->to, (void *)(uintptr_t)task->rpc.out, task->copied);
	// The compiler shall not reason about memory that nobody reads.
	__asm__ volatile("" : : "r"(task) : "memory");
}

// The end of an answer: how many operations failed of what kind.
static void answered(struct task **tasks, int count)
{
	for (int t = 0; t < count; t++) {
		for (int i = 0; i < KINDS; i++) {
			struct failure *failure = &tasks[t]->failures[i];

			if (failure->count)
				printf(" %s:%ld=%ld", failure->kind, failure->number, failure->count);
			failure->count = 0;
		}
	}
	printf("\n");
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
	printf("%ld %ld 0 0", operations, end - start);
	answered(&task, 1);
}

static void *in_thread(void *argument)
{
	struct task *task = argument;

	while (!stop) {
		once(task);
		task->operations++;
	}
	return NULL;
}

static void *idle(void *nothing)
{
	pause();
	return nothing;
}

static struct task *nth_task(int n, int own)
{
	static struct task **tasks[2];
	static int sizes[2];

	if (n >= sizes[own]) {
		tasks[own] = must(realloc(tasks[own], (n + 1) * sizeof(*tasks[own])));
		tasks[own][n] = new_task(0);
		if (own)
			tasks[own][n]->fd = open_path();
		sizes[own] = n + 1;
	}
	return tasks[own][n];
}

static void threads(int count, int own, long nanos)
{
	struct task **running = must(calloc(count, sizeof(*running)));
	struct timespec pause = { nanos / 1000000000L, nanos % 1000000000L };
	long start, operations = 0;

	stop = 0;
	for (int i = 0; i < count; i++) {
		running[i] = nth_task(i, own);
		running[i]->operations = 0;
	}
	start = now();
	for (int i = 0; i < count; i++) {
		if (pthread_create(&running[i]->thread, NULL, in_thread, running[i])) {
			fprintf(stderr, "rival: no thread\n");
			exit(1);
		}
	}
	nanosleep(&pause, NULL);
	stop = 1;
	for (int i = 0; i < count; i++) {
		pthread_join(running[i]->thread, NULL);
		operations += running[i]->operations;
	}
	printf("%ld %ld", operations, now() - start);
	answered(running, count);
	free(running);
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
	for (int i = 0; i < count;) {
		int same = i + 1;

		while (same < count && times[same] == times[i])
			same++;
		printf("%s%ld %d", i ? " " : "", times[i], same - i);
		i = same;
	}
	answered(&task, 1);
	free(times);
}

// As dev.fwctl.harness.machine.Clock measures it.
static void measure_clock(void)
{
	long start = now(), last = start, step = 1000000000L;
	const int readings = 200000;

	for (int i = 0; i < readings; i++) {
		long next = now();

		if (next > last && next - last < step)
			step = next - last;
		last = next;
	}
	printf("%ld %ld\n", (last - start) * 1000 / readings, step);
}

int main(int argc, char **argv)
{
	char line[128];
	struct task *task;
	pthread_t second;

	if (argc != 7 && !(argc == 8 && !strcmp(argv[7], "threaded"))) {
		fprintf(stderr, "usage: rival PATH IOCTL ARGUMENT_OFFSET REPLY_BYTES REQUEST_HEX STATUS [threaded]\n");
		return 2;
	}
	if (argc == 8 && pthread_create(&second, NULL, idle, NULL)) {
		fprintf(stderr, "rival: no second thread\n");
		return 1;
	}
	path = argv[1];
	fd = open_path();
	request = strtoul(argv[2], NULL, 0);
	argument_offset = strtoul(argv[3], NULL, 0);
	out_len = strtoul(argv[4], NULL, 0);
	in_len = strlen(argv[5]) / 2;
	in_bytes = must(calloc(1, in_len + 1));
	for (size_t i = 0; i < in_len; i++) {
		char digits[3] = { argv[5][2 * i], argv[5][2 * i + 1], 0 };

		in_bytes[i] = strtoul(digits, NULL, 16);
	}
	if (sscanf(argv[6], "%zu:%zu", &status_at, &status_bytes) == 2)
		status_mask = status_bytes >= 4 ? 0xffffffff : (1u << status_bytes * 8) - 1;
	task = new_task(0);
	setvbuf(stdout, NULL, _IOFBF, 1 << 16);
	while (fgets(line, sizeof(line), stdin)) {
		long number = 0, nanos = 0;
		char command[16], shape[16] = "";

		if (sscanf(line, "%15s %ld %15s %ld", command, &number, shape, &nanos) < 1)
			continue;
		if (!strcmp(command, "run")) {
			run(task, number);
		} else if (!strcmp(command, "size")) {
			free_task(task);
			task = new_task(number);
			printf("0\n");
		} else if (!strcmp(command, "threads")) {
			threads(number, !strcmp(shape, "each"), nanos);
		} else if (!strcmp(command, "sample")) {
			sample(task, number);
		} else if (!strcmp(command, "clock")) {
			measure_clock();
		}
		fflush(stdout);
	}
	return 0;
}
