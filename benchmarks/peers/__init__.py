"""The content as each peer wants it, and the small programs that run the peers.

A ``*_source`` module writes a peer's input beforehand, which is never timed; the other
modules are run as processes of their own and may import no more than their peer needs.
"""
