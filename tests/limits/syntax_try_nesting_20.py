# SPDX-License-Identifier: GPL-3.0-or-later
# 20 nested try statements are one too many.
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
except ValueError: pass
