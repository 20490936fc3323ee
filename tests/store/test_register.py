"""Which document an input is: known by its source, then by its bytes; two files are never taken for one."""

from __future__ import annotations

import os
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.model import Header
from kg.read import Reading, read_in_hand, read_inputs
from kg.store.graphs.register import Register, bears

NUMBERED = Header(number="12/KH-UBND", issuer="Ủy ban nhân dân tỉnh Nam Định", issued="2025-03-05")


class Shelf:
    """The register of a graph folder and the inputs beside it, without the graphs."""

    def __init__(self, root: Path) -> None:
        self.root, self.out = root, root / "out"
        self.entries: list[dict] = []

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def build(self, *names: str | Path, sync: bool = False) -> dict[str, list[str]]:
        return self.take(read_inputs([self.root / name for name in names]), sync=sync)

    def take(self, reading: Reading, *, sync: bool = False, header: Header | None = None) -> dict[str, list[str]]:
        """Do what a build does to the register, and return the changes by slug."""
        register = Register(self.entries, out=self.out)
        settled = register.settle(reading, sync=sync)
        made = []
        for document in settled.documents:
            known = register.find_same_text(settled, document, bears(header or Header()))
            document = settled.rename(document, known) if known else document
            made.append(
                {
                    "id": f"https://example.org/doc/{document.slug}",
                    "slug": document.slug,
                    "name": document.name,
                    "sha256": document.sha256,
                    "sources": settled.sources[document.slug],
                    "bears": bears(header or Header()),
                    "words": document.text,
                }
            )
        self.entries = [*settled.kept, *made]
        assert len({entry["slug"] for entry in self.entries}) == len(self.entries)
        return {"removed": [entry["slug"] for entry in settled.removed]}

    @property
    def texts(self) -> dict[str, str]:
        """Return what the folder holds: texts by slug."""
        return {entry["slug"]: entry["words"] for entry in self.entries}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_two_files_of_one_name_stay_two_in_one_build(shelf: Shelf) -> None:
    shelf.write("in/x/nq.txt", "một")
    shelf.write("in/y/nq.txt", "hai")
    shelf.build("in")
    slugs = {text: slug for slug, text in shelf.texts.items()}
    shelf.write("in/x/nq.txt", "một, đã sửa")
    for inputs in (["in"], ["in/x"], ["in/x/nq.txt"], ["in/y/nq.txt", "in/x/nq.txt"]):
        shelf.build(*inputs)
        assert shelf.texts == {slugs["một"]: "một, đã sửa", slugs["hai"]: "hai"}


@pytest.mark.parametrize("inputs", [("x/nq.txt", "y/nq.txt", "z/nq.md"), ("x", "y", "z")])
def test_two_files_of_one_name_stay_two_in_several_builds(inputs: tuple[str, ...], shelf: Shelf) -> None:
    for name, text in (("x/nq.txt", "một"), ("y/nq.txt", "hai"), ("z/nq.md", "ba")):
        shelf.write(name, text)
    for given_input in inputs:
        shelf.build(given_input)
    assert sorted(shelf.texts.values()) == ["ba", "hai", "một"]
    before = shelf.texts
    shelf.write("y/nq.txt", "hai, đã sửa")
    shelf.build(*inputs)
    shelf.build(*reversed(inputs))
    assert shelf.texts == {slug: text.replace("hai", "hai, đã sửa") for slug, text in before.items()}
    assert shelf.texts["nq"] == "một"


