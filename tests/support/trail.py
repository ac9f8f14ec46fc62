# SPDX-License-Identifier: MIT
"""The arithmetic of the trail (docs/audit.md) once more, from its description and not from the code."""

from hashlib import blake2b
from uuid import UUID

NOTHING = bytes(32)


def digest(*parts):
    """BLAKE2b-256 over parts, each preceded by its length as 8 bytes, big-endian."""
    whole = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return blake2b(whole, digest_size=32).digest()


def commitment(salt, time, actor, person, role, action):
    return digest(b"plimsoll audit entry 1", salt, time.encode(), actor.encode(),
                  UUID(person).bytes if person else b"", role.encode(), action.encode())


def start(chain):
    return digest(b"plimsoll audit chain 1", UUID(chain).bytes)


def link(before, number, committed):
    return digest(b"plimsoll audit link 1", before, number.to_bytes(8, "big"), committed)


def heads(before, chain, length, last):
    return digest(b"plimsoll audit head 1", before, UUID(chain).bytes, length.to_bytes(8, "big"), last)


def root(before, number, time, chains, of_heads):
    return digest(b"plimsoll audit root 1", before, number.to_bytes(8, "big"), time.encode(),
                  chains.to_bytes(8, "big"), of_heads)
