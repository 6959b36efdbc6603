match command.split(), 1:
    case [a, *rest] | (b, _) if a := b:
        pass
    case Point(x=0, y=-1.5) | Line(Point(), end=1 + 2j) as shape:
        pass
    case {"key": value, a.b: None, **others}:
        pass
    case "a" "b" | True | color.RED:
        pass
    case x, *_:
        pass
    case _:
        pass
match = case = type = 1
match[match](case, type)
