"""What a server costs: its processes, their time and their memory, from /proc (Linux)."""
import collections, os

from settings import log

TICK = 1e9 / os.sysconf("SC_CLK_TCK")


def proc_tree(root):
    """pid and its descendants (a server may be a wrapper that starts a daemon)."""
    kids = collections.defaultdict(list)
    for d in os.listdir("/proc"):
        if d.isdigit():
            try:
                with open("/proc/%s/stat" % d) as f:
                    s = f.read()
                kids[int(s[s.rindex(")") + 2:].split()[1])].append(int(d))
            except OSError:
                pass
    out, todo = [], [root]
    while todo:
        p = todo.pop()
        out.append(p)
        todo += kids.get(p, [])
    return out


def cpu_ns(pids):
    """utime+stime of the processes (10 ms ticks, cumulative, so differences do not drift)."""
    t = 0
    for p in pids:
        try:
            with open("/proc/%d/stat" % p) as f:
                s = f.read()
            a = s[s.rindex(")") + 2:].split()
            t += int(a[11]) + int(a[12])
        except OSError:
            pass
    return t * TICK


def sched_ns(pids):
    """(time on CPU, time runnable but waiting for a CPU) in ns from schedstat, live threads only.
    The first is finer than utime+stime (for cheap servers), the second shows the machine's noise."""
    t = w = 0
    for p in pids:
        try:
            for th in os.listdir("/proc/%d/task" % p):
                with open("/proc/%d/task/%s/schedstat" % (p, th)) as f:
                    a = f.read().split()
                t += int(a[0])
                w += int(a[1])
        except OSError:
            pass
    return t, w


def mem_kb(pids, key="VmHWM"):
    t = 0
    for p in pids:
        try:
            with open("/proc/%d/status" % p) as f:
                for line in f:
                    if line.startswith(key + ":"):
                        t += int(line.split()[1])
        except OSError:
            pass
    return t


def prefer(nice):
    """Run the harness and the servers at this priority. Where the kernel groups tasks by session
    (sched_autogroup), plain nice counts only inside the group, so take a session of our own and set its weight."""
    pid = os.fork()
    if pid:
        os._exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    os.setsid()
    try:
        os.setpriority(os.PRIO_PROCESS, 0, nice)
        autogroup(os.getpid(), nice)
    except OSError as e:
        log("cannot set nice %d: %s; going on" % (nice, e))


def autogroup(pid, nice):
    try:
        with open("/proc/%d/autogroup" % pid, "r+") as f:
            if "nice %d" % nice not in f.read():
                f.write(str(nice))
    except FileNotFoundError:
        pass
