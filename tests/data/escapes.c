/* A program that talks to a Tor port, and past it in ways that are hard to see, for the tests of
   `opsec torcheck -- COMMAND`. All that it sends past Tor goes to 198.51.100.7. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/aio_abi.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static struct sockaddr_in at(const char *ip, int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_pton(AF_INET, ip, &address.sin_addr);
    return address;
}

static int socket_to(int kind, const char *ip, int port) {
    struct sockaddr_in address = at(ip, port);
    int number = socket(AF_INET, kind, 0);
    connect(number, (void *)&address, sizeof address);
    return number;
}

/* A connected UDP socket, by which nothing was sent. */
static int quiet(void) { return socket_to(SOCK_DGRAM, "198.51.100.7", 53); }

static void send_to(const char *ip, int port, int family) {
    struct sockaddr_in address = at(ip, port);
    address.sin_family = family;
    int one = 1, number = socket(AF_INET, SOCK_DGRAM, 0);
    setsockopt(number, SOL_SOCKET, SO_BROADCAST, &one, sizeof one);
    sendto(number, "?", 1, 0, (void *)&address, sizeof address);
}

static int shared, gate[2];

static void *writes(void *unused) {
    char byte;
    read(gate[0], &byte, 1);
    write(shared, "?", 1);
    return NULL;
}

static void *sends_late(void *unused) {
    usleep(200000);
    send_to("198.51.100.7", 53, AF_INET);
    return NULL;
}

static void *has_own_files(void *unused) {
    unshare(CLONE_FILES);
    struct sockaddr_in address = at("198.51.100.7", 53);
    int number = fcntl(socket(AF_INET, SOCK_DGRAM, 0), F_DUPFD, 100);
    sendto(number, "?", 1, 0, (void *)&address, sizeof address);
    return NULL;
}

static void *sends_elsewhere(void *unused) {
    unshare(CLONE_NEWNET);
    send_to("127.0.0.1", 9, AF_INET);
    return NULL;
}

static struct sockaddr_in ends[2];
static volatile struct sockaddr_in changing;
static volatile int is_done;

static void *changes(void *unused) {
    for (int turn = 0; !is_done; turn = !turn)
        for (int wait = 0; wait < 200; wait++) changing = ends[turn];
    return NULL;
}

/* Connects while another thread changes the address, and tells how often it came to port 1080. */
static int connect_changing(void) {
    pthread_t thread;
    int found = 0;
    ends[0] = at("127.0.0.1", 9050), ends[1] = at("127.0.0.1", 1080), changing = ends[0];
    pthread_create(&thread, NULL, changes, NULL);
    for (int turn = 0; turn < 400; turn++) {
        struct sockaddr_in peer;
        socklen_t length = sizeof peer;
        int number = socket(AF_INET, SOCK_STREAM, 0);
        connect(number, (void *)&changing, sizeof peer);
        if (!getpeername(number, (void *)&peer, &length)) found += peer.sin_port == ends[1].sin_port;
        close(number);
    }
    is_done = 1;
    pthread_join(thread, NULL);
    return found;
}

/* Where nobody takes connections, the second one waits. */
static void fill(void) {
    struct sockaddr_in address = at("198.51.100.7", 80);
    int number = socket(AF_INET, SOCK_STREAM, 0);
    bind(number, (void *)&address, sizeof address);
    listen(number, 0);
    socket_to(SOCK_STREAM, "198.51.100.7", 80);
}

static void *waits(void *unused) {
    socket_to(SOCK_STREAM, "198.51.100.7", 80);
    return NULL;
}

static void *runs_another(void *unused) {
    usleep(300000);
    execlp("true", "true", NULL);
    return NULL;
}

static void in_thread(void *(*does)(void *)) {
    pthread_t thread;
    pthread_create(&thread, NULL, does, NULL);
    pthread_join(thread, NULL);
}

static int clone_with(int flags) { return syscall(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0); }

