try:
    pass
except* (A, B) as group:
    pass
def f(*args: *Ts): a[*b, c]
