try:
    pass
except ValueError, KeyError:
    name = t"Hello {name!r:>{width}} and { other = }" t"{{x}}"
