"""Whether a folder lies on a network file system, where SQLite's locks do not hold and databases get damaged."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path, PureWindowsPath

from ..errors import ConfigError

__all__ = ["ON_NETWORK", "find_network", "is_network", "parse_mount_output", "parse_mountinfo", "refuse_network"]

ON_NETWORK = "LLM_EXTRACT_SQLITE_ON_NETWORK"
"""The environment variable that allows it all the same, with ``1``."""

# By the names that /proc and mount(8) use. Shared disks with locks across machines (gfs2, ocfs2) are among them: the
# write-ahead log of SQLite needs memory that all its users share. 9p, virtiofs and overlay are not: they mostly are one
# machine's own folders inside a container or virtual machine.
_NETWORK = frozenset({
    "acfs", "afp", "afpfs", "afs", "alluxio", "auristorfs", "beegfs", "blobfuse", "blobfuse2", "ceph", "ceph-fuse",
    "cephfs", "cifs", "coda", "curlftpfs", "cvmfs2", "davfs", "davfs2", "efs", "fuse_dfs", "gcsfuse", "geesefs",
    "gfs", "gfs2", "glusterfs", "goofys", "gpfs", "hdfs", "juicefs", "lizardfs", "lustre", "mfs", "moosefs",
    "mount-s3", "mountpoint-s3", "ncpfs", "nfs", "nfs4", "objectivefs", "ocfs2", "orangefs", "panfs", "pvfs2",
    "rclone", "s3fs", "s3ql", "seaweedfs", "smb", "smb2", "smb3", "smbf", "smbfs", "sshfs", "webdav", "weed",
    "wekafs",
})  # fmt: skip
_MOUNT_LINE = re.compile(r"^(?P<source>.*?) on (?P<point>/.*) \((?P<kind>[^,()]+)[^()]*\)$")
_DRIVE_REMOTE = 4

Mount = tuple[str, str]
"""A mount point, and the kind of file system on it."""


def parse_mountinfo(text: str) -> list[Mount]:
    """The mounts in ``/proc/self/mountinfo``, in their order.

    Example:
        >>> parse_mountinfo(r"36 35 0:31 / /home/my\\040files rw shared:1 - nfs4 server:/export rw")
        [('/home/my files', 'nfs4')]
    """
    mounts = []
    for line in text.splitlines():
        before, _, after = line.partition(" - ")
        fields, kinds = before.split(" "), after.split(" ")
        if len(fields) >= 5 and kinds[0]:
            point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[4])
            mounts.append((point, kinds[0]))
    return mounts


def parse_mount_output(text: str) -> list[Mount]:
    """The mounts that ``mount`` prints on macOS and the BSDs.

    Example:
        >>> parse_mount_output("//me@server/share on /Volumes/share (smbfs, nodev, nosuid)")
        [('/Volumes/share', 'smbfs')]
    """
    found = (_MOUNT_LINE.match(line) for line in text.splitlines())
    return [(one["point"], one["kind"].strip()) for one in found if one]


def is_network(kind: str) -> bool:
    """Whether a file system of this kind is served by another machine.

    Example:
        >>> is_network("nfs4"), is_network("fuse.sshfs"), is_network("ext4"), is_network("overlay")
        (True, True, False, False)
    """
    name = kind.lower()
    return name in _NETWORK or name.removeprefix("fuse.").removeprefix("fuseblk.") in _NETWORK


def find_network(path: Path, mounts: Iterable[Mount] | None = None) -> str:
    """The kind of network file system that a folder lies on; empty where it lies on none, or nothing tells.

    Args:
        path: the folder; it need not exist yet.
        mounts: by default this machine's.
    """
    if mounts is None and sys.platform == "win32":
        return _network_drive(str(path.absolute()))
    real = os.path.realpath(path)
    kind = longest = ""
    for point, kind_there in _mounts() if mounts is None else mounts:
        inside = point == "/" or real == point or real.startswith(f"{point.rstrip('/')}/")
        if inside and len(point) >= len(longest):  # of two on one point, the later one is on top
            longest, kind = point, kind_there
    return kind if is_network(kind) else ""


def refuse_network(path: Path, mounts: Iterable[Mount] | None = None) -> None:
    """Refuse to keep a SQLite database on a network file system.

    Raises:
        ConfigError: the folder lies on one, and the environment does not allow it.
    """
    kind = "" if os.environ.get(ON_NETWORK) == "1" else find_network(path, mounts)
    if kind:
        raise ConfigError(
            f"{path} lies on a network file system ({kind}), where a cache of one machine gets damaged",
            hint=f"Share answers with --cache segments:{path}-segments, or name a folder on a local disk. "
            f"If only one machine uses the folder, {ON_NETWORK}=1 allows it.",
        )


def _mounts() -> list[Mount]:
    try:
        if sys.platform == "linux":
            return parse_mountinfo(Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape"))
        return parse_mount_output(_ask_mount())
    except OSError:
        return []


def _ask_mount() -> str:
    import subprocess

    try:
        return subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=False).stdout
    except subprocess.SubprocessError:
        return ""


def _network_drive(path: str) -> str:
    """On Windows: shares, and drive letters that stand for them."""
    drive = PureWindowsPath(path).drive
    if drive.startswith(("\\\\?\\UNC\\", "//?/UNC/")) or (drive.startswith("\\\\") and drive[2:3] not in "?."):
        return "a network share"
    if sys.platform == "win32":
        import ctypes

        if ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE:
            return "a network drive"
    return ""
