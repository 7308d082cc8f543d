"""What elements of a structure message refer to, by a reference, a URN in an element, or a URN as text."""

from __future__ import annotations

from talentstudy.sources.formats.markup import Element, local


def enumeration(element: Element) -> str:
    """The code list of a component or concept as 'AGENCY:ID(VERSION)'; '' where it names none."""
    for one in element.iter():
        if local(one) == "Enumeration":
            for inner in one:
                if local(inner) == "Ref":
                    return f"{inner.get('agencyID', '')}:{inner.get('id', '')}({inner.get('version', '')})"
            return _urn(one)
    return ""


def concept(component: Element) -> str:
    """The concept of a component as 'AGENCY:SCHEME(VERSION).ID'; '' where it names none."""
    for one in component:
        if local(one) == "ConceptIdentity":
            for inner in one:
                if local(inner) == "Ref":
                    version = inner.get("maintainableParentVersion", "1.0")
                    scheme = f"{inner.get('agencyID', '')}:{inner.get('maintainableParentID', '')}({version})"
                    return f"{scheme}.{inner.get('id', '')}"
            return _urn(one)
    return ""


def core_representations(scheme: Element) -> dict[str, str]:
    """Every concept of a scheme to the code list of its core representation."""
    called = f"{scheme.get('agencyID', '')}:{scheme.get('id', '')}({scheme.get('version', '1.0')})"
    listed = {f"{called}.{one.get('id', '')}": enumeration(one) for one in scheme if local(one) == "Concept"}
    return {name: codelist for name, codelist in listed.items() if codelist}


def parent(code: Element) -> str:
    """The code above a code; '' for one at the top."""
    for one in code:
        if local(one) == "Parent":
            refers = [inner.get("id", "") for inner in one if local(inner) == "Ref"]
            return refers[0] if refers else (one.text or "").strip()
    return ""


def _urn(element: Element) -> str:
    return "".join(element.itertext()).strip().rpartition("=")[2]
