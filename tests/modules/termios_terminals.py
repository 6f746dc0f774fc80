# A terminal's attributes and size, and Python's own tty.
import os
import termios
import tty

main, side = os.openpty()
mode = termios.tcgetattr(side)
print([type(part) for part in mode], len(mode[6]), mode[6][termios.VEOF], mode[3] & termios.ECHO != 0)
mode[3] &= ~termios.ECHO
print(termios.tcsetattr(side, termios.TCSANOW, mode), termios.tcgetattr(side)[3] & termios.ECHO)
tty.setraw(side)
raw = termios.tcgetattr(side)
print(raw[6][termios.VMIN], raw[6][termios.VTIME], raw[3] & termios.ICANON)
tty.setcbreak(main)
print(termios.tcsetwinsize(side, (25, 80)), termios.tcgetwinsize(main), os.get_terminal_size(side))
print(termios.tcflush(side, termios.TCIOFLUSH), termios.tcdrain(side), termios.tcflow(side, termios.TCOON))
read, write = os.pipe()
for wrong in (lambda: termios.tcgetattr(read), lambda: termios.tcgetattr("a"), lambda: termios.tcsetattr(side, 0, []),
              lambda: termios.tcsetattr(side, 0, 5), lambda: termios.tcsetattr(side, "a", mode), lambda: termios.tcsetattr(read, 0, mode),
              lambda: termios.tcsetattr(side, 0, mode[:6] + [[]]), lambda: termios.tcsetattr(side, 0, mode[:6] + [[None] * 32]),
              lambda: termios.tcflush(read, 0), lambda: termios.tcgetwinsize(read), lambda: termios.tcsetwinsize(side, 5),
              lambda: termios.tcsetwinsize(side, (1, 2, 3)), lambda: termios.tcsetwinsize(side, (70000, 1)), lambda: termios.tcdrain(-1)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error), error.args)
print(sorted((name, value) for name, value in vars(termios).items() if isinstance(value, int)))
