# SPDX-License-Identifier: GPL-3.0-or-later
# 21 nested while statements are one too many.
while 1:
 while 1:
  while 1:
   while 1:
    while 1:
     while 1:
      while 1:
       while 1:
        while 1:
         while 1:
          while 1:
           while 1:
            while 1:
             while 1:
              while 1:
               while 1:
                while 1:
                 while 1:
                  while 1:
                   while 1:
                    while 1:
                     print('deep')
                     break
                    break
                   break
                  break
                 break
                break
               break
              break
             break
            break
           break
          break
         break
        break
       break
      break
     break
    break
   break
  break
 break
