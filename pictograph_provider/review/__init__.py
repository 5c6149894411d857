"""Read a preview and say what it would destroy, counted in the live service.

A preview asks no provider about a delete, and a refusal ends it early. A review does neither:
it reads each step, asks the service itself, and reports all of it at once.
"""
