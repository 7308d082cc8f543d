"""Imports run one way, and a heavy library stays where it is needed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "talentstudy"
GROUND = {"errors", "wording", "codes", "registry", "__version__"}
# Cleaning is ground floor to the pure rooms: docs/decisions/0001.
CLEAN = GROUND | {"cleaning"}
# What each room may import of the package, beside its own modules.
MAY = {
    "errors": set(),
    "wording": {"errors"},
    "codes": {"errors", "wording"},
    "registry": {"errors"},
    "schemas": {"errors", "codes", "registry"},
    "cleaning": {"errors", "codes", "wording"},
    "sources": CLEAN,
    "indicators": CLEAN,
    "trends": GROUND,
    "figures": GROUND,
    "tables": GROUND | {"indicators", "figures"},
    "chapters": {"registry"},
    "editions": {"errors"},
    "store": {"errors"},
    "kernels": {"errors", "store"},
    # The one room that asks the network; only the command line knows it.
    "fetch": {"errors", "store", "registry", "sources", "codes", "schemas", "__version__"},
    "publish": GROUND | {"figures", "store"},
    "printing": GROUND | {"figures", "store"},
    "results": {"registry", "store", "editions", "pipeline", "__version__"},
    "displaying": set(),
}
SHELL = {
    "pipeline",
    "provenance",
    "selection",
    "drawing",
    "telling",
    "explaining",
    "tabling",
    "finding",
    "trending",
    "shelves",
    "run",
    "batch",
    "catalogue",
    "showing",
    "vintages",
    "assumptions",
    "drafts",
    "claims",
    "citations",
    "deposit",
    "study",
    "documents",
    "site",
    "paper",
    "cli",
    "__init__",
}
# The shell from the inside out: a module imports only what stands before it.
ORDER = [
    "results",
    "pipeline",
    "provenance",
    "selection",
    "publish",
    "drawing",
    "tabling",
    "finding",
    "trending",
    "telling",
    "run",
    "assumptions",
    "catalogue",
    "showing",
    "claims",
    "vintages",
    # A draft is checked against the data alone: the ledger stands behind it.
    "drafts",
    "explaining",
    "citations",
    "shelves",
    "study",
    "batch",
    # What reads what a run has written, and prints it.
    "documents",
    "site",
    "paper",
    "deposit",
    "cli",
]
# Third-party libraries and the rooms that may import them.
LIBRARIES = {
    "statsmodels": {"trends"},
    "matplotlib": {"figures", "publish", "printing", "drawing", "run"},
    "seaborn": {"figures", "publish"},
    "pandera": {"schemas", "claims", "assumptions"},
    "papermill": {"run", "kernels"},
    "psutil": {"kernels"},
    "ipykernel": {"kernels"},
    "polars": {"sources"},
    "citeproc": {"citations"},
    "pyarrow": {"deposit"},
    "rocrate": {"deposit"},
    "typst": {"paper"},
    "pikepdf": {"paper"},
    "great_tables": {"paper"},
    "xlsxwriter": {"paper"},
    # Chapters for authors who paste; the manuscripts they send.
    "docx": {"paper", "drafts"},
    "click": {"cli"},
    "rich": {"cli"},
    # Many notebooks at once: here, on a cluster, on a storage that others read as well.
    "distributed": {"batch"},
    "fsspec": {"batch"},
    "filelock": {"batch", "fetch"},
    "yaml": {"batch"},
    # The network is asked in one room only.
    "httpx": {"fetch"},
    "stamina": {"fetch"},
    "requests": set(),
    "urllib": set(),
    "http": set(),
    # A nursery of kernels is asked through a socket in the file system.
    "socket": {"kernels"},
}


def room_of(path: Path) -> str:
    part = path.relative_to(PACKAGE).parts[0]
    return part.removesuffix(".py")


def imports_of(path: Path) -> list[tuple[str, int]]:
    """The modules a file imports at run time, however deep inside a function, with their lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = []
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "talentstudy":
                found += [(f"talentstudy.{alias.name}", node.lineno) for alias in node.names]
            else:
                found.append((node.module, node.lineno))
    return found


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_rooms_its_own_may_know(path: Path) -> None:
    room = room_of(path)
    if room in SHELL:
        return
    allowed = MAY[room] | {room}
    for module, line in imports_of(path):
        if module.startswith("talentstudy."):
            other = module.split(".")[1]
            assert other in allowed, (
                f"{path.name}:{line} imports {module}; {room} may know {', '.join(sorted(allowed))}"
            )


@pytest.mark.parametrize("room", [name for name in ORDER if name not in {"results", "publish"}])
def test_the_shell_imports_from_the_inside_out(room: str) -> None:
    later = set(ORDER[ORDER.index(room) + 1 :])
    for path in [one for one in MODULES if room_of(one) == room]:
        for module, line in imports_of(path):
            if module.startswith("talentstudy."):
                assert module.split(".")[1] not in later, (
                    f"{path.name}:{line} imports {module}, which stands outside it"
                )


def test_only_the_command_line_knows_the_room_that_asks_the_network() -> None:
    for path in [one for one in MODULES if room_of(one) not in {"cli", "fetch"}]:
        for module, line in imports_of(path):
            assert not module.startswith("talentstudy.fetch"), f"{path.name}:{line} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_heavy_library_is_imported_only_where_it_belongs(path: Path) -> None:
    for module, line in imports_of(path):
        library = module.split(".")[0]
        if library in LIBRARIES:
            assert room_of(path) in LIBRARIES[library], f"{path.name}:{line} imports {library}"


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, talentstudy; print(sorted({'pandas', 'numpy', 'matplotlib', 'pandera', 'statsmodels', 'babel'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_the_table_of_trend_models_loads_no_model() -> None:
    code = (
        "import sys, talentstudy.trends; print(sorted({'numpy', 'scipy', 'pandas', 'statsmodels'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_chapter_is_imports_and_assignments() -> None:
    for path in sorted((PACKAGE / "chapters").glob("ch*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            assert is_docstring or isinstance(node, ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign), (
                f"{path.name}:{node.lineno}"
            )
