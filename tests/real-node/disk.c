/*
 * A disk that loses what was not synced when the power goes. Loaded before the C library into a program, it writes as
 * ever, and keeps beside it what would be there after a power loss: a file as it was when it was last synced, a folder
 * with the names that it had when it, or a file in it, was last synced.
 *
 *   DISK_FOLDER  the folder that is watched
 *   DISK_SYNCED  where what is safe is kept: `files` is the folder after a power loss, `inodes` is for this program only
 *
 * A file that is synced for the first time keeps its name too, as the file systems do on which nodes run (ext4, xfs).
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static void broken(const char *what, const char *path) {
    fprintf(stderr, "disk: %s %s: %s\n", what, path, strerror(errno));
    abort();
}

static void make_folders(char *path) {
    for (char *slash = path + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = 0;
        if (mkdir(path, 0700) && errno != EEXIST) broken("mkdir", path);
        *slash = '/';
    }
}

/* Whole or not at all: whoever is killed in the middle leaves the former content. */
static void copy(const char *from, char *to) {
    static char bytes[1 << 16];
    char beside[PATH_MAX];
    snprintf(beside, sizeof beside, "%s.%d", to, (int)getpid());
    make_folders(to);
    int in = open(from, O_RDONLY | O_CLOEXEC), out = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (in < 0 || out < 0) broken("open", in < 0 ? from : beside);
    for (ssize_t got; (got = read(in, bytes, sizeof bytes));)
        if (got < 0 || write(out, bytes, got) != got) broken("copy", from);
    close(in);
    close(out);
    if (rename(beside, to)) broken("rename", to);
}

static void keep_folder(const char *path, const char *kept, const char *synced) {
    char safe[PATH_MAX], to[PATH_MAX];
    DIR *names = opendir(path);
    if (!names) broken("opendir", path);
    snprintf(to, sizeof to, "%s/x", kept);
    make_folders(to);
    for (struct dirent *entry; (entry = readdir(names));) {
        if (entry->d_type != DT_REG) continue;
        snprintf(safe, sizeof safe, "%s/inodes/%lu", synced, (unsigned long)entry->d_ino);
        snprintf(to, sizeof to, "%s/%s", kept, entry->d_name);
        if (!access(safe, R_OK)) copy(safe, to);
    }
    closedir(names);
    if (!(names = opendir(kept))) broken("opendir", kept);
    for (struct dirent *entry; (entry = readdir(names));) {
        snprintf(safe, sizeof safe, "%s/%s", path, entry->d_name);
        snprintf(to, sizeof to, "%s/%s", kept, entry->d_name);
        if (entry->d_type == DT_REG && access(safe, F_OK)) unlink(to);
    }
    closedir(names);
}

static void keep(int file) {
    const char *folder = getenv("DISK_FOLDER"), *synced = getenv("DISK_SYNCED");
    char link[64], path[PATH_MAX], kept[PATH_MAX];
    struct stat status;
    if (!folder || !synced) return;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) broken("readlink", link);
    path[length] = 0;
    size_t prefix = strlen(folder);
    if (strncmp(path, folder, prefix) || (path[prefix] != '/' && path[prefix] != 0)) return;
    if (fstat(file, &status)) broken("fstat", path);
    /* One at a time, also among the processes that use the folder. */
    snprintf(kept, sizeof kept, "%s/inodes/lock", synced);
    make_folders(kept);
    int lock = open(kept, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0 || flock(lock, LOCK_EX)) broken("flock", kept);
    snprintf(kept, sizeof kept, "%s/files%s", synced, path + prefix);
    if (S_ISDIR(status.st_mode)) {
        keep_folder(path, kept, synced);
    } else {
        char safe[PATH_MAX];
        snprintf(safe, sizeof safe, "%s/inodes/%lu", synced, (unsigned long)status.st_ino);
        copy(path, safe);
        copy(safe, kept);
    }
    close(lock);
}

static int synced(const char *name, int file) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    int failed = real(file);
    if (!failed) keep(file);
    return failed;
}

int fsync(int file) { return synced("fsync", file); }
int fdatasync(int file) { return synced("fdatasync", file); }
