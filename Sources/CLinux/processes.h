// Other processes: watching them, and starting programs. Part of shim.h.
#pragma once

/// pidfd_open(2)
static inline long linux_watch_process(int process) {
    return linux_result(syscall(SYS_pidfd_open, process, 0));
}

static inline long linux_signal_process(int pidfd, int signal) {
    return linux_result(syscall(SYS_pidfd_send_signal, pidfd, signal, (void *)0, 0));
}

/// waitid(2) for the child that `pidfd` means, without waiting: 0 while it runs, else 1 with its end in `code`
/// (CLD_EXITED, CLD_KILLED, CLD_DUMPED) and `status`.
static inline long linux_reap(int pidfd, int *code, int *status) {
    siginfo_t information = {0};
    if (waitid((idtype_t)3 /* P_PIDFD */, (id_t)pidfd, &information, WEXITED | WNOHANG) < 0) return -errno;
    if (information.si_pid == 0) return 0;
    *code = information.si_code;
    *status = information.si_status;
    return 1;
}

/// What a child shall be.
struct linux_child {
    const char *path;
    char *const *arguments;
    char *const *environment;
    /// Changes user and groups first.
    int changes_user;
    uid_t user;
    gid_t group;
    const gid_t *groups;
    size_t group_count;
    /// Becomes standard input.
    int input;
    /// Becomes standard output and error; -1 leaves them as they are.
    int output;
    /// Where {stage, errno} goes if the child cannot become `path`. Closes on exec.
    int report;
};

/// The step of a child's start that failed, as it is told in its report.
enum linux_child_stage {
    linux_child_group = 1,
    linux_child_streams = 2,
    linux_child_groups = 3,
    linux_child_gid = 4,
    linux_child_uid = 5,
    linux_child_exec = 6,
};

static inline void linux_child_fail(int report, int stage) {
    int message[2] = {stage, errno};
    (void)!write(report, message, sizeof message);
    _exit(127);
}

/// The child's side. Calls only what is safe after fork in a process with threads (signal-safety(7)); the changes of
/// user are the bare system calls, because glibc's would stop at every thread that the child does not have.
static inline void linux_child_run(const struct linux_child *child) {
    if (setpgid(0, 0) < 0) linux_child_fail(child->report, linux_child_group);
    // The kernel's own structure, all zero: SIG_DFL. glibc's call would leave out the two signals it uses itself.
    char standard[64] = {0};
    for (int number = 1; number < 65; number++) syscall(SYS_rt_sigaction, number, standard, (void *)0, 8);
    if (dup2(child->input, 0) < 0) linux_child_fail(child->report, linux_child_streams);
    if (child->output >= 0 && (dup2(child->output, 1) < 0 || dup2(child->output, 2) < 0)) {
        linux_child_fail(child->report, linux_child_streams);
    }
    if (child->changes_user) {
        if (syscall(SYS_setgroups, child->group_count, child->groups) < 0) {
            linux_child_fail(child->report, linux_child_groups);
        }
        if (syscall(SYS_setresgid, child->group, child->group, child->group) < 0) {
            linux_child_fail(child->report, linux_child_gid);
        }
        if (syscall(SYS_setresuid, child->user, child->user, child->user) < 0) {
            linux_child_fail(child->report, linux_child_uid);
        }
    }
    // Neither our capabilities nor a descriptor that somebody forgot goes to a script. Kernels that know neither call
    // have nothing to clear (4.3), or our own descriptors close by O_CLOEXEC alone (5.11).
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    syscall(436 /* close_range */, 3, ~0U, 4 /* CLOSE_RANGE_CLOEXEC */);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, 0);
    execve(child->path, child->arguments, child->environment);
    linux_child_fail(child->report, linux_child_exec);
}

/// fork(2) and execve(2). Gives the child's process number. Signals are held back from fork to exec, so that no
/// handler of ours runs in the child.
static inline long linux_spawn(const struct linux_child *child) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t process = fork();
    if (process == 0) {
        linux_child_run(child);
        _exit(127);
    }
    long result = linux_result(process);
    pthread_sigmask(SIG_SETMASK, &before, 0);
    // In both processes, so that the group exists whichever runs first; EACCES says that the child has done it.
    if (process > 0) (void)setpgid(process, process);
    return result;
}

/// kill(2)
static inline long linux_kill(int process, int signal) {
    return linux_result(kill(process, signal));
}

/// Waits for the end of a child of ours.
static inline void linux_await_end(int process) {
    while (waitpid(process, 0, 0) < 0 && errno == EINTR) {}
}

/// fork(2), for a process with one thread. -errno on failure.
static inline long linux_fork(void) { return linux_result(fork()); }

/// Closes every descriptor but standard input, output and error.
static inline void linux_close_all_but_standard(void) { (void)syscall(SYS_close_range, 3, ~0u, 0); }

/// The name by which this process is listed (prctl(2), PR_SET_NAME): at most 15 bytes.
static inline void linux_name_process(const char *name) { (void)prctl(PR_SET_NAME, name, 0, 0, 0); }

/// Lets this process have `count` descriptors, or as many as RLIMIT_NOFILE's hard limit allows.
static inline void linux_raise_descriptor_limit(rlim_t count) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur >= count) return;
    limit.rlim_cur = count < limit.rlim_max ? count : limit.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
}
