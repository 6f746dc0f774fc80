# Limits of this process, read and lowered; what it has used; the log's masks.
import resource
import syslog

soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
print(resource.setrlimit(resource.RLIMIT_NOFILE, (min(soft, 100), hard)), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
print(resource.prlimit(0, resource.RLIMIT_NOFILE, [90, hard])[0], resource.prlimit(0, resource.RLIMIT_NOFILE)[0])
usage = resource.getrusage(resource.RUSAGE_SELF)
print(len(usage), type(usage), usage.ru_maxrss > 0, usage.ru_utime >= 0, type(usage[0]), type(usage.ru_nvcsw))
print(resource.getpagesize() % 4096, resource.error, resource.struct_rusage)
for text in """getrlimit(99)
getrlimit(-1)
getrlimit("a")
setrlimit(0, 1)
setrlimit(0, (1,))
setrlimit(0, (1, 2, 3))
setrlimit(7, (2, 1))
setrlimit(0, ("a", 1))
setrlimit(0, (2**70, 1))
setrlimit(99, (2, 1))
getrusage(99)
getrusage("a")
prlimit(-5, 7)
prlimit(0, 99)""".split("\n"):
    try:
        print(eval(text, vars(resource)))
    except Exception as error:
        print(text, type(error).__name__, error)
print([(name, value) for name, value in sorted(vars(resource).items()) if isinstance(value, int)])
print([(name, value) for name, value in sorted(vars(syslog).items()) if isinstance(value, int)])
print(syslog.LOG_MASK(3), syslog.LOG_UPTO(5), syslog.setlogmask(syslog.LOG_UPTO(3)), syslog.setlogmask(0))
print(syslog.openlog("test", syslog.LOG_PID, syslog.LOG_MAIL), syslog.syslog(syslog.LOG_DEBUG, "nothing"), syslog.closelog())
for wrong in (), (1,), ("a", "b"), (1, 2), (1, "a", 2):
    try:
        syslog.syslog(*wrong)
    except TypeError as error:
        print(error)
