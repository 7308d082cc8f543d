"""The run as an RO-Crate: what went in, what ran, what came out (Workflow Run Crate)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from talentstudy.deposit.about import KEYWORDS, About

_PROFILES = (
    "https://w3id.org/ro/wfrun/process/0.5",
    "https://w3id.org/ro/wfrun/workflow/0.5",
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0",
)
_MEDIA = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".md": "text/markdown",
    ".toml": "application/toml",
    ".parquet": "application/vnd.apache.parquet",
    ".py": "text/x-python",
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".cff": "application/yaml",
}
WORKFLOW = "workflow/run.py"
TERMS = "TERMS.md"
README = "README.md"
INPUTS = "inputs/"
_CODE_LICENCE = "https://spdx.org/licenses/MIT"


def crate(about: About, files: Mapping[str, bytes], parameters: Mapping[str, str]) -> dict[str, Any]:
    """The JSON-LD of a crate that holds ``files``, by path; ``parameters`` are what the run was asked for.

    When the run began and ended is not known to it, and is not made up: the crate bears the day of the edition.
    """
    from rocrate.rocrate import ROCrate

    # The profiles of workflow runs build on version 1.1, whose context has no word for a sha256 yet.
    made = ROCrate(gen_preview=False, version="1.1")
    made.metadata.extra_terms["sha256"] = "http://schema.org/sha256"
    entities = {path: _file(made, path, content) for path, content in files.items() if path != WORKFLOW}
    author = _add(made, "#authors", "Organization", {"name": about.authors})
    workflow = _workflow(made, files[WORKFLOW], about, author)
    arguments = [_argument(made, name, value, workflow) for name, value in parameters.items()]
    inputs = [
        entity for path, entity in entities.items() if path.startswith(INPUTS) and not path.endswith("origin.toml")
    ]
    results = [entity for path, entity in entities.items() if path.startswith("data/")]
    action = made.add_action(
        workflow,
        identifier="#run",
        object=[*inputs, *arguments],
        result=results,
        properties={
            "@type": "CreateAction",
            "name": f"talentstudy run of edition {about.edition.name} for {about.geo}",
            "description": "From the raw files pinned by the edition to its indicators and the rows of its figures.",
            "actionStatus": "http://schema.org/CompletedActionStatus",
        },
    )
    action["agent"] = author
    entities[README]["about"] = made.root_dataset
    _describe_root(made, about, author, entities[TERMS])
    made.root_dataset["mentions"] = action
    return _sorted(made.metadata.generate())


def _describe_root(made: Any, about: About, author: Any, terms: Any) -> None:
    made.name = about.titles["en"]
    made.description = about.descriptions["en"]
    made.datePublished = about.edition.as_of
    made.license = terms
    root = made.root_dataset
    root["author"] = author
    root["publisher"] = author
    root["version"] = about.version
    root["keywords"] = ", ".join(KEYWORDS)
    # Each profile is an entity of its own, as the profiles ask.
    root["conformsTo"] = [
        _add(
            made, url, "CreativeWork", {"name": url.split("/ro/")[-1].split("org/")[-1], "version": url.split("/")[-1]}
        )
        for url in _PROFILES
    ]


def _add(made: Any, identifier: str, kind: str | list[str], properties: Mapping[str, Any]) -> Any:
    from rocrate.model.contextentity import ContextEntity

    return made.add(ContextEntity(made, identifier, properties={"@type": kind, **properties}))


def _file(made: Any, path: str, content: bytes) -> Any:
    suffix = path[path.rfind(".") :]
    properties = {
        "name": path.rsplit("/", 1)[-1],
        "encodingFormat": _MEDIA.get(suffix, "text/plain"),
        "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return made.add_file(dest_path=path, properties=properties)


def _workflow(made: Any, content: bytes, about: About, author: Any) -> Any:
    from rocrate.model.computerlanguage import ComputerLanguage

    python = {"name": "Python", "alternateName": "python", "url": {"@id": "https://www.python.org/"}}
    language = made.add(ComputerLanguage(made, identifier="#python", properties=python))
    workflow = made.add_workflow(
        dest_path=WORKFLOW,
        main=True,
        lang=language,
        properties={
            "name": "talentstudy run",
            "description": "Runs an edition of the study; part of the Python package talentstudy.",
            "version": about.version,
            "conformsTo": {"@id": "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"},
            "encodingFormat": _MEDIA[".py"],
            "contentSize": str(len(content)),
            "sha256": hashlib.sha256(content).hexdigest(),
        },
    )
    workflow["creator"] = author
    workflow["license"] = _add(made, _CODE_LICENCE, "CreativeWork", {"name": "MIT License", "url": _CODE_LICENCE})
    return workflow


def _argument(made: Any, name: str, value: str, workflow: Any) -> Any:
    """What an option of the command line was, bound to the parameter it sets."""
    parameter = _add(
        made,
        f"#param-{name}",
        "FormalParameter",
        {
            "name": name,
            "additionalType": "Text",
            "valueRequired": False,
            "conformsTo": {"@id": "https://bioschemas.org/profiles/FormalParameter/1.0-RELEASE"},
        },
    )
    workflow.append_to("input", parameter)
    argument = _add(made, f"#value-{name}", "PropertyValue", {"name": name, "value": value})
    argument["exampleOfWork"] = parameter
    return argument


def _sorted(content: dict[str, Any]) -> dict[str, Any]:
    """The graph in one order: descriptor, root, then by id."""
    first = ["ro-crate-metadata.json", "./"]
    graph = sorted(
        content["@graph"], key=lambda one: (first.index(one["@id"]) if one["@id"] in first else len(first), one["@id"])
    )
    return {"@context": content["@context"], "@graph": graph}
