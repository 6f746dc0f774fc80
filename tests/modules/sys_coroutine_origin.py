# A coroutine keeps as many frames of where it was made as sys is told.
import sys


async def nothing():
    pass


def made():
    return nothing()


def below():
    return made()


for depth in 0, 1, 2, 10:
    sys.set_coroutine_origin_tracking_depth(depth)
    coroutine = below()
    print(sys.get_coroutine_origin_tracking_depth(), [(line, name) for _, line, name in coroutine.cr_origin or ()],
          coroutine.cr_origin and coroutine.cr_origin[0][0] == __file__)
    coroutine.close()
for wrong in -1, "x":
    try:
        sys.set_coroutine_origin_tracking_depth(wrong)
    except (ValueError, TypeError) as error:
        print(error)
sys.set_coroutine_origin_tracking_depth(0)
print(below().close(), sys.version.count("["))
