type Pair[T: int, *Ts, **P] = tuple[T, *Ts]
class A[T]: pass
def f[T: (int, str)](a: T) -> T: return f"{a["key"]!r:{w:>{p}}}"
