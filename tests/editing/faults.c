/* Preloaded (LD_PRELOAD) into a process that saves: its Nth call that changes a disk fails, or is the last thing that
 * it does. Nothing happens before fail_at was called, and nothing more after the one fault. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

enum { KILL_BEFORE, KILL_BEHIND, NO_SPACE, NO_DISK };

static long left = 0;
static int mode = 0;
static int spared = -1;

/* spared: a file descriptor whose calls do not count, and neither do those of the standard streams */
void fail_at(long call, int what, int fd) { left = call; mode = what; spared = fd; }

static int is_due(int fd) { return left > 0 && fd != spared && (fd < 0 || fd > 2) && --left == 0; }

#define WRAP(type, name, fd, parameters, arguments)                                                                    \
    type name parameters {                                                                                            \
        static type(*real) parameters = NULL;                                                                         \
        if (real == NULL) real = (type(*) parameters) dlsym(RTLD_NEXT, #name);                                         \
        if (!is_due(fd)) return real arguments;                                                                       \
        if (mode == KILL_BEFORE) kill(getpid(), SIGKILL);                                                              \
        if (mode == NO_SPACE || mode == NO_DISK) {                                                                     \
            errno = mode == NO_SPACE ? ENOSPC : EIO;                                                                   \
            return -1;                                                                                                \
        }                                                                                                             \
        type result = real arguments;                                                                                 \
        kill(getpid(), SIGKILL);                                                                                       \
        return result;                                                                                                \
    }

WRAP(ssize_t, write, fd, (int fd, const void *data, size_t size), (fd, data, size))
WRAP(ssize_t, pwrite, fd, (int fd, const void *data, size_t size, off_t at), (fd, data, size, at))
WRAP(ssize_t, pwrite64, fd, (int fd, const void *data, size_t size, off64_t at), (fd, data, size, at))
WRAP(int, fsync, fd, (int fd), (fd))
WRAP(int, fdatasync, fd, (int fd), (fd))
WRAP(int, ftruncate, fd, (int fd, off_t size), (fd, size))
WRAP(int, ftruncate64, fd, (int fd, off64_t size), (fd, size))
WRAP(int, rename, -1, (const char *from, const char *to), (from, to))
WRAP(int, link, -1, (const char *from, const char *to), (from, to))
WRAP(int, linkat, -1, (int a, const char *from, int b, const char *to, int flags), (a, from, b, to, flags))
WRAP(int, unlink, -1, (const char *name), (name))
WRAP(int, fchmod, fd, (int fd, mode_t bits), (fd, bits))
