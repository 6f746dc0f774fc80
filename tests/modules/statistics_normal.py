# The inverse of the normal distribution, to the last bit; _typing's function.
from _statistics import _normal_dist_inv_cdf
from _typing import _idfunc

for k in range(1, 200):
    print(_normal_dist_inv_cdf(k / 200, 10.0, 2.5))
for p in 1e-300, 1e-30, 1e-12, 1e-6, 0.0749999, 0.075, 0.925, 0.9250001, 1 - 1e-12, 1 - 2**-53:
    print(_normal_dist_inv_cdf(p, 0, 1))
for wrong in (), (0.5,), ("a", 0, 1), (0.5, 0, None):
    try:
        _normal_dist_inv_cdf(*wrong)
    except TypeError as error:
        print(error)
print(_idfunc(3), _idfunc(print) is print)
