1, 0xFF, 0o17, 0b11, 1_000_000, 123456789012345678901234567890
1.5, 1e100, 1e16, 1e-5, 0.0001, 1.0, 123456.789, .5, 2j, 1.5j, 1e1000
'it''s', "it's", 'say "it\'s"', u'kind', 'a' "b" '''c
d''', 'tab\t\x07\u00e9\N{SNOWMAN}\U0001F600\101\q\
joined', r'\d', 'é\xad\u2028'
b'\x00\xff\'', b'a' rb'\b'
None, True, False, ...
f'{a!r:>{w}} {{b}} {c=}' 'tail' f'{d:%Y}'
