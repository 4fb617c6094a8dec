"""Reading delivered files of figures into the store's tidy form: what each file looks like and where it lies.

``tables.yaml`` says which file a table is read from and what its card says; the modules here say how each form is read.
"""
