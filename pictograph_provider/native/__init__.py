"""The native plugin: the same provider for every language of Pulumi, over its gRPC protocol.

A thin shell over `lifecycle`. It translates names and values, and decides nothing itself.
"""
