"""Inputs, graph folders and shards on S3, a real server on loopback: the same as on a disk, whatever ends a build."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from servers import free_port, s3
from work.test_crew import digests, write

import kg
from kg import remote_files
from kg.errors import BusyError, ReadError, RemoteError, StoreError, UnsupportedError
from kg.remote_files import find_file, is_remote, join, list_files, remove, upload
from kg.remote_files import read as read_file
from kg.remote_files import write as write_file
from kg.store.graphs.published import Published

pytestmark = pytest.mark.filterwarnings("default")  # those of the client of S3


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with s3(tmp_path_factory.mktemp("s3") / "server") as environment:
        yield environment


@pytest.fixture
def place(
    server: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> str:
    """Give an address with nothing below it, and a machine without copies."""
    for name, value in (server | {"KG_CACHE": str(tmp_path / "cache")}).items():
        monkeypatch.setenv(name, value)
    _forget()
    return f"s3://papers/{request.node.name[:60]}-{tmp_path.parent.name}"


def _forget() -> None:
    """Have the next client be made anew, from the environment as it is."""
    import fsspec

    fsspec.get_filesystem_class("s3").clear_instance_cache()


def put(folder: Path, address: str) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    upload(address, [(path, path.relative_to(folder).as_posix()) for path in files])
    return address


def other_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "other"))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the addresses that are read from now on."""
    seen: list[str] = []
    real: Callable[[str], bytes] = remote_files.read
    monkeypatch.setattr(remote_files, "read", lambda address: (seen.append(address), real(address))[1])
    return seen


def test_addresses_are_told_from_paths_and_pages_of_the_web() -> None:
    assert is_remote("s3://papers/a") and is_remote("gs://x/y") and is_remote("memory://a")
    assert not any(
        map(is_remote, ("a/b.txt", "s3:/papers", "https://example.org/a.pdf", "file:///a", "C:\\a", Path("s3://a/b")))
    )


