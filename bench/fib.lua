-- SPDX-License-Identifier: GPL-3.0-or-later
local function fib(n)
    if n < 2 then return n end
    return fib(n - 1) + fib(n - 2)
end

local result
for _ = 1, 4 do result = fib(30) end
print(result)
