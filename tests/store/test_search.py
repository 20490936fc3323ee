"""Search: names and quotes whatever their accents, the best first, each with the place in the text."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from facts_factory import TEXT, make_facts

from kg.config import Options
from kg.errors import QueryError, StoreError
from kg.graph import iter_triples
from kg.store import GraphFolder, aside
from kg.store.search.index import INDEX, class_labels, find_all, fingerprint, open_index, opened, search


@pytest.fixture(scope="module")
def found(two: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the folder that may be searched."""
    path = tmp_path_factory.mktemp("found") / "graph"
    shutil.copytree(two, path)
    return path


def labels(path: Path, words: str, **more: str) -> list[tuple[str, str]]:
    """Return class and label of the hits in the first document."""
    return [(hit.cls, hit.label) for hit in search(path, words, **more) if hit.document.endswith("/first")]


def test_a_name_is_found_without_accents_before_what_quotes_it(found: Path) -> None:
    assert labels(found, "cang diem dien") == [
        ("Port", "cảng Diêm Điền"),
        ("Measure", "Nâng cấp cảng Diêm Điền theo Luật Quy hoạch"),
    ]
    assert [hit.document.rpartition("/")[2] for hit in search(found, "cang diem dien")][:2] == ["first", "second"]


@pytest.mark.parametrize(
    "words", ["cảng Diêm Điền", "cang diem dien", "DIỀM ĐIEN", "thanh pho", "luat quy hoach", "217"]
)
def test_a_hit_quotes_the_source_and_marks_the_words(words: str, found: Path) -> None:
    hits = search(found, words)
    assert hits
    for hit in hits:
        assert hit.quote == TEXT[hit.start : hit.end]
        for start, end in hit.matches:
            assert hit.start <= start < end <= hit.end
    assert any(hit.matches for hit in hits)


