"""`make up` and `make down`: a real `pulumi up` against the embedded emulator, or the live service.

Everything is kept in one folder of the clone, and every setting is made for the processes that
are started here only: whoever has Pulumi and a login of their own finds both as they were.
"""
