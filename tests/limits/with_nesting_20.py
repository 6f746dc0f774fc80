# SPDX-License-Identifier: GPL-3.0-or-later
# 20 nested with statements are at the limit.
class M:
    def __enter__(self): pass
    def __exit__(self, *args): pass
with M():
 with M():
  with M():
   with M():
    with M():
     with M():
      with M():
       with M():
        with M():
         with M():
          with M():
           with M():
            with M():
             with M():
              with M():
               with M():
                with M():
                 with M():
                  with M():
                   with M():
                    print('deep')