static void filter_connect(unsigned answer, int flags, int *listener) {
    struct sock_filter code[] = {
        {BPF_LD | BPF_W | BPF_ABS, 0, 0, 0},
        {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, SYS_connect},
        {BPF_RET | BPF_K, 0, 0, answer},
        {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
    };
    struct sock_fprog program = {4, code};
    *listener = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
}

static void send_many(struct mmsghdr *messages, int count, int sent_past) {
    static struct sockaddr_in here, past;
    static struct iovec data = {"?", 1};
    here = at("127.0.0.1", 9999), past = at("198.51.100.7", 53);
    int own = socket(AF_INET, SOCK_DGRAM, 0);
    bind(own, (void *)&here, sizeof here);
    for (int number = 0; number < count; number++) {
        struct msghdr one = {number < sent_past ? &here : &past, sizeof here, &data, 1};
        messages[number].msg_hdr = one;
    }
    sendmmsg(socket(AF_INET, SOCK_DGRAM, 0), messages, sent_past ? count : count + 1, 0);
}

/* Memory of two pages, of which the second is missing. */
static char *edge(int flags) {
    char *memory = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
    munmap(memory + 4096, 4096);
    return memory;
}

static void pass_on(int through, int number) {
    char byte = 'x', control[CMSG_SPACE(sizeof number)] = {0};
    struct iovec data = {&byte, 1};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1};
    message.msg_control = control, message.msg_controllen = sizeof control;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET, header->cmsg_type = SCM_RIGHTS, header->cmsg_len = CMSG_LEN(sizeof number);
    memcpy(CMSG_DATA(header), &number, sizeof number);
    sendmsg(through, &message, 0);
}

static int take(int through) {
    char byte, control[64];
    struct iovec data = {&byte, 1};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1};
    message.msg_control = control, message.msg_controllen = sizeof control;
    recvmsg(through, &message, 0);
    return *(int *)CMSG_DATA(CMSG_FIRSTHDR(&message));
}

#ifdef __x86_64__
static long call32(long number, long first, long second, long third) {
    long result;
    asm volatile("int $0x80" : "=a"(result) : "a"(number), "b"(first), "c"(second), "d"(third)
                 : "memory", "r8", "r9", "r10", "r11");
    return result;
}
#endif

