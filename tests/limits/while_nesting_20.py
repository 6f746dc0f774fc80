# SPDX-License-Identifier: GPL-3.0-or-later
# 20 nested while statements are at the limit.
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
