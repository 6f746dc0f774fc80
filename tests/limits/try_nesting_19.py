# SPDX-License-Identifier: GPL-3.0-or-later
# 19 nested try statements are at the limit.
try:
 try:
  try:
   try:
    try:
     try:
      try:
       try:
        try:
         try:
          try:
           try:
            try:
             try:
              try:
               try:
                try:
                 try:
                  try:
                   print('deep')
                  except ValueError: pass
                 except ValueError: pass
                except ValueError: pass
               except ValueError: pass
              except ValueError: pass
             except ValueError: pass
            except ValueError: pass
           except ValueError: pass
          except ValueError: pass
         except ValueError: pass
        except ValueError: pass
       except ValueError: pass
      except ValueError: pass
     except ValueError: pass
    except ValueError: pass
   except ValueError: pass
  except ValueError: pass
 except ValueError: pass
except ValueError: pass
