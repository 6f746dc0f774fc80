raise SystemError('a file took the place of posixpath')