int main(int count, char **words) {
    const char *way = words[1];
    int pair[2], child, listener;
    pipe(gate);
    close(socket_to(SOCK_STREAM, "127.0.0.1", 9050));
#define WAY(name) else if (!strcmp(way, name))
    if (!strcmp(way, "none")) {
    }
    WAY("without-family") send_to("198.51.100.7", 53, AF_UNSPEC);
    WAY("65th-message") send_many(calloc(65, sizeof(struct mmsghdr)), 65, 64);
    WAY("last-readable-message") {
        struct mmsghdr *last = (void *)(edge(0) + 4096 - sizeof *last);
        send_many(last, 1, 0);
    }
    WAY("another-thread") {
        pthread_t thread;
        pthread_create(&thread, NULL, writes, NULL);
        usleep(50000);
        shared = quiet();
        write(gate[1], "x", 1);
        pthread_join(thread, NULL);
        close(shared);
    }
    WAY("another-process") {
        shared = socket(AF_INET, SOCK_DGRAM, 0);
        if (!(child = fork())) writes(NULL), _exit(0);
        struct sockaddr_in address = at("198.51.100.7", 53);
        connect(shared, (void *)&address, sizeof address);
        write(gate[1], "x", 1);
        close(shared);
        waitpid(child, NULL, 0);
    }
    WAY("shared-files") {
        if (!(child = clone_with(CLONE_FILES))) {
            read(gate[0], &shared, sizeof shared);
            write(shared, "?", 1);
            _exit(0);
        }
        shared = quiet();
        write(gate[1], &shared, sizeof shared);
        waitpid(child, NULL, 0);
        close(shared);
    }
    WAY("sibling") {
        if (!(child = fork())) {
            shared = quiet();
            if (!clone_with(CLONE_PARENT)) write(shared, "?", 1), _exit(0);
            close(shared);
            _exit(0);
        }
        while (wait(NULL) > 0);
    }
    WAY("pwritev2") {
        struct iovec data = {"?", 1};
        pwritev2(quiet(), &data, 1, -1, 0);
    }
    WAY("first-thread-ended") {
        pthread_t thread;
        pthread_create(&thread, NULL, sends_late, NULL);
        pthread_exit(NULL);
    }
    WAY("own-files") in_thread(has_own_files);
    WAY("thread-elsewhere") in_thread(sends_elsewhere);
    WAY("changing-address") printf("%d\n", connect_changing());
    WAY("own-trace-filter") {
        filter_connect(SECCOMP_RET_TRACE, 0, &listener);
        socket_to(SOCK_STREAM, "198.51.100.7", 80);
    }
    WAY("waits-killed") {
        fill();
        if (!(child = fork())) waits(NULL), _exit(0);
        usleep(300000);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
    }
    WAY("waits-at-exit") {
        pthread_t thread;
        fill();
        pthread_create(&thread, NULL, waits, NULL);
        usleep(300000);
        exit(0);
    }
    WAY("waits-at-exec") {
        pthread_t thread;
        fill();
        pthread_create(&thread, NULL, runs_another, NULL);
        waits(NULL);
    }
    WAY("group") {
        struct sockaddr_in address = at("239.255.255.250", 1900);
        bind(socket(AF_INET, SOCK_DGRAM, 0), (void *)&address, sizeof address);
        send_to("239.255.255.250", 1900, AF_INET);
    }
#ifdef __x86_64__
    WAY("32-bit-write") {
        char *memory = edge(MAP_32BIT);
        call32(4, quiet(), (long)memory, 1);
    }
    WAY("32-bit-edge") {
        char *memory = edge(MAP_32BIT);
        struct sockaddr_in address = at("198.51.100.7", 80);
        memcpy(memory, &address, sizeof address);
        unsigned *arguments = (void *)(memory + 4096 - 12);
        arguments[0] = socket(AF_INET, SOCK_STREAM, 0), arguments[1] = (long)memory, arguments[2] = sizeof address;
        call32(102, 3, (long)arguments, 0);
    }
#endif
    WAY("passed-on") {
        socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
        if (!(child = fork())) write(take(pair[1]), "?", 1), _exit(0);
        shared = quiet();
        pass_on(pair[0], shared);
        close(shared);
        waitpid(child, NULL, 0);
    }
    WAY("aio") {
        aio_context_t context = 0;
        struct iocb one = {.aio_fildes = quiet(), .aio_lio_opcode = IOCB_CMD_PWRITE, .aio_nbytes = 1};
        struct iocb *list[] = {&one};
        one.aio_buf = (long)"?";
        syscall(SYS_io_setup, 4, &context);
        syscall(SYS_io_submit, context, 1, list);
    }
    WAY("untraced") {
        if (!(child = clone_with(CLONE_UNTRACED))) _exit(0);
        waitpid(child, NULL, __WALL);
    }
    WAY("secret-memory") {
        int file = syscall(SYS_memfd_secret, 0);
        ftruncate(file, 4096);
        struct sockaddr_in *address = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        if (address == MAP_FAILED) return puts("none") < 0;
        *address = at("198.51.100.7", 80);
        connect(socket(AF_INET, SOCK_STREAM, 0), (void *)address, sizeof *address);
    }
    WAY("own-listener") {
        filter_connect(SECCOMP_RET_USER_NOTIF, SECCOMP_FILTER_FLAG_NEW_LISTENER, &listener);
        if (!(child = fork())) socket_to(SOCK_STREAM, "198.51.100.7", 80), _exit(0);
        struct seccomp_notif call = {0};
        ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &call);
        struct seccomp_notif_resp answer = {call.id, 0, 0, SECCOMP_USER_NOTIF_FLAG_CONTINUE};
        ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
        waitpid(child, NULL, 0);
    }
    WAY("traces") {
        child = atoi(words[2]);
        ptrace(PTRACE_SEIZE, child, 0, 0);
    }
    WAY("takes") {
        int process = syscall(SYS_pidfd_open, atoi(words[2]), 0);
        syscall(SYS_pidfd_getfd, process, atoi(words[3]), 0);
    }
    WAY("hides") {
        prctl(PR_SET_DUMPABLE, 0);
        send_to("127.0.0.1", 9, AF_INET);
    }
    WAY("unix") {
        struct sockaddr_un address = {AF_UNIX};
        if (count > 3) chroot(words[3]);
        strcpy(address.sun_path, words[2]);
        connect(socket(AF_UNIX, SOCK_STREAM, 0), (void *)&address, sizeof address);
    }
    WAY("leaves-a-child") {
        if (!fork()) setsid(), sleep(1);
        _exit(0);
    }
    WAY("holds") {
        socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
        dup2(pair[0], 5);
        execv(words[2], words + 2);
    }
    WAY("no-socket") {
        struct msghdr message = {0};
        sendmsg(open("/dev/null", O_RDWR), &message, 0);
        sendmsg(77, &message, 0);
    }
    WAY("no-such-file") connect(77, (void *)&(struct sockaddr_in){AF_INET, 80, {0x076433c6}}, 16);
    else return 1;
    return 0;
}
