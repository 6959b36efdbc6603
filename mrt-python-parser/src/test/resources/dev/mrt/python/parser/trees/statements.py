"""Docstring."""
from __future__ import annotations
import a.b as c, d
from ..e import (f, g as h,)
from i import *
x: int = 1
(y): str
z.w += 1; del z[0], (a, b)
a = b, *c = d
global e
assert a, "message"
@decorator
class A(B, metaclass=C):
    async def f(self, a: int, /, b=1, *c: str, d, e=2, **g) -> None:
        nonlocal x
        async with a as b, c:
            async for i in j:
                await k
            else:
                return 1
        raise E from F
while a:
    break
else:
    continue
if a: pass
elif b: pass
else: pass
for i, *j in k, l: pass
with (a as b, c): pass
try:
    pass
except (A, B) as e:
    pass
except:
    raise
else:
    pass
finally:
    return
