-- SPDX-License-Identifier: GPL-3.0-or-later
local function total(n)
    local i, sum = 0, 0
    while i < n do
        sum = sum + i
        i = i + 1
    end
    return sum
end

print(total(50000000))
