# Users and groups by name and by number, and the errors of each.
import grp
import pwd

root = pwd.getpwnam("root")
print(root[:1], root.pw_uid, root.pw_gid, root.pw_dir, len(root), pwd.getpwuid(0) == root, root in pwd.getpwall(), len(pwd.getpwall()) > 0)
group = grp.getgrgid(0)
print(group.gr_name, group[2], type(group.gr_mem), grp.getgrnam("root") == group, group in grp.getgrall(), len(grp.getgrall()) > 0)
print(type(root), type(group), type(root).n_fields)
for text in """pwd.getpwnam("no such user")
pwd.getpwnam(1)
pwd.getpwnam("a\\0b")
pwd.getpwuid(-1)
pwd.getpwuid(-2)
pwd.getpwuid(2**70)
pwd.getpwuid(-2**70)
pwd.getpwuid(4294967290)
pwd.getpwuid(2**32)
pwd.getpwuid("a")
pwd.getpwuid(1.5)
pwd.getpwuid()
grp.getgrgid(2**70)
grp.getgrgid(-2**70)
grp.getgrgid(4294967290)
grp.getgrgid(-1)
grp.getgrgid(-2)
grp.getgrgid("a")
grp.getgrgid(1.5)
grp.getgrgid(id=0).gr_name
grp.getgrnam("no such group")
grp.getgrnam(1)
grp.getgrnam(name="root").gr_gid""".split("\n"):
    try:
        print(eval(text))
    except Exception as error:
        print(type(error).__name__, error)