def test_a_file_is_the_same_however_it_is_named(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shelf.write("in/x/a.txt", "một")
    (shelf.root / "link").symlink_to("in")
    shelf.build(path)
    for number, (cwd, name) in enumerate(
        [
            (".", "in/x/a.txt"),
            ("in/x", "a.txt"),
            ("in", "x/../x/a.txt"),
            (".", "link/x/a.txt"),
            ("in", "."),
            (".", "in"),
        ]
    ):
        path.write_text(f"bản {number}", encoding="utf-8")
        monkeypatch.chdir(shelf.root / cwd)
        shelf.take(read_inputs([name]))
        assert shelf.texts == {"a": f"bản {number}"}


def test_a_file_that_a_link_leads_to_is_the_same_after_an_edit(shelf: Shelf) -> None:
    shelf.write("store/1", "một")
    shelf.write("store/2", "hai")
    (shelf.root / "in").mkdir()
    link = shelf.root / "in" / "a.txt"
    link.symlink_to("../store/1")
    shelf.build("in")
    link.unlink()
    link.symlink_to("../store/2")
    shelf.build("in")
    assert shelf.texts == {"a": "hai"}


def test_the_whole_place_may_move(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> None:
    shelf.write("in/x/nq.txt", "một")
    shelf.write("in/y/nq.txt", "hai")
    shelf.build("in")
    slugs = list(shelf.texts)
    moved = tmp_path_factory.mktemp("elsewhere") / "deep" / "er"
    moved.parent.mkdir()
    os.rename(shelf.root, moved)
    shelf.root, shelf.out = moved, moved / "out"
    shelf.write("in/x/nq.txt", "một, đã sửa")
    shelf.build("in")
    assert list(shelf.texts) == slugs
    assert sorted(shelf.texts.values()) == ["hai", "một, đã sửa"]


def test_a_file_that_was_renamed_is_the_same_document(shelf: Shelf) -> None:
    shelf.write("in/b.txt", "một")
    shelf.build("in")
    os.rename(shelf.root / "in/b.txt", shelf.root / "in/c.txt")
    shelf.build("in")
    assert [(entry["slug"], entry["name"], entry["sources"]) for entry in shelf.entries] == [
        ("b", "c.txt", ["file:../in/c.txt"])
    ]
    shelf.write("in/c.txt", "hai")
    shelf.build("in")
    assert shelf.texts == {"b": "hai"}


def test_another_file_in_the_old_place_is_the_document_and_the_moved_one_is_new(shelf: Shelf) -> None:
    shelf.write("in/a.txt", "một")
    shelf.build("in")
    os.rename(shelf.root / "in/a.txt", shelf.root / "in/a-old.txt")
    shelf.write("in/a.txt", "hai")
    shelf.build("in")
    assert shelf.texts == {"a": "hai", "a-old": "một"}


def test_copies_are_one_document_until_one_is_edited(shelf: Shelf) -> None:
    shelf.write("x/a.txt", "một")
    shelf.build("x")
    shelf.write("y/b.txt", "một")
    shelf.build("y")
    assert shelf.texts == {"a": "một"}
    assert shelf.entries[0]["sources"] == ["file:../x/a.txt", "file:../y/b.txt"]
    shelf.build("y")
    assert (shelf.entries[0]["name"], len(shelf.entries[0]["sources"])) == ("a.txt", 2)
    shelf.write("y/b.txt", "hai")
    shelf.build("y")
    assert shelf.texts == {"a": "một", "b": "hai"}
    shelf.write("x/a.txt", "hai")
    assert shelf.build("x", "y")["removed"] in (["a"], ["b"])
    assert list(shelf.texts.values()) == ["hai"]


def test_the_first_of_two_copies_is_edited_and_the_other_is_not_read(shelf: Shelf) -> None:
    for name in ("x/a.txt", "y/a.txt"):
        shelf.write(name, "một")
    shelf.build("x", "y")
    shelf.write("x/a.txt", "hai")
    shelf.build("x")
    assert sorted(shelf.texts.values()) == ["hai", "một"]
    shelf.write("y/a.txt", "ba")
    shelf.build("y")
    assert sorted(shelf.texts.values()) == ["ba", "hai"]


def test_only_what_the_inputs_are_stays_with_sync(shelf: Shelf) -> None:
    for name in ("a", "b", "c"):
        shelf.write(f"in/{name}.txt", name)
    shelf.take(read_in_hand("trong tay"))
    shelf.build("in")
    (shelf.root / "in/a.txt").unlink()
    os.rename(shelf.root / "in/b.txt", shelf.root / "in/d.txt")
    shelf.build("in")
    assert sorted(shelf.texts.values()) == ["a", "b", "c", "trong tay"]
    removed = shelf.build("in", sync=True)["removed"]
    assert [slug.split("-")[0] for slug in removed] == ["a", "text"]
    assert sorted(shelf.texts.values()) == ["b", "c"]


def test_the_slug_of_what_goes_is_free_for_what_comes(shelf: Shelf) -> None:
    shelf.write("x/a.txt", "một")
    shelf.build("x")
    shelf.write("y/a.txt", "hai")
    shelf.build("y", sync=True)
    assert shelf.texts == {"a": "hai"}


@pytest.mark.parametrize("name", ["文書.txt", "Документ.md", "١٢.txt", "---.txt"])
def test_names_without_latin_letters_are_known_again(name: str, shelf: Shelf) -> None:
    for text in ("một", "hai", "ba"):
        shelf.write(f"in/{name}", text)
        shelf.build("in")
    assert list(shelf.texts.values()) == ["ba"]
    for text in ("bốn", "năm"):
        shelf.take(read_in_hand(text, name=name))
    assert sorted(shelf.texts.values()) == ["ba", "năm"]


def test_a_text_in_hand_is_known_by_its_name(shelf: Shelf) -> None:
    for name, text in (("12/KH-UBND", "một"), ("13/KH-UBND", "hai"), ("12/KH-UBND", "ba")):
        shelf.take(read_in_hand(text, name=name))
    assert sorted(shelf.texts.values()) == ["ba", "hai"]
    shelf.write("in/12/KH-UBND", "bốn")
    shelf.build("in/12/KH-UBND")
    assert sorted(shelf.texts.values()) == ["ba", "bốn", "hai"]


def test_a_text_without_a_name_is_known_by_what_it_bears(shelf: Shelf) -> None:
    other = Header(number="13/KH-UBND", issuer=NUMBERED.issuer, issued=NUMBERED.issued)
    for text, header in (("một", NUMBERED), ("hai", other), ("ba", Header()), ("bốn", Header())):
        shelf.take(read_in_hand(text), header=header)
    assert sorted(shelf.texts.values()) == ["ba", "bốn", "hai", "một"]
    slugs = {text: slug for slug, text in shelf.texts.items()}
    shelf.take(read_in_hand("một, đã sửa"), header=NUMBERED)
    assert shelf.texts[slugs["một"]] == "một, đã sửa"
    assert len(shelf.texts) == 4
    shelf.write("in/a.txt", "năm")
    shelf.take(read_inputs([shelf.root / "in"]), header=NUMBERED)
    assert len(shelf.texts) == 5


def test_a_folder_built_before_there_was_a_register_is_known_by_names(shelf: Shelf) -> None:
    shelf.write("in/a.txt", "một")
    shelf.write("in/b.txt", "hai")
    shelf.build("in")
    shelf.entries = [{key: entry[key] for key in entry if key not in ("sources", "bears")} for entry in shelf.entries]
    shelf.write("in/a.txt", "ba")
    shelf.build("in/a.txt")
    assert shelf.texts == {"a": "ba", "b": "hai"}
    shelf.build("in")
    assert shelf.texts == {"a": "ba", "b": "hai"}
    assert all(entry["sources"] for entry in shelf.entries)


def test_a_name_that_is_no_utf_8(shelf: Shelf) -> None:
    folder = shelf.root / "in"
    folder.mkdir()
    path = Path(os.fsdecode(os.fsencode(folder) + b"/100%\xe1\xea.txt"))
    try:
        path.write_text("một", encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes UTF-8 only")
    shelf.build("in")
    (key,) = shelf.entries[0]["sources"]
    assert key == "file:../in/100%25%E1%EA.txt"
    assert Register([], out=shelf.out)._path(key) == path
    path.write_text("hai", encoding="utf-8")
    shelf.build("in")
    assert list(shelf.texts.values()) == ["hai"]


# --- finding by name --------------------------------------------------------------------------------


def test_a_document_is_found_by_slug_iri_path_and_name(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.write("in/x/nq.txt", "một")
    shelf.write("in/Kế hoạch.txt", "hai")
    shelf.build("in")
    (shelf.root / "in/x/nq.txt").unlink()
    register = Register(shelf.entries, out=shelf.out)
    monkeypatch.chdir(shelf.root / "in")
    for name in ("nq", "https://example.org/doc/nq", "x/nq.txt", str(shelf.root / "in/x/nq.txt"), "nq.txt"):
        assert register.find(name)["slug"] == "nq"
    for name in ("ke-hoach", "Kế hoạch.txt", "./Kế hoạch.txt", "Kế hoạch.txt"):
        assert register.find(name)["slug"] == "ke-hoach"


def test_a_name_of_none_or_several_is_refused(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("in/x/nq.txt", "in/y/nq.txt", "in/nq"):
        shelf.write(name, name)
    shelf.build("in/x/nq.txt")
    shelf.build("in/y", "in/nq")
    register = Register(shelf.entries, out=shelf.out)
    with pytest.raises(StoreError, match=r"there is no document 'nq2' \(documents: nq, nq-"):
        register.find("nq2")
    with pytest.raises(StoreError, match=r"out: 'nq\.txt' is 2 documents \(name one by its slug: nq, nq-"):
        register.find("nq.txt")
    monkeypatch.chdir(shelf.root / "in" / "y")
    assert register.find("nq.txt")["words"] == "in/y/nq.txt"
    monkeypatch.chdir(shelf.root / "in")
    with pytest.raises(StoreError, match="'nq' is 2 documents"):
        register.find("nq")
    with pytest.raises(StoreError, match="no document"):
        register.settle_removal(["nq-" + "0" * 8, "nq.txt"])


# --- whatever is done to the files --------------------------------------------------------------------

NAMES = ("x/a.txt", "y/a.txt", "x/b.txt", "y/文.txt")
ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from("0123456789")),
        st.tuples(st.just("move"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
        st.tuples(st.just("remove"), st.sampled_from(NAMES), st.none()),
        st.tuples(st.sampled_from(["build", "sync"]), st.sampled_from([*NAMES, "x", "y", "."]), st.none()),
    ),
    min_size=4,
    max_size=25,
)


@settings(max_examples=60)
@given(ACTIONS)
def test_whatever_is_done_no_input_is_lost_and_none_is_stale(actions: list[tuple[str, str, str | None]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder) / "in")
        shelf.out = Path(folder) / "out"
        built: dict[str, str] = {}
        for action, name, other in actions:
            path = shelf.root / name
            if action == "write":
                shelf.write(name, str(other))
            elif action == "remove":
                path.unlink(missing_ok=True)
            elif action == "move":
                if path.exists():
                    shelf.write(str(other), path.read_text(encoding="utf-8"))
                    if other != name:
                        path.unlink()
            elif path.is_file() or (path.is_dir() and any(path.rglob("*.*"))):
                files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
                now = {str(file.relative_to(shelf.root)): file.read_text(encoding="utf-8") for file in files}
                shelf.build(name, sync=action == "sync")
                built = now if action == "sync" else built | now
                texts = sorted(shelf.texts.values())
                for entry in shelf.entries:
                    there = any(Path(os.path.normpath(shelf.out / key[5:])).exists() for key in entry["sources"])
                    assert there or entry["words"] not in now.values(), "a file that was moved is there twice"
                assert set(texts) == set(now.values()) if action == "sync" else set(texts) >= set(now.values())
                for file, text in built.items():
                    if (shelf.root / file).exists():
                        assert text in texts, "a document was lost"
                for entry in shelf.entries:
                    for key in entry["sources"]:
                        file = str(Path(key.removeprefix("file:../in/")))
                        assert built[file] == entry["words"], "a stale document stays"


def test_a_sync_keeps_what_could_not_be_read_this_time(shelf: Shelf) -> None:
    for name, text in (("in/a.txt", "một"), ("in/b.txt", "hai"), ("in/c.txt", "ba")):
        shelf.write(name, text)
    shelf.build("in")
    shelf.write("in/a.txt", "")
    (shelf.root / "in" / "b.txt").unlink()
    assert shelf.build("in", sync=True) == {"removed": ["b"]}
    assert shelf.texts == {"a": "một", "c": "ba"}


def pack(path: Path, files: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)


def test_a_document_of_an_archive_is_the_same_after_an_edit_and_a_new_name(shelf: Shelf) -> None:
    pack(shelf.root / "kho.zip", {"x/nq.txt": "một", "y/nq.txt": "hai"})
    shelf.build("kho.zip")
    slugs = {text: slug for slug, text in shelf.texts.items()}
    assert len(slugs) == 2
    pack(shelf.root / "kho.zip", {"x/nq.txt": "một, đã sửa", "y/nq.txt": "hai"})
    shelf.build("kho.zip")
    assert shelf.texts == {slugs["một"]: "một, đã sửa", slugs["hai"]: "hai"}
    pack(shelf.root / "kho.zip", {"x/nq.txt": "một, đã sửa", "z/khác.txt": "hai"})
    shelf.build("kho.zip")
    assert shelf.texts == {slugs["một"]: "một, đã sửa", slugs["hai"]: "hai"}
    (entry,) = (one for one in shelf.entries if one["words"] == "hai")
    assert entry["sources"] == ["file:../kho.zip!/z/khác.txt"]


def test_documents_of_an_archive_go_with_it_under_sync_but_not_while_it_is_bad(shelf: Shelf) -> None:
    shelf.write("in/a.txt", "ba")
    pack(shelf.root / "in" / "kho.zip", {"x.txt": "một", "y.txt": "hai"})
    shelf.build("in")
    pack(shelf.root / "in" / "kho.zip", {"x.txt": "một", "../y.txt": "hai"})
    shelf.build("in", sync=True)
    assert sorted(shelf.texts.values()) == ["ba", "hai", "một"]
    pack(shelf.root / "in" / "kho.zip", {"x.txt": "một"})
    shelf.build("in")
    assert sorted(shelf.texts.values()) == ["ba", "hai", "một"]
    assert shelf.build("in", sync=True)["removed"] == ["y"]
    (shelf.root / "in" / "kho.zip").unlink()
    shelf.build("in", sync=True)
    assert sorted(shelf.texts.values()) == ["ba"]


def test_an_archive_that_is_not_given_keeps_its_documents(shelf: Shelf) -> None:
    pack(shelf.root / "kho.zip", {"x.txt": "một"})
    shelf.build("kho.zip")
    shelf.write("x.txt", "một")
    shelf.build("x.txt")
    (entry,) = shelf.entries
    assert entry["sources"] == ["file:../kho.zip!/x.txt", "file:../x.txt"]
