"""The measured claims: one module each, run by ``python3 koto.py bench NAME``.

A module's docstring says in its first line what is measured; its ``main()`` takes nothing and gives back a dictionary
that JSON can hold. Modules whose name begins with an underscore are not benchmarks.
"""
