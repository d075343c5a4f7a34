/* A disk that writes down what reached it: every change below $DISK goes, in order, into the file $DISK_LOG.
 * One entry: a line "OP NUMBER LENGTH PATH[\tPATH]\n", then LENGTH bytes. A sync is only written down, which is faster. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(type, name, ...) ((type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static int log_fd = -1;

static int ours(const char *path)
{
	const char *root = getenv("DISK");
	size_t length = root ? strlen(root) : 0;
	return length && !strncmp(path, root, length) && path[length] == '/';
}

/* The path of an open file, or 0 where it is not one of ours. */
static int named(int fd, char path[4096])
{
	char link[64];
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t length = readlink(link, path, 4095);
	if (length <= 0)
		return 0;
	path[length] = 0;
	return ours(path) || (getenv("DISK") && !strcmp(path, getenv("DISK")));
}

static int absolute(int folder, const char *path, char out[4096])
{
	char start[4096];
	if (path[0] == '/')
		snprintf(out, 4096, "%s", path);
	else if (folder == AT_FDCWD)
		return 0;
	else if (named(folder, start))
		snprintf(out, 4096, "%.2000s/%.2000s", start, path);
	else
		return 0;
	return ours(out);
}

static void note(const char *op, long long number, const void *content, size_t length, const char *path, const char *other)
{
	char head[9000];
	if (log_fd < 0)
		log_fd = syscall(SYS_openat, AT_FDCWD, getenv("DISK_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	int size = snprintf(head, sizeof head, "%s %lld %zu %s%s%s\n", op, number, length, path, other ? "\t" : "", other ? other : "");
	struct iovec parts[2] = {{head, size}, {(void *)content, length}};
	if (syscall(SYS_writev, log_fd, parts, 2) != (ssize_t)(size + length))
		abort();
}

/* Every change is made and written down under one lock, so that the log has the order of the disk. */
#define CHANGE(type, known, call, succeeded, ...) do { \
	if (!(known)) return call; \
	pthread_mutex_lock(&turn); \
	type result = call; \
	int error = errno; \
	if (succeeded) note(__VA_ARGS__); \
	pthread_mutex_unlock(&turn); \
	errno = error; \
	return result; } while (0)

ssize_t pwrite64(int fd, const void *from, size_t count, off64_t at)
{
	char path[4096];
	CHANGE(ssize_t, named(fd, path), REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t)(fd, from, count, at),
		result > 0, "write", at, from, result, path, NULL);
}
ssize_t pwrite(int fd, const void *from, size_t count, off_t at) { return pwrite64(fd, from, count, at); }

ssize_t write(int fd, const void *from, size_t count)
{
	char path[4096];
	int known = fd > 2 && named(fd, path);
	off64_t at = known ? (fcntl(fd, F_GETFL) & O_APPEND ? lseek64(fd, 0, SEEK_END) : lseek64(fd, 0, SEEK_CUR)) : 0;
	CHANGE(ssize_t, known, REAL(ssize_t, write, int, const void *, size_t)(fd, from, count),
		result > 0, "write", at, from, result, path, NULL);
}

int ftruncate64(int fd, off64_t size)
{
	char path[4096];
	CHANGE(int, named(fd, path), REAL(int, ftruncate64, int, off64_t)(fd, size), !result, "size", size, "", 0, path, NULL);
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int fsync(int fd)
{
	char path[4096];
	int known = named(fd, path);
	CHANGE(int, known, known ? 0 : REAL(int, fsync, int)(fd), !result, "sync", 0, "", 0, path, NULL);
}
int fdatasync(int fd) { return fsync(fd); }

/* Memory that is shared with a file changes it unseen: SQLite's -shm, which no power cut needs. Another is a fault of the test. */
int open64(const char *name, int flags, ...)
{
	char path[4096];
	va_list rest;
	va_start(rest, flags);
	mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	struct stat before;
	int known = flags & (O_CREAT | O_TRUNC) && absolute(AT_FDCWD, name, path);
	int fresh = known && syscall(SYS_newfstatat, AT_FDCWD, name, &before, 0) != 0;
	CHANGE(int, known, REAL(int, open64, const char *, int, ...)(name, flags, mode), result >= 0 && (fresh || flags & O_TRUNC),
		fresh ? "make" : "size", 0, "", 0, path, NULL);
}
int open(const char *name, int flags, ...)
{
	va_list rest;
	va_start(rest, flags);
	mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	return open64(name, flags, mode);
}

int mkdir(const char *name, mode_t mode)
{
	char path[4096];
	CHANGE(int, absolute(AT_FDCWD, name, path), REAL(int, mkdir, const char *, mode_t)(name, mode), !result,
		"folder", 0, "", 0, path, NULL);
}
int unlink(const char *name)
{
	char path[4096];
	CHANGE(int, absolute(AT_FDCWD, name, path), REAL(int, unlink, const char *)(name), !result, "unlink", 0, "", 0, path, NULL);
}
int link(const char *from, const char *to)
{
	char a[4096], b[4096];
	CHANGE(int, absolute(AT_FDCWD, from, a) && absolute(AT_FDCWD, to, b), REAL(int, link, const char *, const char *)(from, to), !result,
		"link", 0, "", 0, a, b);
}
int rename(const char *from, const char *to)
{
	char a[4096], b[4096];
	CHANGE(int, absolute(AT_FDCWD, from, a) && absolute(AT_FDCWD, to, b), REAL(int, rename, const char *, const char *)(from, to), !result,
		"rename", 0, "", 0, a, b);
}
int linkat(int a_fd, const char *from, int b_fd, const char *to, int flags)
{
	char a[4096], b[4096];
	CHANGE(int, absolute(a_fd, from, a) && absolute(b_fd, to, b),
		REAL(int, linkat, int, const char *, int, const char *, int)(a_fd, from, b_fd, to, flags), !result, "link", 0, "", 0, a, b);
}