def test_accents_that_are_given_come_first(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    facts = make_facts("first")
    police = next(entity for entity in facts.entities if entity.label == "Công an tỉnh")
    police.label = "cau nghin"
    with GraphFolder(path, writable=True) as folder:
        folder.add_ontology()
        folder.add_graph(facts.id, iter_triples(facts, options=Options()))
    names = ["cầu Nghìn", "cau nghin"]
    for first, second in (names, names[::-1]):
        found = [hit.label for hit in search(path, first)]
        assert found[0] == first
        assert found.index(second) > 0


def test_other_names_lead_to_the_thing(found: Path) -> None:
    assert labels(found, "TP Thai Binh")[0] == ("Place", "thành phố Thái Bình")
    (hit,) = [hit for hit in search(found, "duong 217") if hit.cls == "Road" and hit.document.endswith("/first")]
    assert (hit.quote, hit.times) == ("đường 217", 1)


def test_words_that_stand_apart_come_behind_and_a_beginning_where_nothing_else_is_found(found: Path) -> None:
    assert labels(found, "nang cap quy hoach") == [("Measure", "Nâng cấp cảng Diêm Điền theo Luật Quy hoạch")]
    assert ("Bridge", "cầu Nghìn") in labels(found, "cau ngh")
    assert labels(found, "ngh cau") == []


def test_titles_of_sections_and_documents_are_found(found: Path) -> None:
    assert ("Section", "2 Giải pháp") in labels(found, "giai phap")
    assert ("KeyTask", "(1)") in labels(found, "1")
    hit = search(found, "phat trien giao thong")[0]
    assert (hit.cls, hit.quote, hit.start) == ("Resolution", "", None)
    assert [hit.label[start:end] for start, end in hit.matches] == ["phát triển giao thông"]
    assert set(hit.to_dict()) == {"node", "class", "label", "document", "times", "matches"}


def test_a_class_and_those_below_it(found: Path) -> None:
    assert labels(found, "thai binh", cls="Road") == [("Road", "đường từ thành phố Thái Bình đi cầu Nghìn")]
    assert {cls for cls, _ in labels(found, "cau nghin", cls="Project")} == {"Bridge", "Road"}
    with pytest.raises(QueryError, match=r"no class 'Pier' \(classes: Agent, .*Port"):
        search(found, "cau", cls="Pier")
    assert class_labels(found)["Port"] == {"vi": "cảng", "en": "port"}


@pytest.mark.parametrize("words", ["", " - ", "\"'*"])
def test_no_word_is_an_error(words: str, found: Path) -> None:
    with pytest.raises(QueryError, match="no word to search for"):
        search(found, words)


@pytest.mark.parametrize("words", ['"', "NEAR(cang, dien)", "cang OR dien", "names:cang", "cang*", "cang) UNION"])
def test_words_are_words_and_no_language_of_the_index(words: str, found: Path) -> None:
    if words == '"':
        words = 'cang"diem'
    assert isinstance(search(found, words), list)


def test_the_index_is_made_once_and_again_for_another_store(two: Path, tmp_path: Path) -> None:
    path = tmp_path / "graph"
    shutil.copytree(two, path)
    assert search(path, "cau")
    made = (path / INDEX).stat()
    assert search(path, "nghin")
    assert (path / INDEX).stat().st_mtime_ns == made.st_mtime_ns
    facts = make_facts("third")
    with GraphFolder(path, writable=True) as folder:
        folder.add_graph(facts.id, iter_triples(facts, options=Options()))
    assert facts.id in {hit.document for hit in search(path, "nghin")}
    (path / INDEX).write_bytes(b"garbage")
    assert search(path, "nghin")
    assert [file.name for file in path.iterdir() if INDEX in file.name] == [INDEX]


def test_the_same_store_gives_the_same_index(two: Path, tmp_path: Path) -> None:
    for name in ("one", "other"):
        shutil.copytree(two, tmp_path / name)
        search(tmp_path / name, "cau")
    assert (tmp_path / "one" / INDEX).read_bytes() == (tmp_path / "other" / INDEX).read_bytes()
    assert fingerprint(tmp_path / "one") == fingerprint(tmp_path / "other")


def test_a_build_does_not_carry_the_index_along(two: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(two, out)
    search(out, "cau")
    with aside(out) as building:
        with GraphFolder(building, writable=True) as folder:
            folder.copy_from(out)
        (building / "report.json").write_text("{}", encoding="utf-8")
    assert not (out / INDEX).exists()
    assert search(out, "cau")


@pytest.fixture
def readable(two: Path) -> Iterator[Path]:
    """Return a copy of the folder that everybody may read and nobody but its owner may write to."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        shutil.copytree(two, Path(place) / "graph")
        yield Path(place) / "graph"


def test_a_folder_that_cannot_be_written_to_is_searched_too(readable: Path, unprivileged: None) -> None:
    assert labels(readable, "cang diem dien")[0] == ("Port", "cảng Diêm Điền")
    assert not (readable / INDEX).exists()


def test_what_is_no_graph_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is no graph folder"):
        open_index(tmp_path)


def test_what_a_dead_search_left_is_removed(two: Path, tmp_path: Path) -> None:
    path = tmp_path / "graph"
    shutil.copytree(two, path)
    (path / f".{INDEX}.99999999999").write_bytes(b"half")
    search(path, "cau")
    assert [file.name for file in path.iterdir() if INDEX in file.name] == [INDEX]


@pytest.mark.parametrize("room", [0, 5000, 20_000])
def test_a_folder_that_has_no_room_is_searched_too(two: Path, tmp_path: Path, room: int) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "graph"
    shutil.copytree(two, path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        found = labels(path, "cang diem dien")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert found[0] == ("Port", "cảng Diêm Điền")
    assert [file.name for file in path.iterdir() if INDEX in file.name] == []


def test_an_index_that_something_stands_in_the_place_of(two: Path, tmp_path: Path) -> None:
    path = tmp_path / "graph"
    shutil.copytree(two, path)
    (path / INDEX).mkdir()
    assert labels(path, "cang diem dien")[0] == ("Port", "cảng Diêm Điền")
    assert [file.name for file in path.iterdir() if INDEX in file.name] == [INDEX]


def test_an_index_that_is_damaged_further_in_says_so(two: Path, tmp_path: Path) -> None:
    path = tmp_path / "graph"
    shutil.copytree(two, path)
    search(path, "cau")
    data = (path / INDEX).read_bytes()
    (path / INDEX).write_bytes(data[: 2 * 4096] + b"\xff" * (len(data) - 2 * 4096))
    with pytest.raises(StoreError, match=r"search\.sqlite: the index is damaged: .*remove it"):
        search(path, "cau")


def test_english_names_of_classes_and_sectors_find_their_things(found: Path) -> None:
    assert labels(found, "port")[0] == ("Port", "cảng Diêm Điền")
    assert labels(found, "hải cảng Diêm Điền")[0] == ("Port", "cảng Diêm Điền")
    assert ("Measure", "Nâng cấp cảng Diêm Điền theo Luật Quy hoạch") in labels(found, "transport")


def test_all_hits_are_counted_and_paged_each_once(found: Path) -> None:
    with opened(found) as index:
        whole = find_all(index, "thai binh", limit=1000)
        assert whole.total == len(whole.hits) == sum(whole.classes.values()) == sum(whole.documents.values())
        assert len({(hit.node, hit.document) for hit in whole.hits}) == whole.total > 4
        paged = [
            hit for at in range(0, whole.total, 3) for hit in find_all(index, "thai binh", offset=at, limit=3).hits
        ]
        assert paged == whole.hits
        assert whole.hits[:20] == search(found, "thai binh")


def test_counts_say_what_another_choice_would_give(found: Path) -> None:
    with opened(found) as index:
        whole = find_all(index, "thai binh")
        for cls, many in whole.classes.items():
            chosen = find_all(index, "thai binh", cls=cls)
            assert (chosen.total, chosen.classes) == (many, whole.classes)
        for document, many in whole.documents.items():
            chosen = find_all(index, "thai binh", document=document)
            assert (chosen.total, chosen.documents) == (many, whole.documents)
        assert find_all(index, "xyz").total == 0
        assert find_all(index, "cau ngh").total == len(find_all(index, "cau ngh").hits) > 0


def test_hits_behind_the_ranked_ones_come_each_once(found: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.search.index._CANDIDATES", 2)
    with opened(found) as index:
        paged = [hit for at in range(0, 40, 2) for hit in find_all(index, "thai binh", offset=at, limit=2).hits]
        total = find_all(index, "thai binh").total
    assert len({(hit.node, hit.document) for hit in paged}) == len(paged) == total