def test_inputs_on_s3_give_what_the_same_files_give_on_a_disk(place: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", **{"có dấu": "Có dấu."})
    (folder / "sub").mkdir()
    (folder / "sub" / "plans.jsonl").write_text('{"id": "12-KH", "text": "Xây dựng cầu Tân."}\n', encoding="utf-8")
    (folder / ".hidden.txt").write_text("Không đọc.", encoding="utf-8")
    (folder / "other.xyz").write_text("?", encoding="utf-8")
    (folder / "graph").mkdir()
    (folder / "graph" / "report.json").write_text("{}", encoding="utf-8")
    (folder / "graph" / "text.txt").write_text("Không đọc.", encoding="utf-8")
    put(folder, place)
    kg.build(folder, out=tmp_path / "local").close()
    with kg.build(place, out=tmp_path / "out") as graph:
        report = graph.report
    assert digests(tmp_path / "out") == digests(tmp_path / "local")
    assert report["passed_over"] == ["other.xyz"]
    sources = {entry["slug"]: entry["sources"] for entry in report["documents"]}
    assert sources["co-dau"] == [f"url:{place}/có dấu.txt"]
    assert [f"url:{place}/sub/plans.jsonl!/12-KH.txt"] in sources.values()


def test_what_is_unchanged_is_not_read_again(place: str, tmp_path: Path, reads: list[str]) -> None:
    put(write(tmp_path / "in"), place)
    kg.build(place, out=tmp_path / "out").close()
    assert len(reads) == 4
    reads.clear()
    with kg.build(place, out=tmp_path / "out", sync=True) as graph:
        assert len(graph.report["changes"]["unchanged"]) == 4 and not reads
    write_file(join(place, "plan2.txt"), "Xây dựng cầu Tân 99.".encode())
    remove(place, ["plan3.txt"])
    with kg.build(place, out=tmp_path / "out", sync=True) as graph:
        changes = {kind: [one["slug"] for one in some] for kind, some in graph.report["changes"].items()}
    assert reads == [join(place, "plan2.txt")]
    assert changes == {"added": [], "rebuilt": ["plan2"], "unchanged": ["plan0", "plan1"], "removed": ["plan3"]}
    reads.clear()
    kg.build(place, out=tmp_path / "out", keep_text=False).close()  # other options: all are made, so all are read
    assert len(reads) == 3
    kg.build(place, out=tmp_path / "fresh", keep_text=False).close()
    assert digests_of_shards(tmp_path / "fresh") == digests_of_shards(tmp_path / "out")


def digests_of_shards(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (out / "shards").iterdir()}


def test_a_file_that_moves_there_keeps_its_slug(place: str, tmp_path: Path) -> None:
    put(write(tmp_path / "in"), place)
    kg.build(place, out=tmp_path / "out").close()
    write_file(join(place, "renamed.txt"), (tmp_path / "in" / "plan1.txt").read_bytes())
    remove(place, ["plan1.txt"])
    with kg.build(place, out=tmp_path / "out", sync=True) as graph:
        assert [entry["slug"] for entry in graph.report["documents"]] == ["plan0", "plan1", "plan2", "plan3"]
        assert graph.report["documents"][1]["sources"] == [f"url:{place}/renamed.txt"]


def test_a_folder_put_on_s3_is_the_same_on_another_machine(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in")
    kg.build(folder, out=tmp_path / "local").close()
    with kg.build(folder, out=place) as built:
        said = {str(row) for row in built.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")}
    other_machine(monkeypatch, tmp_path)
    with kg.open(place) as graph:
        assert {str(row) for row in graph.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")} == said
        assert digests(graph.path) == digests(tmp_path / "local")
        assert graph.text(graph.documents[0]).startswith("KẾ HOẠCH")
        assert graph.search("cảng")
    assert find_file(join(place, "graph.html")) is not None
    more = write(tmp_path / "in", more="Thêm.")
    with kg.build(more, out=place) as graph:
        assert len(graph.documents) == 5
    with kg.remove(place, "plan0") as graph:
        assert len(graph.documents) == 4
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    with kg.open(place) as graph:
        assert [entry["slug"] for entry in graph.report["documents"]] == ["more", "plan1", "plan2", "plan3"]
        told = graph.report["files"]
    names = {file.way for file in list_files(place)}
    assert len(names) == len(told) + 1 + 3  # the report, and the files for people once more: nothing old is left
    assert not any(name.startswith("shards/plan0.") for name in names)


def test_a_build_that_ends_before_the_report_leaves_the_old_folder_whole(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in")
    kg.build(folder, out=place).close()
    write(tmp_path / "in", more="Thêm.")
    real = remote_files.write

    def fail(address: str, data: bytes) -> None:
        if address.endswith("report.json"):
            raise RemoteError("the line is cut", path=address)
        real(address, data)

    monkeypatch.setattr(remote_files, "write", fail)
    with pytest.raises(RemoteError):
        kg.build(folder, out=place)
    monkeypatch.setattr(remote_files, "write", real)
    other_machine(monkeypatch, tmp_path)
    with kg.open(place) as graph:
        assert len(graph.documents) == 4
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    with kg.build(folder, out=place) as graph:  # what was made is here still
        assert len(graph.report["changes"]["unchanged"]) == 5
    other_machine(monkeypatch, tmp_path)
    with kg.open(place) as graph:
        assert len(graph.documents) == 5


def test_who_comes_second_is_told_and_harms_nothing(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kg.build(write(tmp_path / "in"), out=place).close()
    late = Published(place)
    late.begin()
    other_machine(monkeypatch, tmp_path)
    kg.build(write(tmp_path / "in", more="Thêm."), out=place).close()
    with pytest.raises(BusyError, match="another build was put there"):
        late.publish()
    with kg.open(place) as graph:
        assert len(graph.documents) == 5


def test_a_damaged_or_foreign_folder_is_refused(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreError, match="is no graph folder"):
        kg.open(place)
    kg.build(write(tmp_path / "in"), out=place).close()
    (shard,) = (file for file in list_files(place) if file.way.startswith("shards/plan1.") and ".nq." in file.way)
    write_file(shard.address, b"other")
    other_machine(monkeypatch, tmp_path)
    with pytest.raises(RemoteError, match=r"plan1\.nq\.zst is damaged"):
        kg.open(place)
    report = json.loads(read_file(join(place, "report.json")))
    write_file(join(place, "report.json"), json.dumps(report | {"files": {"../../evil": "0" * 64}}).encode())
    with pytest.raises(StoreError, match="was not put there by kg build"):
        kg.open(place)


def test_the_command_line_reads_writes_and_opens_there(place: str, tmp_path: Path, run_kg) -> None:
    put(write(tmp_path / "in"), join(place, "in"))
    out = join(place, "out")
    done = run_kg("build", join(place, "in"), "-o", out)
    assert done.returncode == 0, done.stderr
    assert f"{out}/graph.html" in done.stdout and str(tmp_path) not in done.stdout
    for command, expected in (
        (("stats", out), "measures                    8"),
        (("query", out, "--name", "projects"), "(4 rows)"),
        (("export", out, "--format", "ntriples"), "/doc/plan1> "),
    ):
        done = run_kg(*command)
        assert done.returncode == 0 and expected in done.stdout, done.stdout + done.stderr
    done = run_kg("remove", out, join(place, "in", "plan1.txt"))
    assert (done.returncode, done.stdout.strip().splitlines()[-1]) == (0, f"3 documents are left in {out}"), done.stderr
    done = run_kg("stats", join(place, "none"))
    assert done.returncode == 2 and "is no graph folder" in done.stderr


def test_errors_name_place_and_remedy(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReadError, match="the folder holds no documents"):
        kg.build(join(place, "none"), out=tmp_path / "out")
    with pytest.raises(RemoteError, match=r"^s3://no-such-bucket/a.*bucket does not exist.*a bucket must be there"):
        kg.build("s3://no-such-bucket/a", out=tmp_path / "out")
    with pytest.raises(UnsupportedError, match=r"Protocol not known: qq.*policy-kg\[remote\]"):
        kg.build("qq://a/b", out=tmp_path / "out")
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    _forget()
    with pytest.raises(RemoteError, match="Could not connect"):
        kg.build(place, out=tmp_path / "out")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    _forget()
    with pytest.raises(RemoteError, match=r"Unable to locate credentials \(log in .*AWS_PROFILE"):
        kg.build(place, out=tmp_path / "out")
    _forget()
    assert not (tmp_path / "out").exists()


def test_without_the_extra_the_remedy_is_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "fsspec.py").write_text("raise ImportError('none')", encoding="utf-8")
    code = "import kg; kg.build('s3://papers/a', out='out')"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(Path(kg.__file__).parents[1])])}
    done = subprocess.run([sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, text=True)
    assert 's3://papers/a: fsspec is not installed (pip install "policy-kg[remote]"' in done.stderr


@pytest.mark.tool("dask")
def test_a_cluster_without_a_shared_disk_gets_texts_and_gives_shards_there(place: str, tmp_path: Path) -> None:
    from work.test_cluster import cluster

    folder = write(tmp_path / "in")
    (folder / "bad.txt").write_bytes(b"\xff\xfe\x00")
    kg.build(folder, out=tmp_path / "local", keep_source=True).close()
    with cluster(tmp_path / "dask", workers=2) as (address, _):
        with kg.build(folder, out=tmp_path / "out", scheduler=address, exchange=place, keep_source=True) as graph:
            assert graph.report["unread"]
        assert not list_files(place)
        with kg.build(folder, out=join(place, "out"), scheduler=address) as graph:
            assert len(graph.documents) == 4
    assert digests(tmp_path / "out") == digests(tmp_path / "local")
    assert not list_files(join(place, "out", ".making"))
    assert not list(tmp_path.glob(".*"))
