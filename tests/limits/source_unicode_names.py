# SPDX-License-Identifier: GPL-3.0-or-later
# Names beyond ASCII, folded by NFKC.
é = 1
variable_ß = 2
名前 = 'name'
ﬁ = 'ligature'
print(é, variable_ß, 名前, fi)
def naïve(größe): return größe + 1
print(naïve(größe=1), naïve.__name__)
class Äpfel:
    µ = 3
print(Äpfel.μ, Äpfel.__name__)
