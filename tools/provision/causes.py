"""Why an installer failed, from what it printed: one cause and what to do about it."""

import re
from typing import NamedTuple


class Cause(NamedTuple):
    """What went wrong and what to do about it, each a phrase without a full stop."""

    wrong: str
    advice: str


# The first that matches wins: an unreachable registry also makes pip say that it found no matching version.
CAUSES: tuple[tuple[str, Cause], ...] = (
    (
        r"No space left on device|ENOSPC|not enough free space",
        Cause("the disk is full", "make room, then run the same command again"),
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT|UNABLE_TO_(?:GET_ISSUER|VERIFY)|certificate verif",
        Cause(
            "the registry's TLS certificate is not trusted here",
            "name your certificates (PIP_CERT for pip, NODE_EXTRA_CA_CERTS for npm), then run the same command again",
        ),
    ),
    (
        (
            r"Temporary failure in name resolution|Name or service not known|NameResolutionError|NewConnectionError"
            r"|Temporary failure resolving|Could not resolve|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT"
            r"|Connection refused|Network is unreachable|ConnectTimeoutError|ReadTimeoutError|ProxyError"
            r"|Could not connect|Failed to fetch"
        ),
        Cause(
            "no network, or the package registry cannot be reached",
            "check the connection and any proxy, then run the same command again",
        ),
    ),
    (
        r"DO NOT MATCH THE HASHES|EINTEGRITY",
        Cause(
            "a downloaded package is not the one that the lock file names",
            "run the same command again; if it stays, the registry or a cache on the way changes packages",
        ),
    ),
    (
        r"Permission denied|EACCES",
        Cause("a file may not be written", "run it as the user who owns this folder"),
    ),
    (
        r"Could not get lock|Unable to acquire the dpkg",
        Cause(
            "another program is installing system packages", "wait until it has ended, then run the same command again"
        ),
    ),
    (
        r"No matching distribution found for|Could not find a version that satisfies",
        Cause(
            "a package has no build for this Python on this machine",
            "use another Python from 3.11 on: make PYTHON=python3.12 …",
        ),
    ),
)
NOISE = re.compile(r"^(?:npm (?:ERR!|error)|ERROR:|E:|WARNING:|\[notice\])\s*")
OTHERWISE = "read the whole output in {log}"


def cause(output: str, log: str) -> Cause:
    """The cause that an installer's output tells of; failing that its last line, and where the rest is to be read."""
    for pattern, known in CAUSES:
        if re.search(pattern, output, re.IGNORECASE):
            return known
    lines = [text for line in output.splitlines() if (text := NOISE.sub("", line.strip()))]
    last = lines[-1][:200] if lines else "it printed nothing"
    return Cause(last, OTHERWISE.format(log=log))
