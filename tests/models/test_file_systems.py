"""A cache of one machine is refused on a network file system, and nowhere else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from llm_extract.errors import ConfigError
from llm_extract.models import file_systems
from llm_extract.models.disk import DiskStore
from llm_extract.models.file_systems import (
    ON_NETWORK,
    find_network,
    is_network,
    parse_mount_output,
    parse_mountinfo,
    refuse_network,
)

MOUNTINFO = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
30 25 0:27 / /dev/shm rw,relatime - tmpfs tmpfs rw,size=24684084k
98 27 0:45 / /home rw,relatime shared:51 master:2 - nfs4 files.example:/home rw,vers=4.2,hard
99 98 254:1 / /home/me/scratch rw - xfs /dev/vdb rw
100 27 0:50 / /mnt/with\040space\134 rw - cifs //server/share rw
101 27 0:51 / /mnt/cloud rw,nosuid - fuse.gcsfuse bucket rw,user_id=0
102 27 0:52 / /mnt/auto rw - autofs systemd-1 rw,fd=29
103 102 0:53 / /mnt/auto rw - nfs files.example:/auto rw
104 27 0:54 / /srv rw - nfs old:/srv rw
105 104 254:2 / /srv rw - btrfs /dev/vdc rw
106 27 0:55 / /export rw - overlay overlay rw,lowerdir=/a
107 27 0:56 / /host rw - 9p drvfs rw
108 27 0:57 / /vm rw - virtiofs share rw
"""
MOUNTS = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
files.example:/export/a (b) on /Volumes/files (nfs, nodev, nosuid, mounted by me)
//me@server/My%20Share on /Volumes/My Share (smbfs, nodev, nosuid, mounted by me)
s3fs@macfuse0 on /Volumes/bucket (macfuse, nodev)
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/cache", ""),
        ("/home", "nfs4"),
        ("/home/me/articles/.llm_extract_cache", "nfs4"),
        ("/homes/me", ""),
        ("/home/me/scratch/cache", ""),
        ("/mnt/with space\\/cache", "cifs"),
        ("/mnt/cloud/a", "fuse.gcsfuse"),
        ("/mnt/auto/a", "nfs"),
        ("/srv/a", ""),
        ("/export/a", ""),
        ("/host/a", ""),
        ("/vm/a", ""),
        ("/dev/shm/a", ""),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths of Linux")
def test_the_mount_that_a_folder_lies_on_decides(path: str, kind: str) -> None:
    """The longest mount point counts, of two on one point the later; a name that only begins alike does not."""
    assert find_network(Path(path), parse_mountinfo(MOUNTINFO)) == kind


def test_what_mount_prints_is_read() -> None:
    """Sources and mount points with spaces and parentheses, as macOS shows them."""
    assert parse_mount_output(MOUNTS) == [
        ("/", "apfs"),
        ("/System/Volumes/Data/home", "autofs"),
        ("/Volumes/files", "nfs"),
        ("/Volumes/My Share", "smbfs"),
        ("/Volumes/bucket", "macfuse"),
    ]


def test_network_file_systems_are_known() -> None:
    """Those that people share folders with."""
    kinds = (
        "nfs nfs4 cifs smb3 smbfs afpfs webdav ceph lustre gpfs beegfs glusterfs fuse.glusterfs fuse.sshfs fuse.s3fs"
    )
    kinds += " fuse.gcsfuse fuse.rclone fuse.mountpoint-s3 fuse.juicefs FUSE.SSHFS afs"
    assert [kind for kind in kinds.split() if not is_network(kind)] == []


def test_folders_of_one_machine_are_not_refused() -> None:
    """Local disks, memory, and what containers and virtual machines show of their host's."""
    kinds = "ext4 xfs btrfs zfs apfs hfs ntfs fuseblk tmpfs overlay 9p virtiofs fuse.portal fuse ecryptfs f2fs"
    assert [kind for kind in kinds.split() if is_network(kind)] == []


def test_this_machines_folders_are_found(tmp_path: Path) -> None:
    """The real table of mounts is read, and the folder of this test is on none of the network."""
    assert file_systems._mounts() or sys.platform == "win32"
    assert find_network(tmp_path) == ""
    assert find_network(tmp_path / "not" / "there" / "yet") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="mount tables of Unix")
def test_a_cache_on_a_network_is_refused_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is made there; a variable allows it for those who know."""
    folder = tmp_path / "cache"
    monkeypatch.setattr(file_systems, "_mounts", lambda: [("/", "ext4"), (str(tmp_path.resolve()), "nfs4")])
    with pytest.raises(ConfigError, match=r"lies on a network file system \(nfs4\).*--cache segments:.*local disk"):
        DiskStore(folder)
    assert not folder.exists()
    monkeypatch.setenv(ON_NETWORK, "1")
    DiskStore(folder).close()


def test_a_link_to_the_network_is_followed(tmp_path: Path) -> None:
    """Where a symbolic link leads counts."""
    if sys.platform == "win32":
        pytest.skip("links need a privilege")
    (tmp_path / "far").mkdir()
    (tmp_path / "near").symlink_to(tmp_path / "far")
    mounts = [("/", "ext4"), (str((tmp_path / "far").resolve()), "nfs")]
    with pytest.raises(ConfigError):
        refuse_network(tmp_path / "near" / "cache", mounts)
    refuse_network(tmp_path / "other", mounts)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (r"\\server\share\cache", "a network share"),
        (r"\\?\UNC\server\share\cache", "a network share"),
        (r"\\?\C:\cache", ""),
        (r"C:\cache", ""),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="there the drives of the machine are asked")
def test_shares_of_windows_are_known(path: str, said: str) -> None:
    """By the form of their path."""
    assert file_systems._network_drive(path) == said
