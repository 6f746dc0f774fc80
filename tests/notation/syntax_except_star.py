# SPDX-License-Identifier: GPL-3.0-or-later
# What may not stand in or beside except*.
PROGRAMS = [
    "while 1:\n  try: pass\n  except* ValueError:\n     while 1: break\n     for x in y: continue\n     def f(): return 1\n     class C: pass",
    "def f():\n  try: pass\n  except* ValueError:\n    while 1:\n      return",
    "def f():\n  try: pass\n  except* ValueError:\n    while 1:\n      break\n      return",
    "try: pass\nexcept* ValueError, TypeError: pass",
    "try: pass\nexcept* ValueError as x\n  pass",
    "try: pass\nexcept* ValueError\n  pass",
    "try: pass\nexcept* ValueError as x.y: pass",
    "try: pass\nexcept* ValueError:\npass",
    "try: pass\nexcept *(A,B) as c: pass",
    "try: pass\nexcept* A: pass\nexcept: pass",
    "try: pass\nexcept: pass\nexcept* A: pass",
    "try: pass\nexcept* A: pass\nfinally: pass\nexcept B: pass",
    "try:\n  pass\nexcept* ValueError",
    "try: pass\nexcept*\n  pass",
    "try: pass\nexcept* A as b, C: pass",
    "while 1:\n  try: pass\n  except* ValueError:\n    try: pass\n    finally: break",
    "def f():\n  try: pass\n  except* A: pass\n  else: return",
    "while 1:\n  try: break\n  except* A: pass\n  else: continue\n  finally: break",
    "while 1:\n  try: pass\n  except* A:\n    try: pass\n    except: break",
    "break",
    "try: pass\nexcept* A:\n  break",
    "try: pass\nexcept* A:\n  return",
    "def f():\n  try: pass\n  except* A:\n    x = [return]",
    "try: pass\nexcept* A:\n  try: pass\n  except* B:\n    return 5",
    "try:\n  pass\nexcept*(A):\n  pass",
    "try:\n  pass\nexcept*A:\n  pass\nelse:\n  pass",
    "try:\npass\nexcept* A: pass",
    "try: pass\nexcept* : pass",
    "try: pass\nexcept *\nx=1",
    "try: pass\nexcept* A as b: pass\nexcept A: pass\nexcept* C: pass",
    "try: pass\nexcept* *A: pass",
    "try: pass\nexcept* **A: pass",
    "try: pass\nexcept* A if b else c as d: pass",
    "try: pass\nexcept * A, B as c: pass",
    "for x in y:\n  try: pass\n  except* A:\n    for i in z:\n      try: pass\n      except* B:\n        break",
    "def f():\n  try: pass\n  except* A:\n    if x:\n      return",
    "def f():\n  try: pass\n  except* A:\n    return\n  break",
    "while 1:\n  try: pass\n  except* A:\n    for x in y: pass\n    else: break",
    "def f():\n  try: pass\n  except* A:\n    for x in y: pass\n    else: return",
    "def f():\n  try: pass\n  except* A:\n    lambda: (yield)\n    match x:\n      case 1: return",
]
for program in PROGRAMS:
    try:
        compile(program, "program", "exec")
        print("fine")
    except SyntaxError as error:
        print(type(error).__name__, error.args)
