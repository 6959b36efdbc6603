a or b and not c == d
-a ** -b * c @ d // e % f / g
a < b <= c is not d not in e
x = y if z else lambda p, /, q=1, *r, s, t=2, **u: p
[i async for i in j if k if l for m in n]
{a: b, **c}, {d, *e}, {f: g for f in h}, {i for i in j}, (k for k in l)
call(a, *b, c=d, **e)(f for f in g)
a[1:2, ::3, ...][b].c[d:]
(yield), (yield a, b), (yield from c), (await d)
(n := 10)
